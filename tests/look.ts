import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { BrowserContext } from "@playwright/test";
import { lookAtAll } from "./looks/all.ts";
import { inspect, lens, openBrowser, watch, watchShifts } from "./looks/camera.ts";
import { states } from "./looks/states.ts";

const help = `Looks at pages of Belterug: PNGs at 360 and 1280 px, light and dark, and what is wrong with them.

Every screen in every state, in apps and databases of its own (after npm run build), with sheets of many pictures:
  npm run look -- --all --out /tmp/looks
  --state busy                    only these (may be repeated):
${states.map(({ name, what }) => `      ${name.padEnd(10)} ${what}`).join("\n")}
  --only "a task"                 only pages with these words in their name or path

Pages of a running Belterug:
  npm run look -- --base http://localhost:3000 --as employee --path /inbox [--path /team …] --out /tmp/look
  --as employee|lead|admin|none   the demo's sign-in of that role (default none)
  --email --password              sign in through the form instead (password: the demo's)
  --language nl|en                for pages without a sign-in (default nl)
  --window                        only what fits the window, instead of the whole page
  --no-js                         with JavaScript off
  --click "text"                  click this button or link before looking

Both:
  --width 360 --scheme dark       only these (each may be repeated)
  --no-axe                        skip the accessibility check`;

const { values: options } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    state: { type: "string", multiple: true },
    only: { type: "string" },
    base: { type: "string", default: "http://localhost:3000" },
    as: { type: "string", default: "none" },
    email: { type: "string" },
    password: { type: "string", default: "welkom-bij-belterug" },
    path: { type: "string", multiple: true, default: ["/"] },
    out: { type: "string", default: "/tmp/look" },
    language: { type: "string", default: "nl" },
    width: { type: "string", multiple: true, default: ["360", "1280"] },
    scheme: { type: "string", multiple: true, default: ["light", "dark"] },
    click: { type: "string" },
    window: { type: "boolean", default: false },
    "no-js": { type: "boolean", default: false },
    "no-axe": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}

mkdirSync(options.out, { recursive: true });
const widths = options.width.map(Number);
const schemes = options.scheme as ("light" | "dark")[];
const base = new URL(options.base).origin;
const problems = options.all
  ? await lookAtAll({ states: states.filter(({ name }) => !options.state || options.state.includes(name)), only: options.only, out: options.out, widths, schemes, hasAxe: !options["no-axe"] })
  : await lookAtPages();
console.log(problems === 0 ? "nothing wrong seen" : `${problems} problems`);

async function lookAtPages(): Promise<number> {
  const browser = await openBrowser();
  let count = 0;
  try {
    const cookies = await signIn(browser);
    for (const width of widths) {
      for (const colorScheme of schemes) {
        const context = await browser.newContext({ baseURL: base, deviceScaleFactor: width < 600 ? 2 : 1, colorScheme, locale: options.language, javaScriptEnabled: !options["no-js"], ...lens(width) });
        if (cookies.length > 0) await context.addCookies(cookies);
        for (const path of options.path) count += await look(context, path, `${path.replace(/^\//, "").replace(/[^a-z0-9-]+/gi, "_") || "home"}-${width}-${colorScheme}`);
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return count;
}

async function signIn(browser: Awaited<ReturnType<typeof openBrowser>>): Promise<Awaited<ReturnType<BrowserContext["cookies"]>>> {
  if (options.as === "none" && !options.email) return [];
  const context = await browser.newContext({ baseURL: base });
  if (options.email) {
    const page = await context.newPage();
    await page.goto("/signin");
    await page.locator("input[type=email]").fill(options.email);
    await page.locator("input[type=password]").fill(options.password);
    await page.locator("form:has(input[type=password]) button[type=submit], form:has(input[type=password]) button:not([type])").first().click();
    await page.waitForURL((url) => url.pathname !== "/signin");
  } else {
    const answer = await context.request.post("/demo/signin", { form: { role: options.as }, headers: { origin: base }, maxRedirects: 0 });
    if (answer.status() >= 400) throw new Error(`POST /demo/signin gave ${answer.status()}`);
  }
  const cookies = await context.cookies();
  await context.close();
  if (cookies.length === 0) throw new Error("Signing in gave no cookie.");
  return cookies;
}

/** Gives how many problems it saw. */
async function look(context: BrowserContext, path: string, name: string): Promise<number> {
  const page = await context.newPage();
  let count = 0;
  const say = (what: string) => {
    count++;
    console.log(`  ! ${name}: ${what}`);
  };
  watch(page, say);
  if (!options["no-js"]) await watchShifts(page);
  const answer = await page.goto(path, { waitUntil: "load" });
  if (!options["no-js"]) await page.waitForLoadState("networkidle");
  if (answer && answer.status() >= 400) say(`status ${answer.status()}`);
  if (options.click) {
    await page.getByRole("button", { name: options.click }).or(page.getByRole("link", { name: options.click })).first().click();
    await page.waitForLoadState("networkidle");
  }
  if (!options["no-js"]) await inspect(page, say, { hasAxe: !options["no-axe"] });
  const file = join(options.out, `${name}.png`);
  await page.screenshot({ path: file, fullPage: !options.window });
  console.log(`${file}  ${page.url().slice(base.length)}`);
  await page.close();
  return count;
}
