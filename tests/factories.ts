import type { Insertable } from "kysely";
import { sql } from "kysely";
import type { Db, Trx } from "#db/client.ts";
import type { Customers, Deliveries, Employees, Organisation, Responses, Sources, Teams } from "#db/schema.ts";
import type { StoredEvent } from "#app/tasks/events.ts";
import { foldTask } from "#app/tasks/facts.ts";

/** Each gives a valid row that is in the database, with what you override. People have names. */
let count = 0;
const next = () => ++count;

export const noon = new Date("2026-11-20T11:00:00Z");

export async function makeTeam(db: Db, values: Partial<Insertable<Teams>> = {}) {
  const n = next();
  return db.insertInto("teams").values({ name: `Team Noord ${n}`, code: `noord-${n}`, live_from: new Date("2020-01-01T00:00:00Z"), ...values }).returningAll().executeTakeFirstOrThrow();
}

export async function makeOrganisation(db: Db, values: Partial<Insertable<Organisation>> = {}) {
  const default_team_id = values.default_team_id ?? (await makeTeam(db, { name: "Klantenservice", code: "klantenservice" })).id;
  return db.insertInto("organisation").values({ name: "Woonstichting De Linde", default_team_id, ...values }).returningAll().executeTakeFirstOrThrow();
}

/** `team` and `lead` make her a member there. */
export async function makeEmployee(db: Db, { team, lead, ...values }: Partial<Insertable<Employees>> & { team?: number; lead?: boolean } = {}) {
  const n = next();
  const employee = await db
    .insertInto("employees")
    .values({ name: `Fatima Amrani ${n}`, email: `fatima.${n}@delinde.example`, ...values })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (team) await db.insertInto("team_members").values({ team_id: team, employee_id: employee.id, is_lead: lead ?? false }).execute();
  return employee;
}

export async function makeCustomer(db: Db, values: Partial<Insertable<Customers>> = {}) {
  const n = next();
  const email = values.email === undefined ? `jan.${n}@klant.example` : values.email;
  return db
    .insertInto("customers")
    .values({ name: `Jan de Boer ${n}`, phone: "+31612345678", language: "nl", ...values, email, email_normalised: email?.toLowerCase() ?? null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function makeSource(db: Db, name = "Typeform") {
  return db.insertInto("sources").values({ name, kind: "api" }).returningAll().executeTakeFirstOrThrow();
}

/** A connected tool, "anything else" unless you say which. Its address is what would stand behind /in/. */
export async function makeConnectedSource(db: Db, values: Partial<Insertable<Sources>> = {}) {
  const n = next();
  return db
    .insertInto("sources")
    .values({ name: `Webwinkel ${n}`, kind: "anything", address: `proefadres${String(n).padStart(22, "0")}`, secret: `geheim-${n}-`.padEnd(40, "x"), created_at: noon, ...values })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Something a tool sent: it waits for its mapping unless you say otherwise. */
export async function makeDelivery(db: Db, { body = { nummer: "A-1", cijfer: 3, waarom: "Niemand belt terug." }, ...values }: Omit<Partial<Insertable<Deliveries>>, "body" | "source_id"> & { source_id: number; body?: unknown }) {
  return db
    .insertInto("deliveries")
    .values({ received_at: noon, verdict: "waiting", reason: JSON.stringify({ code: "not_mapped", fields: ["id", "score"] }), content_type: "application/json", body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)), ...values })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function makeResponse(db: Db, values: Partial<Insertable<Responses>> & { team_id: number }) {
  const at = values.received_at ?? noon;
  return db
    .insertInto("responses")
    .values({
      source_id: values.source_id ?? (await makeSource(db)).id,
      customer_id: values.customer_id ?? (await makeCustomer(db)).id,
      external_id: `answer-${next()}`,
      score: 3,
      comment: "Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal.",
      answered_at: at,
      received_at: at,
      updated_at: at,
      ...values,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A task in the pool of `team`, or of `owner`. `events` are added after `opened`, each with `at`. */
export async function makeTask(
  db: Trx | Db,
  { team, owner = null, receivedAt = noon, dueHours = 24, events = [], ...response }: { team: number; owner?: number | null; receivedAt?: Date; dueHours?: number; events?: Omit<StoredEvent, "id">[] } & Partial<Insertable<Responses>>,
) {
  const row = await makeResponse(db, { ...response, team_id: team, received_at: receivedAt });
  const due = new Date(receivedAt.getTime() + dueHours * 3_600_000);
  const all = [
    { id: 0, kind: "opened", at: receivedAt, actor_id: null, data: { score: row.score, team_id: team, owner_id: owner, due_at: due.toISOString(), routed_by: owner ? "customer_owner" : "default_team" } },
    ...events,
  ] as StoredEvent[];
  const task = await db
    .insertInto("tasks")
    .values({ response_id: row.id, customer_id: row.customer_id, received_at: receivedAt, received_team_id: team, received_owner_id: owner, search: sql`to_tsvector('simple', ${row.comment ?? ""})` as never, updated_at: receivedAt, ...foldTask(all) })
    .returningAll()
    .executeTakeFirstOrThrow();
  for (const event of all) {
    const stored = await db.insertInto("task_events").values({ task_id: task.id, at: event.at, kind: event.kind, actor_id: event.actor_id, data: JSON.stringify(event.data) }).returning("id").executeTakeFirstOrThrow();
    await db.updateTable("tasks").set({ last_event_id: stored.id }).where("id", "=", task.id).execute();
  }
  return task;
}
