import type { Selectable } from "kysely";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import type { Responses, ScoreCategory, TaskStage } from "#db/schema.ts";
import { categoryOf } from "./category.ts";
import { absorbNameless, customerKeys, type CustomerRow, employeeIdOf, matchCustomer } from "../customers/match.server.ts";
import { type Route, routeResponse } from "../routing/route.server.ts";
import { isUntouched, openTask, recordResponseChange, refreshSearch, rerouteTask } from "../tasks/open.server.ts";
import { keepCompliment } from "./compliment.server.ts";
import { holdKeys } from "./locks.server.ts";
import { type FactsAt, takeNewest } from "./newest.ts";
import type { ResponseInput } from "./response.ts";

type ResponseRow = Selectable<Responses>;

export type Received = {
  created: boolean;
  /** Whether anything of it was new to us. */
  changed: boolean;
  response: { id: number; category: ScoreCategory };
  task: { id: number; stage: TaskStage; owner: string | null; team: string; due_at: Date } | null;
};

/**
 * Takes in one survey answer: stored once per source and id, however often and in whatever order it
 * is sent; its customer matched or made; a detractor's task opened (one per response, ever); a
 * promoter's words brought as a compliment. A known response is updated, and its routing looked at
 * again while nobody has acted. When this returns it is committed (or part of the caller's transaction).
 */
export async function receiveResponse(db: Db, source: { id: number }, input: ResponseInput, { now }: { now: Date }): Promise<Received> {
  return retryOnClash(db, (trx) => receive(trx, source, input, now));
}

export type Incoming = {
  source: { id: number };
  input: ResponseInput;
  /** From before Belterug: counted as received when it was answered, and no task is opened for it. */
  isHistory?: boolean;
};

/**
 * Takes in many at once, in their order, as `receiveResponse` does each: in one transaction, all or
 * none. Throws what the one that cannot be stored threw: the caller tries the halves.
 */
export async function receiveResponses(db: Db, items: Incoming[], { now }: { now: Date }): Promise<Received[]> {
  return retryOnClash(db, async (trx) => {
    const all: Received[] = [];
    for (const { source, input } of items) all.push(await receive(trx, source, input, now));
    return all;
  });
}

async function receive(trx: Trx, source: { id: number }, input: ResponseInput, now: Date): Promise<Received> {
  await holdKeys(trx, [`response ${source.id} ${input.id}`, ...customerKeys(input.customer)]);
  const before = await knownResponse(trx, source, input.id);
  const matched = await matchCustomer(trx, input.customer, { at: input.answered_at, now, currentId: before?.response.customer_id ?? null });
  const newest = await newestContent(trx, before?.response, matched.customer, input);
  const customer = newest.values.customer_id === matched.customer.id ? matched.customer : before!.customer;

  const task = before?.task;
  const opens = !task && categoryOf(newest.values.score) === "detractor";
  const { about_employee_id, about_team } = newest.values;
  const isRoutingChanged = !before || customer.owner_id !== before.customer.owner_id || about_employee_id !== before.response.about_employee_id || about_team !== before.response.about_team;
  const mayRoute = !task || (await isUntouched(trx, task.id));
  const facts = { customerOwnerId: customer.owner_id, aboutEmployeeId: about_employee_id, aboutTeam: about_team };
  const route = opens || (isRoutingChanged && mayRoute) ? await routeResponse(trx, facts, now, { notCounting: task?.id }) : null;

  const response = await store(trx, { before: before?.response, source, input, newest, route, now });
  if (before && customer.id !== before.customer.id) await moveToCustomer(trx, response, before.customer, customer);
  if (opens) {
    const { due_hours } = await trx.selectFrom("organisation").select("due_hours").executeTakeFirstOrThrow();
    await openTask(trx, { response, customer, route: route!, dueHours: due_hours, now });
  }
  if (task && (newest.changed.includes("score") || newest.changed.includes("comment"))) await recordResponseChange(trx, task, response, now);
  if (task && route) await rerouteTask(trx, task, route, now);
  if (before && (matched.isSearchChanged || newest.changed.includes("comment") || customer.id !== before.customer.id)) await refreshSearch(trx, customer.id);
  await keepCompliment(trx, response, customer);
  return result(trx, response, { created: !before, changed: !before || newest.hasChanged || matched.hasChanged });
}

/** What is known of it, held until the transaction ends. */
async function knownResponse(trx: Trx, source: { id: number }, externalId: string) {
  const response = await trx.selectFrom("responses").selectAll().where("source_id", "=", source.id).where("external_id", "=", externalId).forUpdate().executeTakeFirst();
  if (!response) return undefined;
  const customer = await trx.selectFrom("customers").selectAll().where("id", "=", response.customer_id).executeTakeFirstOrThrow();
  const task = await trx.selectFrom("tasks").selectAll().where("response_id", "=", response.id).forUpdate().executeTakeFirst();
  return { response, customer, task };
}

/** What the response holds now: of each field the newest that was said about it. */
async function newestContent(trx: Trx, before: ResponseRow | undefined, customer: CustomerRow, { score, comment, customer: given, about, attributes, answered_at }: ResponseInput) {
  const known = {
    score: before?.score ?? score,
    comment: before?.comment ?? null,
    customer_id: before?.customer_id ?? customer.id,
    about_team: before?.about_team ?? null,
    about_employee_id: before?.about_employee_id ?? null,
    touchpoint: before?.touchpoint ?? null,
    attributes: (before?.attributes ?? {}) as object,
  };
  const incoming = {
    score,
    comment,
    customer_id: given.id || given.email ? customer.id : undefined,
    about_team: about?.team,
    about_employee_id: about?.employee_email ? await employeeIdOf(trx, about.employee_email) : undefined,
    touchpoint: about?.touchpoint,
    attributes,
  };
  return takeNewest(known, (before?.facts_at ?? {}) as FactsAt, incoming, answered_at);
}

type Storing = { before: ResponseRow | undefined; source: { id: number }; input: ResponseInput; newest: Awaited<ReturnType<typeof newestContent>>; route: Route | null; now: Date };

async function store(trx: Trx, { before, source, input, newest, route, now }: Storing): Promise<ResponseRow> {
  const content = {
    ...newest.values,
    attributes: JSON.stringify(newest.values.attributes),
    facts_at: JSON.stringify(newest.factsAt),
    answered_at: new Date(newest.factsAt["score"]!), // every answer has a score
    updated_at: now,
  };
  if (!before) {
    return trx
      .insertInto("responses")
      .values({ ...content, source_id: source.id, external_id: input.id, received_at: now, team_id: route!.teamId })
      .returningAll()
      .executeTakeFirstOrThrow();
  }
  if (!newest.hasChanged && !route) return before;
  return trx
    .updateTable("responses")
    .set({ ...content, team_id: route?.teamId ?? before.team_id })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function moveToCustomer(trx: Trx, response: ResponseRow, from: CustomerRow, to: CustomerRow): Promise<void> {
  await trx.updateTable("tasks").set({ customer_id: to.id }).where("response_id", "=", response.id).execute();
  const isNameless = from.external_id === null && from.email_normalised === null;
  if (isNameless) await absorbNameless(trx, from, to);
}

async function result(trx: Trx, { id, category }: ResponseRow, what: Pick<Received, "created" | "changed">): Promise<Received> {
  const task = await trx
    .selectFrom("tasks")
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .leftJoin("employees", "employees.id", "tasks.owner_id")
    .select(["tasks.id", "tasks.stage", "tasks.due_at", "employees.name as owner", "teams.name as team"])
    .where("tasks.response_id", "=", id)
    .executeTakeFirst();
  return { ...what, response: { id, category }, task: task ?? null };
}

// Two deliveries of one customer may meet in another order than their names are held in, e.g. by id here and by e-mail there.
const clashes = ["40001", "40P01", "23503", "23505"];

async function retryOnClash<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(db, work);
    } catch (error) {
      const isClash = clashes.includes((error as { code?: string }).code ?? "");
      if (!isClash || attempt === 3 || db.isTransaction) throw error;
    }
  }
}
