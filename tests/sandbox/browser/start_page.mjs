// Look at the start page and use its forms; print what was seen as JSON.
//
//     node start_page.mjs URL true|false      (whether scripts may run)
import { chromium, driver } from "./chromium.mjs";

const [url, scripts] = process.argv.slice(2);
const PHONE = { width: 390, height: 844 };

const browser = await driver.launch({
  executablePath: await chromium.executablePath(),
  args: ["--disable-gpu"],
});
const context = await browser.newContext({
  viewport: PHONE,
  javaScriptEnabled: scripts === "true",
});
const page = await context.newPage();
page.setDefaultTimeout(20_000);

const complaints = [];
const hosts = new Set();
page.on("console", (message) =>
  complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`),
);
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
page.on("request", (request) => hosts.add(new URL(request.url()).host));

// Click and wait for the page that comes of it: what is read next must not be of the old one.
const click = async (element) => {
  const loaded = page.waitForEvent("load");
  await element.click();
  await loaded;
};
const press = (name) => click(page.getByRole("button", { name }));
const texts = (selector) => page.locator(selector).allInnerTexts();
const width = () => page.evaluate(() => document.documentElement.scrollWidth);
const ask = async (path, options = {}) =>
  (await fetch(url + path, { ...options, headers: { apikey: keys[0] } })).status;
const rows = async () =>
  (await texts("#requests tbody tr")).map((row) => row.split(/\s+/).filter(Boolean));

await page.goto(url);
const companies = await texts(".card h3");
const keys = await texts(".card .key");
const arabic = await page
  .locator(".contacts li", { hasText: "هدى سليمان" })
  .first()
  .evaluate((name) => [name.innerText, getComputedStyle(name).direction]);
const widths = { start: await width() };
const selected = await page.evaluate(() => {
  const key = document.querySelector(".key");
  return getComputedStyle(key).userSelect;
});
await page.locator(".card summary").first().click();
const more = await page.locator(".card details dl").first().isVisible();
const before = await texts("#requests .empty");

await ask("/daftra/api2/incomes?limit=1");
await page.reload();
const asked = await rows();

await page.selectOption("select[name=kind]", "status");
await page.fill("input[name=status]", "99");
await press("Add this fault");
const refused = {
  status: await page.locator("[role=alert]").innerText(),
  kept: await page.inputValue("input[name=status]"),
};
// The 400 of the refused form is what the browser reports here, and nothing else may be.
const reported = complaints.splice(0);

await page.fill("input[name=status]", "503");
await page.fill("input[name=path]", "/incomes");
await page.fill("input[name=times]", "1");
await press("Add this fault");
const armed = await texts("#faults li");
const struck = [await ask("/daftra/api2/incomes"), await ask("/daftra/api2/incomes")];
await page.reload();
const told = await texts("#faults li");
const broken = await rows();

await page.fill("input[name=now]", "2031-05-06T07:08");
await press("Set the clock");
await page.fill("input[name=days]", "2");
await press("Advance");
const moved = await page.locator("#clock time").innerText();

const body = JSON.stringify({ Income: { amount: "1" } });
const created = await ask("/daftra/api2/incomes", { method: "POST", body });
await page.reload();
const stored = await rows();
widths.full = await width();

await press("Reset everything to the seed");
const after = {
  requests: await texts("#requests .empty"),
  faults: await texts("#faults .empty"),
  clock: await page.locator("#clock time").innerText(),
};

await click(page.getByRole("link", { name: "Daftra reference" }).first());
widths.overview = await width();
await click(page.locator("h3 a", { hasText: /^invoices$/ }));
await page.locator("details").evaluateAll((all) => all.forEach((each) => (each.open = true)));
widths.operations = await width();
const operation = await page.locator("h2").first().innerText();
await page.goto(`${url}/docs/daftra/schemas/Income`);
widths.schema = await width();

await browser.close();
process.stdout.write(
  JSON.stringify({
    companies, keys, arabic, selected, more, before, asked, refused, reported, armed, struck, told,
    broken, moved, created, stored, after, operation, widths, complaints, hosts: [...hosts],
  }),
);
