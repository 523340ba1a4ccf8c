import { hash } from "@node-rs/argon2";
import { sql } from "kysely";
import { type Db, inTransaction } from "./client.ts";
import { createCalendar } from "./demo/calendar.ts";
import { insertRows } from "./demo/insert.ts";
import { renderMails } from "./demo/mails.ts";
import { makeYear } from "./demo/make.ts";
import { demoPassword, emailOf, fatima, people } from "./demo/people.ts";
import { makeRows, type Rows } from "./demo/rows.ts";

export { demoApiKey } from "./demo/tokens.ts";

type Options = { now: Date; log: (line: string) => void; /** For the links in the mails. */ origin: string };

/**
 * Fills an empty database with a year at Woonstichting De Linde that ends at `now` (UTC): the same
 * each time on the same day. Where an organisation is already, it changes nothing; of several
 * processes that start at once one fills and the others wait for it.
 */
export async function fillDemo(db: Db, { now, log, origin }: Options): Promise<void> {
  if (await hasOrganisation(db)) return;
  log("Filling the demo with a year at Woonstichting De Linde...");
  await inTransaction(db, async (trx) => {
    // Whoever waits for the other must not be cut off by the pool's timeouts.
    for (const timeout of ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"]) await sql`set local ${sql.ref(timeout)} = '120s'`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtext('belterug demo'))`.execute(trx);
    if (await hasOrganisation(trx)) return;
    const rows = demoRows({ now, origin, passwordHash: await hash(demoPassword) });
    await insertRows(trx, { ...rows, mails: await renderMails(rows.mails) });
  });
  await sql`analyze`.execute(db);
}

/** Every row of the demo; nothing else decides about it. */
export function demoRows({ now, origin, passwordHash }: Pick<Options, "now" | "origin"> & { passwordHash: string }): Rows {
  const calendar = createCalendar(now);
  return makeRows(makeYear(calendar), calendar, { passwordHash, origin });
}

/** One of each role, for the line at the start and the sign-in page's one click; only in a demo database. */
export async function demoSignIns(db: Db): Promise<{ role: string; name: string; email: string; password: string }[]> {
  const organisation = await db.selectFrom("organisation").select("is_demo").executeTakeFirst();
  if (!organisation?.is_demo) return [];
  const shown = [fatima, people.find(({ role }) => role === "lead")!.id, people.find(({ role }) => role === "admin")!.id];
  return shown.map((id) => people.find((person) => person.id === id)!).map(({ role, name }) => ({ role, name, email: emailOf(name), password: demoPassword }));
}

async function hasOrganisation(db: Db): Promise<boolean> {
  return (await db.selectFrom("organisation").select("id").executeTakeFirst()) !== undefined;
}
