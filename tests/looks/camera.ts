import { type Browser, chromium, type Page } from "@playwright/test";
import { violationsOf } from "../axe.ts";
import { chromiumPath } from "../chromium.ts";

export type Say = (problem: string) => void;

export async function openBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await chromiumPath();
  return chromium.launch({ executablePath, args, env });
}

/** How a context looks at the app: a phone in the hand, or a window on a desk. */
export function lens(width: number) {
  return { viewport: { width, height: width < 600 ? 740 : 860 }, isMobile: width < 600, hasTouch: width < 600 };
}

/** What the browser complains about while the page is open. */
export function watch(page: Page, say: Say): void {
  page.on("console", (message) => {
    // The browser repeats the page's own status as an error; whoever goes there says it.
    if ((message.type() === "error" || message.type() === "warning") && message.location().url !== page.url()) say(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => say(`page error: ${error.message}`));
  page.on("requestfailed", (request) => {
    if (!request.failure()?.errorText.includes("ERR_ABORTED")) say(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
}

/** Before the page is opened: everything that moves by itself while it loads is added up. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) shifts.sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What moved because something was done there is no fault. */
export async function forgetShifts(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign((window as { shifts?: object }).shifts ?? {}, { sum: 0 }));
}

/** What is wrong with the page as it stands, that a machine can see. Colours are axe's: the rest is the same in every scheme. */
export async function inspect(page: Page, say: Say, { hasAxe }: { hasAxe: boolean }): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) say(`scrolls sideways by ${wide} px`);
  const shift = await page.evaluate(() => (window as { shifts?: { sum: number } }).shifts?.sum ?? 0);
  if (shift > 0.02) say(`moves by itself while it loads (${shift.toFixed(3)})`);
  for (const target of await page.evaluate(smallTargets)) say(`small to tap: ${target}`);
  if (!hasAxe) return;
  for (const violation of (await violationsOf(page)).slice(0, 20)) say(`axe ${violation}`);
}

/** With a finger: links and buttons that are lower than 44 px, but for those within a line of words. */
function smallTargets(): string[] {
  if (!matchMedia("(pointer: coarse)").matches) return [];
  return [...document.querySelectorAll<HTMLElement>("a[href], button, summary, select, input:not([type=hidden], [type=radio], [type=checkbox])")]
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      const isWithinWords = getComputedStyle(element).display === "inline" && element.parentElement!.textContent.trim() !== element.textContent.trim();
      // An ::after over the whole row is the target then.
      return width > 1 && height > 1 && height < 43.5 && !isWithinWords && getComputedStyle(element, "::after").position !== "absolute" && !element.closest(".sr-only");
    })
    .slice(0, 4)
    .map((element) => `${element.textContent.trim().slice(0, 40) || element.getAttribute("aria-label") || element.tagName} (${Math.round(element.getBoundingClientRect().height)} px)`);
}

/** The whole page; of a sheet that lies over one, the whole sheet. */
export async function shoot(page: Page, path: string): Promise<void> {
  const sheet = await page.evaluate(() => {
    const dialog = document.querySelector("dialog[open]");
    return dialog && { height: dialog.scrollHeight, isCut: dialog.scrollHeight > dialog.clientHeight };
  });
  if (!sheet?.isCut) {
    await page.screenshot({ path, fullPage: !sheet });
    return;
  }
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width, height: Math.max(height, Math.ceil(sheet.height / 0.9)) });
  await page.screenshot({ path });
  await page.setViewportSize({ width, height });
}
