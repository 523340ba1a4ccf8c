import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { makeDatabase, makeSession, startApp } from "../app.ts";
import { makeOrganisation } from "../factories.ts";
import { forgetShifts, inspect, lens, openBrowser, shoot, watch, watchShifts } from "./camera.ts";
import { makeSheets, type Picture } from "./sheets.ts";
import type { Look, State } from "./state.ts";

type Options = { states: State[]; only: string | undefined; out: string; widths: number[]; schemes: ("light" | "dark")[]; hasAxe: boolean };

/** Prepares each state in a database and an app of its own, takes all its pictures and puts them together on sheets. Gives how many problems it saw. */
export async function lookAtAll({ states, out, ...options }: Options): Promise<number> {
  const browser = await openBrowser();
  let problems = 0;
  try {
    for (const state of states) {
      const folder = join(out, state.name);
      mkdirSync(folder, { recursive: true });
      const pictures = await lookAtState(browser, state, folder, { ...options, say: (problem) => { problems++; console.log(`  ! ${problem}`); } });
      for (const sheet of await makeSheets(browser, pictures, out, state.name)) console.log(sheet);
    }
  } finally {
    await browser.close();
  }
  return problems;
}

async function lookAtState(browser: Browser, state: State, folder: string, options: Omit<Options, "states" | "out"> & { say: (problem: string) => void }): Promise<Picture[]> {
  const database = await makeDatabase();
  if (!state.isDemo) await makeOrganisation(database.db);
  const app = await startApp({ args: state.isDemo ? ["--demo"] : [], env: { DATABASE_URL: database.url } });
  const pictures: Picture[] = [];
  try {
    const looks = (await state.prepare(database.db)).filter(({ name, path }) => !options.only || `${name} ${path}`.includes(options.only));
    console.log(`${state.name}: ${looks.length} pages`);
    for (const [index, look] of looks.entries()) {
      const cookie = look.as && (await makeSession(database.db, look.as.id));
      for (const width of options.widths) pictures.push(...(await take(browser, look, { ...options, origin: app.origin, cookie, width, file: join(folder, `${String(index + 1).padStart(3, "0")}-${slug(look.name)}`) })));
    }
  } finally {
    await app.stop();
    await database.drop();
  }
  return pictures;
}

type Take = Pick<Options, "schemes" | "hasAxe"> & { origin: string; cookie: { name: string; value: string } | null; width: number; file: string; say: (problem: string) => void };

/** One page at one width: opened once, and looked at in each scheme. */
async function take(browser: Browser, { name, path, act }: Look, { origin, cookie, width, schemes, hasAxe, file, say }: Take): Promise<Picture[]> {
  const context = await browser.newContext({ baseURL: origin, locale: "nl", reducedMotion: "reduce", colorScheme: schemes[0]!, ...lens(width) });
  const pictures: Picture[] = [];
  const tell = (problem: string) => say(`${name} at ${width}: ${problem}`);
  try {
    if (cookie) await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    watch(page, act ? () => {} : tell);
    await watchShifts(page);
    const answer = await page.goto(path, { waitUntil: "load" });
    if (answer && answer.status() >= 500) tell(`status ${answer.status()}`);
    await page.waitForLoadState("networkidle");
    if (act) {
      await act(page).catch((error: Error) => tell(`could not be done: ${error.message.split("\n")[0]}`));
      await forgetShifts(page);
    }
    const said = new Set<string>();
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme });
      // Else some of it is still painted in the other colours.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
      await inspect(page, (problem) => !said.has(problem) && said.add(problem) && tell(`${problem} (${scheme})`), { hasAxe });
      const picture = `${file}-${width}-${scheme}.png`;
      await shoot(page, picture);
      pictures.push({ file: picture, name, width, scheme });
    }
  } catch (error) {
    tell(String(error).split("\n")[0]!);
  } finally {
    await context.close();
  }
  return pictures;
}

const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60);
