import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "@playwright/test";

export type Picture = { file: string; name: string; width: number; scheme: "light" | "dark" };

/** Part of a picture: a long page goes on in the next cell. */
type Cell = Picture & { top: number; part: number };

/** How pictures of a width lie on a sheet; in px of the sheet, `cut` in px of the page. */
const layouts = { phone: { columns: 5, rows: 2, cell: 304, cut: 900, parts: 3 }, desk: { columns: 2, rows: 3, cell: 768, cut: 860, parts: 2 } };

/** Many pictures on few sheets, each still to be read: `<state>-360-01.png` and on. Gives their paths. */
export async function makeSheets(browser: Browser, pictures: Picture[], folder: string, state: string): Promise<string[]> {
  const made: string[] = [];
  for (const width of new Set(pictures.map((picture) => picture.width))) {
    const layout = width < 600 ? layouts.phone : layouts.desk;
    const cells = pictures.filter((picture) => picture.width === width).flatMap((picture) => cut(picture, layout));
    const perSheet = layout.columns * layout.rows;
    for (let first = 0; first < cells.length; first += perSheet) {
      const path = join(folder, `${state}-${width}-${String(first / perSheet + 1).padStart(2, "0")}.png`);
      await print(browser, cells.slice(first, first + perSheet), layout, path);
      made.push(path);
    }
  }
  return made;
}

/** The dark picture differs in colour only: its beginning is enough. */
function cut(picture: Picture, { cut, parts }: { cut: number; parts: number }): Cell[] {
  const height = readFileSync(picture.file).readUInt32BE(20);
  const count = picture.scheme === "dark" ? 1 : Math.min(parts, Math.max(1, Math.ceil((height - 80) / cut)));
  return Array.from({ length: count }, (_, part) => ({ ...picture, top: part * cut, part }));
}

async function print(browser: Browser, cells: Cell[], { columns, cell, cut }: { columns: number; cell: number; cut: number }, path: string): Promise<void> {
  const scale = cell / cells[0]!.width;
  const figures = cells.map(
    ({ file, name, scheme, top, part }) =>
      `<figure><figcaption>${name.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}${part > 0 ? ` (${part + 1})` : ""} · ${scheme}</figcaption><div><img src="${pathToFileURL(file).href}" style="top:-${Math.round(top * scale)}px"></div></figure>`,
  );
  const style = `body{margin:0;padding:6px;background:#888;font:12px sans-serif;display:grid;grid-template-columns:repeat(${columns},${cell}px);gap:6px}figure{margin:0}figcaption{white-space:nowrap;overflow:hidden;color:#fff}div{position:relative;overflow:hidden;height:${Math.round(cut * scale)}px}img{position:absolute;left:0;width:${cell}px}`;
  const html = `${path}.html`;
  writeFileSync(html, `<!doctype html><meta charset="utf-8"><style>${style}</style>${figures.join("")}`);
  const page = await browser.newPage({ viewport: { width: columns * (cell + 6) + 6, height: 800 } });
  await page.goto(pathToFileURL(html).href);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await page.screenshot({ path, fullPage: true });
  await page.close();
  rmSync(html);
}
