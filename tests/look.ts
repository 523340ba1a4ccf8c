import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, chromium } from "@playwright/test";
import { chromiumPath } from "./chromium.ts";

const help = `Looks at pages of a running Belterug: PNGs at 360 and 1280 px, light and dark, and what is wrong with them.

  node tests/look.ts --base http://localhost:3000 --as employee --path /inbox [--path /team …] --out /tmp/look

  --as employee|lead|admin|none   the demo's sign-in of that role (default none)
  --email --password              sign in through the form instead (password: the demo's)
  --language nl|en                for pages without a sign-in (default nl)
  --width 360 --scheme dark       only these (each may be repeated)
  --window                        only what fits the window, instead of the whole page
  --no-js                         with JavaScript off
  --no-axe                        skip the accessibility check
  --click "text"                  click this button or link before looking`;

const { values: options } = parseArgs({
  options: {
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

const base = new URL(options.base).origin;
mkdirSync(options.out, { recursive: true });
const { executablePath, args, env } = await chromiumPath();
const browser = await chromium.launch({ executablePath, args, env });
let problems = 0;
try {
  const cookies = await signIn();
  for (const width of options.width.map(Number)) {
    for (const scheme of options.scheme) {
      const context = await browser.newContext({
        baseURL: base,
        viewport: { width, height: width < 600 ? 740 : 860 },
        deviceScaleFactor: width < 600 ? 2 : 1,
        colorScheme: scheme as "light" | "dark",
        locale: options.language,
        javaScriptEnabled: !options["no-js"],
        isMobile: width < 600,
        hasTouch: width < 600,
      });
      if (cookies.length > 0) await context.addCookies(cookies);
      for (const path of options.path) await look(context, path, width, scheme);
      await context.close();
    }
  }
} finally {
  await browser.close();
}
console.log(problems === 0 ? "nothing wrong seen" : `${problems} problems`);

async function signIn(): Promise<Awaited<ReturnType<BrowserContext["cookies"]>>> {
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

async function look(context: BrowserContext, path: string, width: number, scheme: string): Promise<void> {
  const page = await context.newPage();
  const name = `${path.replace(/^\//, "").replace(/[^a-z0-9-]+/gi, "_") || "home"}-${width}-${scheme}`;
  const say = (what: string) => {
    problems++;
    console.log(`  ! ${name}: ${what}`);
  };
  page.on("console", (message) => {
    // The browser repeats the page's own status as an error; look prints it below.
    if ((message.type() === "error" || message.type() === "warning") && message.location().url !== page.url()) say(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => say(`page error: ${error.message}`));
  page.on("requestfailed", (request) => {
    if (!request.failure()?.errorText.includes("ERR_ABORTED")) say(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  const answer = await page.goto(path, { waitUntil: "load" });
  if (!options["no-js"]) await page.waitForLoadState("networkidle");
  if (answer && answer.status() >= 400) say(`status ${answer.status()}`);
  if (options.click) {
    await page.getByRole("button", { name: options.click }).or(page.getByRole("link", { name: options.click })).first().click();
    await page.waitForLoadState("networkidle");
  }
  if (!options["no-js"]) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) say(`scrolls sideways by ${wide} px`);
  }
  const file = join(options.out, `${name}.png`);
  await page.screenshot({ path: file, fullPage: !options.window });
  console.log(`${file}  ${page.url().slice(base.length)}`);
  if (!options["no-axe"] && !options["no-js"]) {
    const { violations } = await new AxeBuilder({ page }).exclude("iframe[sandbox]").withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
    for (const violation of violations) {
      for (const node of violation.nodes.slice(0, 5)) say(`axe ${violation.id}: ${node.target.join(" ")} ${(node.failureSummary ?? "").split("\n").slice(1, 2).join(" ").trim()}`);
    }
  }
  await page.close();
}
