import { expect, test } from "@playwright/test";
import { importById, problemsAfter } from "#app/intake/import/imports.server.ts";
import { freePort, makeDatabase, makeSession, type RunningApp, startApp } from "../app.ts";
import { makeEmployee, makeOrganisation } from "../factories.ts";

/**
 * Ten thousand rows, five hundred known to be bad; the process is killed while they are read, and
 * started again. `npm run test:faults` does it with fifty thousand, killed five times.
 */
const isFull = process.env["FAULTS"] === "full";
const size = isFull ? { rows: 50_000, kills: 5 } : { rows: 10_000, kills: 1 };

test(`${size.rows} rows, a twentieth of them bad, killed ${size.kills} times: the good ones are there once, the bad ones reported by their lines`, async () => {
  test.setTimeout(isFull ? 600_000 : 120_000);
  const { db, url, drop } = await makeDatabase();
  await makeOrganisation(db);
  const session = await makeSession(db, (await makeEmployee(db, { is_admin: true })).id);
  const port = await freePort();
  const start = () => startApp({ port, env: { DATABASE_URL: url } });
  let app = await start();
  try {
    const post = (path: string, body: FormData | URLSearchParams) => fetch(app.origin + path, { method: "POST", redirect: "manual", body, headers: { origin: app.origin, cookie: `${session.name}=${session.value}` } });
    const { text, badLines } = makeFile(size.rows);
    const form = new FormData();
    form.set("kind", "responses");
    form.set("file", new File([text], "antwoorden.csv"));
    const id = Number(/\d+$/.exec((await post("/admin/import", form)).headers.get("location")!)![0]);
    const columns = Object.fromEntries((await importById(db, id))!.columns.fields.map((field, index) => [`column-${index}`, field ?? ""]));
    await post(`/admin/import/${id}/run`, new URLSearchParams({ encoding: "utf-8", separator: ";", hasHeader: "yes", newSource: "Jaarenquête", history: "none", ...columns }));

    for (let kill = 1; kill <= size.kills; kill++) {
      const until = (size.rows * 0.9 * kill) / (size.kills + 2);
      await expect.poll(async () => (await importById(db, id))!.rowCount, { intervals: [10], timeout: 90_000 }).toBeGreaterThan(until);
      app = await killed(app, start);
      expect((await importById(db, id))!.status, "killed while it ran").toBe("running");
    }
    await expect.poll(async () => (await importById(db, id))!.status, { timeout: 180_000 }).toBe("done");

    const bad = badLines.length;
    expect(await importById(db, id)).toMatchObject({ added: size.rows - bad, changed: 0, unchanged: 0, refused: bad });
    expect((await problemsAfter(db, id, { line: 0, number: 0 }, size.rows)).map(({ line }) => line)).toEqual(badLines);
    const stored = await db.selectFrom("responses").select((eb) => [eb.fn.countAll<number>().as("rows"), eb.fn.count<number>("external_id").distinct().as("ids")]).executeTakeFirstOrThrow();
    expect(stored).toEqual({ rows: size.rows - bad, ids: size.rows - bad });
  } finally {
    await app.stop();
    await drop();
  }
});

async function killed(app: RunningApp, start: () => Promise<RunningApp>): Promise<RunningApp> {
  const ended = new Promise((resolve) => app.child.once("exit", resolve));
  app.child.kill("SIGKILL");
  await ended;
  return start();
}

function makeFile(rows: number): { text: string; badLines: number[] } {
  const lines = ["id;score;datum;klantnummer;toelichting"];
  const badLines: number[] = [];
  const bad = ["11;20-11-2026;K1;te hoog", "8;31-02-2026;K1;geen dag", '8;20-11-2026;K1;"niet gesloten', "8;20-11-2026;K1;een;te veel", ";20-11-2026;K1;leeg"];
  for (let row = 0; row < rows; row++) {
    const isBad = row % 20 === 7;
    lines.push(isBad ? `bad-${row};${bad[Math.floor(row / 20) % bad.length]}` : `a-${row};${row % 11};${1 + (row % 19)}-11-2026 ${row % 24}:05;K${row % 900};"Tekst ""${row}""; met van alles"`);
    if (isBad) badLines.push(lines.length);
  }
  return { text: `${lines.join("\r\n")}\r\n`, badLines };
}
