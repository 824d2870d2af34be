// The browser and its driver, as scripts/node pins them.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../scripts/node/package.json", import.meta.url));
const packed = require("@sparticuz/chromium");

export const chromium = packed.default ?? packed;
export const driver = require("playwright-core").chromium;
