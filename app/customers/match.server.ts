import type { Selectable } from "kysely";
import type { Trx } from "#db/client.ts";
import type { Customers } from "#db/schema.ts";
import { type FactsAt, takeNewest } from "../intake/newest.ts";
import type { CustomerInput } from "../intake/response.ts";
import { readPhone } from "./phone.server.ts";

export type CustomerRow = Selectable<Customers>;

/** One spelling per mailbox. What follows a plus stays: those are different addresses to some. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

/** The names to hold (intake/locks.server.ts) before matching, so that two deliveries at once do not make her twice. */
export function customerKeys({ id, email }: CustomerInput): string[] {
  return [...(id ? [`customer ${id}`] : []), ...(email ? [`mailbox ${normaliseEmail(email)}`] : [])];
}

type Answer = {
  /** When this was answered (UTC): newer facts about her replace older ones, field by field. */
  at: Date;
  now: Date;
  /** Whose this response was until now, when it is known. */
  currentId: number | null;
};

/**
 * The customer who answered: by id, else by normalised e-mail, else whose this response already was,
 * else a new one. An id that is new attaches to a customer who was known by e-mail only; an id and an
 * e-mail that belong to two customers: the id wins. Brings her facts up to date. The caller holds
 * `customerKeys` and the response.
 */
export async function matchCustomer(trx: Trx, given: CustomerInput, { at, now, currentId }: Answer): Promise<{ customer: CustomerRow; isNew: boolean; hasChanged: boolean; isSearchChanged: boolean }> {
  const found = (await findByKeys(trx, given)) ?? (await findCurrent(trx, given, currentId));
  const incoming = {
    name: given.name,
    email: given.email,
    phone: given.phone && readPhone(given.phone),
    language: given.language,
    account: given.account,
    owner_id: given.owner_email ? await employeeIdOf(trx, given.owner_email) : undefined,
  };
  if (!found) {
    const { values, factsAt } = takeNewest({ name: null, email: null, phone: null, language: null, account: null, owner_id: null } as CustomerFacts, {}, incoming, at);
    const customer = await trx
      .insertInto("customers")
      .values({ ...values, external_id: given.id ?? null, email_normalised: values.email && normaliseEmail(values.email), facts_at: JSON.stringify(factsAt), created_at: now, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { customer, isNew: true, hasChanged: true, isSearchChanged: false };
  }
  const { name, email, phone, language, account, owner_id } = found;
  const newest = takeNewest({ name, email, phone, language, account, owner_id } as CustomerFacts, found.facts_at as FactsAt, incoming, at);
  const isNewId = given.id !== undefined && found.external_id === null;
  if (!newest.hasChanged && !isNewId) return { customer: found, isNew: false, hasChanged: false, isSearchChanged: false };
  const customer = await trx
    .updateTable("customers")
    .set({
      ...newest.values,
      external_id: found.external_id ?? given.id ?? null,
      email_normalised: newest.values.email && normaliseEmail(newest.values.email),
      facts_at: JSON.stringify(newest.factsAt),
      updated_at: now,
    })
    .where("id", "=", found.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { customer, isNew: false, hasChanged: true, isSearchChanged: newest.changed.includes("name") || newest.changed.includes("account") };
}

type CustomerFacts = Pick<CustomerRow, "name" | "email" | "phone" | "language" | "account" | "owner_id">;

async function findByKeys(trx: Trx, { id, email }: CustomerInput): Promise<CustomerRow | undefined> {
  if (id) {
    const byId = await trx.selectFrom("customers").selectAll().where("external_id", "=", id).forUpdate().executeTakeFirst();
    if (byId) return byId;
  }
  if (!email) return undefined;
  return trx
    .selectFrom("customers")
    .selectAll()
    .where("email_normalised", "=", normaliseEmail(email))
    // Two with one mailbox are a couple: somebody with another id is not the one who answered.
    .$if(id !== undefined, (query) => query.where("external_id", "is", null))
    .orderBy("id")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

/** Whose the response was, unless what is given now says that it is somebody else. */
async function findCurrent(trx: Trx, { id, email }: CustomerInput, currentId: number | null): Promise<CustomerRow | undefined> {
  if (currentId === null) return undefined;
  const current = await trx.selectFrom("customers").selectAll().where("id", "=", currentId).forUpdate().executeTakeFirst();
  const isOther = (id && current?.external_id) || (email && current?.email_normalised && current.email_normalised !== normaliseEmail(email));
  return isOther ? undefined : current;
}

/** Undefined when nobody has this address: the answer is no less worth for it. */
export async function employeeIdOf(trx: Trx, email: string): Promise<number | undefined> {
  const row = await trx.selectFrom("employees").select("id").where("email", "=", email.toLowerCase()).executeTakeFirst();
  return row?.id;
}

/**
 * An answer that came without a name first and with one later: what we knew of nobody in particular
 * goes to her, and the nameless customer goes. Only this response pointed at it.
 */
export async function absorbNameless(trx: Trx, nameless: CustomerRow, into: CustomerRow): Promise<void> {
  const { name, phone, language, account, owner_id } = into;
  let values = { name, phone, language, account, owner_id };
  let factsAt = into.facts_at as FactsAt;
  for (const [field, instant] of Object.entries(nameless.facts_at as FactsAt)) {
    const newest = takeNewest(values, factsAt, { [field]: nameless[field as keyof typeof values] }, new Date(instant));
    ({ values, factsAt } = newest);
  }
  await trx.updateTable("customers").set({ ...values, facts_at: JSON.stringify(factsAt) }).where("id", "=", into.id).execute();
  await trx.deleteFrom("customers").where("id", "=", nameless.id).execute();
}
