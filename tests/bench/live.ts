import { get, type IncomingMessage } from "node:http";
import { chromium } from "@playwright/test";
import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { receiveResponse } from "../../app/intake/receive.server.ts";
import { makeSession } from "../app.ts";
import { chromiumPath } from "../chromium.ts";
import { makeSource } from "../factories.ts";

type Scene = {
  /** One running app process, on the database of `db`. */
  origin: string;
  db: Db;
  /** Whose inbox is open in Chromium: somebody with fewer than eight customers to call, so that a new one is in sight. */
  employee: { id: number; email: string };
  /** Whose streams are open beside hers, each at most twelve times. */
  listenerIds: number[];
};

const now = () => performance.timeOrigin + performance.now();

/**
 * From the commit of a response (as this process hears of it) to its row in an open Chromium,
 * milliseconds, with so many other streams open on the same app process. The responses come one by one,
 * a second and a half apart: a page asks its loaders again at most once a second.
 */
export async function measureLive({ origin, db, employee, listenerIds }: Scene, { streams = 200, responses = 60 } = {}): Promise<{ live_p50_ms: number; live_p95_ms: number }> {
  const open = await Promise.all(Array.from({ length: streams }, (_, n) => openStream(origin, db, listenerIds[n % listenerIds.length]!)));
  const { executablePath, args, env } = await chromiumPath();
  const browser = await chromium.launch({ executablePath, args, env });
  try {
    const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 860 } });
    await context.addCookies([{ ...(await makeSession(db, employee.id)), url: origin, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    await page.goto("/inbox");
    await page.waitForSelector("main[data-live]");
    await page.evaluate(noteRows);
    const source = await makeSource(db, "Live");
    const waits: number[] = [];
    for (let n = 0; n < responses; n++) {
      const name = `Klant ${employee.id}-${n}`;
      const { task } = await receiveResponse(db, source, { id: name, score: 2, answered_at: new Date(), comment: "Niemand belt terug.", customer: { name, email: `${employee.id}.${n}@klant.example` }, about: { employee_email: employee.email } } as never, { now: new Date() });
      const committedAt = now();
      await page.waitForFunction((id) => (window as never as Seen).seenAt[id] !== undefined, String(task!.id), { polling: 50 });
      waits.push((await page.evaluate((id) => (window as never as Seen).seenAt[id]!, String(task!.id))) - committedAt);
      // Out of her list again, so that the next one is in sight, too.
      await sql`update tasks set stage = 'closed', closed_at = now(), urgent_at = null where id = ${task!.id}`.execute(db);
      await page.waitForTimeout(1_200 + 600 * Math.random());
    }
    waits.sort((a, b) => a - b);
    return { live_p50_ms: Math.round(waits[Math.floor(waits.length / 2)]!), live_p95_ms: Math.round(waits[Math.floor(waits.length * 0.95)]!) };
  } finally {
    await browser.close();
    for (const stream of open) stream.destroy();
  }
}

type Seen = { seenAt: Record<string, number> };

/** In the browser: writes down when each row came into the document. */
function noteRows(): void {
  const seen: Seen = Object.assign(window as never as Seen, { seenAt: {} });
  new MutationObserver(() => {
    for (const { dataset } of document.querySelectorAll<HTMLElement>("[data-task]")) seen.seenAt[dataset["task"]!] ??= performance.timeOrigin + performance.now();
  }).observe(document.body, { childList: true, subtree: true });
}

async function openStream(origin: string, db: Db, employeeId: number): Promise<IncomingMessage> {
  const { name, value } = await makeSession(db, employeeId);
  return new Promise((resolve, reject) => {
    const request = get(`${origin}/live`, { headers: { cookie: `${name}=${value}` }, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`a stream was refused: ${response.statusCode}`));
      response.resume();
      response.on("error", () => {}); // destroyed at the end
      response.once("data", () => resolve(response)); // its hello
    });
    request.on("error", reject);
  });
}
