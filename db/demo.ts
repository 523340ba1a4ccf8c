import { hash } from "@node-rs/argon2";
import { sql } from "kysely";
import { type Db, inTransaction } from "./client.ts";
import { createCalendar } from "./demo/calendar.ts";
import { insertRows } from "./demo/insert.ts";
import { makeYear } from "./demo/make.ts";
import { demoPassword, emailOf, fatima, people } from "./demo/people.ts";
import { makeRows, type Rows } from "./demo/rows.ts";

type Options = { now: Date; log: (line: string) => void; /** For the links in the mails. */ origin: string };

/**
 * Fills an empty database with a year at Woonstichting De Linde that ends at `now` (UTC): the same
 * each time on the same day. Where an organisation is already, it changes nothing; of several
 * processes that start at once one fills and the others wait for it.
 */
export async function fillDemo(db: Db, { now, log, origin }: Options): Promise<void> {
  if (await hasOrganisation(db)) return;
  log("Filling the demo with a year at Woonstichting De Linde...");
  const rows = await demoRows({ now, origin });
  await inTransaction(db, async (trx) => {
    // Whoever waits for the other must not be cut off by the pool's timeouts.
    await sql`set local lock_timeout = '120s'`.execute(trx);
    await sql`set local statement_timeout = '120s'`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtext('belterug demo'))`.execute(trx);
    if (!(await hasOrganisation(trx))) await insertRows(trx, rows);
  });
  await sql`analyze`.execute(db);
}

/** Every row of the demo; nothing but `now` decides about it (and the salt of the one password). */
export async function demoRows({ now, origin }: Pick<Options, "now" | "origin">): Promise<Rows> {
  const calendar = createCalendar(now);
  return makeRows(makeYear(calendar), calendar, { passwordHash: await hash(demoPassword), origin });
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
