import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type axe from "axe-core";

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Of all the rules of those levels only these look at colours. */
const colours = ["color-contrast", "link-in-text-block"];

/**
 * The A and AA violations of the page as it stands, each with its place and the first reason. Frames are left
 * out: a mail's is sandboxed, and is looked at as a page of its own. `colours` alone are enough where the rest
 * was looked at in the other colour scheme. axe goes in once per document and works out what failed only:
 * as @axe-core/playwright does it, it takes five times as long.
 */
export async function violationsOf(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  // What comes in while axe looks comes without moving, too: half-faded words have no contrast.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const found = await page.evaluate(analyse, rules === "all" ? { type: "tag" as const, values: levels } : { type: "rule" as const, values: colours });
  await page.emulateMedia({ reducedMotion: null });
  return rules === "all" ? [...found, ...(await page.evaluate(glued))] : found;
}

async function analyse(runOnly: axe.RunOnly): Promise<string[]> {
  const paused: Animation[] = [];
  const moving = () => document.getAnimations().filter(({ playState }) => playState === "running");
  // What is moving is brought to its end, and what never ends waits; what inherits from it may begin to move then.
  for (let animations = moving(); animations.length > 0; animations = moving()) {
    for (const animation of animations) {
      const { progress, endTime } = animation.effect!.getComputedTiming();
      if (progress === null || progress === undefined || endTime === Infinity) {
        animation.pause();
        paused.push(animation);
      } else animation.finish();
    }
  }
  const { violations } = await window.axe!.run(document, { runOnly, resultTypes: ["violations"], iframes: false });
  for (const animation of paused) animation.play();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
}

/** Names in which words run into each other for whoever hears them: beside React's comment between two texts Chromium drops a space that stands alone. */
function glued(): string[] {
  const found: string[] = [];
  for (const name of document.querySelectorAll("a, button, summary, label, legend, h1, h2, h3, h4")) {
    const walker = document.createTreeWalker(name, NodeFilter.SHOW_COMMENT);
    while (walker.nextNode()) {
      const { previousSibling, nextSibling, parentElement } = walker.currentNode as Comment;
      const isSpace = (node: Node | null) => node instanceof Text && node.data.trim() === "" && node.data !== "";
      const isBetween = (isSpace(previousSibling) && previousSibling!.previousSibling?.textContent && nextSibling?.textContent) || (isSpace(nextSibling) && previousSibling?.textContent && nextSibling!.nextSibling?.textContent);
      if (isBetween && !/flex|grid/.test(getComputedStyle(parentElement!).display)) found.push(`glued: ${name.tagName.toLowerCase()} "${name.textContent}"`);
    }
  }
  return found;
}
