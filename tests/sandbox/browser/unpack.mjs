// Unpack the Chromium of the npm package into TMPDIR, and say where it is.
import { chromium } from "./chromium.mjs";

process.stdout.write(await chromium.executablePath());
