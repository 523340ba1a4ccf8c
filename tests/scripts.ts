import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** The scripts that a page of the built app loads by itself, by name: what it preloads and what it imports. */
export function scriptsOf(html: string): string[] {
  return [...new Set([...html.matchAll(/\/assets\/([\w.~-]+\.js)/g)].map(([, name]) => name!))];
}

/** Their size over the network in kB (1,000 bytes), gzipped as most servers do. */
export function gzippedKilobytes(names: string[]): number {
  const bytes = names.map((name) => gzipSync(readFileSync(new URL(`../build/client/assets/${name}`, import.meta.url))).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1_000;
}
