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

type Facts = {
  /** When this was said (UTC): newer facts about her replace older ones, field by field. */
  at: Date;
  now: Date;
  /** Whose this response was until now, when it is known. */
  currentId: number | null;
  /** Whom `owner_email` names here; undefined when nobody. */
  ownerId: number | undefined;
  /** The number she gets if she is new. */
  newId: () => number;
};

/** `hasChanged`: there is something to store, if only that it was said again later; `isOther`: she is known otherwise than before. */
export type Matched = { customer: CustomerRow; isNew: boolean; hasChanged: boolean; isOther: boolean; isSearchChanged: boolean };

/**
 * The customers that a batch of answers may be about, as they are in the database and as the batch
 * changes them. The caller holds `customerKeys` of all, and stores `made` and `changed`.
 */
export class KnownCustomers {
  readonly made: CustomerRow[] = [];
  readonly changed = new Set<CustomerRow>();
  readonly #byId = new Map<number, CustomerRow>();
  readonly #byExternalId = new Map<string, CustomerRow>();
  readonly #byMailbox = new Map<string, CustomerRow[]>();

  /** `rows` in the order of their ids. */
  constructor(rows: CustomerRow[]) {
    for (const row of rows) this.#index(row);
  }

  byId(id: number): CustomerRow | undefined {
    return this.#byId.get(id);
  }

  /**
   * The customer who answered: by id, else by normalised e-mail, else whose this response already was,
   * else a new one. An id that is new attaches to a customer who was known by e-mail only; an id and an
   * e-mail that belong to two customers: the id wins. Brings her facts up to date.
   */
  match(given: CustomerInput, { at, now, currentId, ownerId, newId }: Facts): Matched {
    const found = this.#byKeys(given) ?? this.#current(given, currentId);
    const incoming = { name: given.name, email: given.email, phone: given.phone && readPhone(given.phone), language: given.language, account: given.account, owner_id: ownerId };
    if (!found) {
      const { values, factsAt } = takeNewest({ name: null, email: null, phone: null, language: null, account: null, owner_id: null } as CustomerFacts, {}, incoming, at);
      const customer: CustomerRow = { id: newId(), ...values, external_id: given.id ?? null, email_normalised: values.email && normaliseEmail(values.email), no_mail_at: null, facts_at: factsAt, created_at: now, updated_at: now };
      this.made.push(customer);
      this.#index(customer);
      return { customer, isNew: true, hasChanged: true, isOther: true, isSearchChanged: false };
    }
    const { name, email, phone, language, account, owner_id } = found;
    const newest = takeNewest({ name, email, phone, language, account, owner_id } as CustomerFacts, found.facts_at as FactsAt, incoming, at);
    const isNewId = given.id !== undefined && found.external_id === null;
    if (!newest.hasChanged && !isNewId) return { customer: found, isNew: false, hasChanged: false, isOther: false, isSearchChanged: false };
    this.#forget(found);
    Object.assign(found, newest.values, {
      external_id: found.external_id ?? given.id ?? null,
      email_normalised: newest.values.email && normaliseEmail(newest.values.email),
      facts_at: newest.factsAt,
      updated_at: now,
    });
    this.#index(found);
    if (!this.made.includes(found)) this.changed.add(found);
    return { customer: found, isNew: false, hasChanged: true, isOther: isNewId || newest.changed.length > 0, isSearchChanged: newest.changed.includes("name") || newest.changed.includes("account") };
  }

  #byKeys({ id, email }: CustomerInput): CustomerRow | undefined {
    const byId = id === undefined ? undefined : this.#byExternalId.get(id);
    if (byId || !email) return byId;
    const sharing = this.#byMailbox.get(normaliseEmail(email)) ?? [];
    // Two with one mailbox are a couple: somebody with another id is not the one who answered.
    return id === undefined ? sharing[0] : sharing.find((customer) => customer.external_id === null);
  }

  /** Whose the response was, unless what is given now says that it is somebody else. */
  #current({ id, email }: CustomerInput, currentId: number | null): CustomerRow | undefined {
    const current = currentId === null ? undefined : this.#byId.get(currentId);
    const isOther = (id && current?.external_id) || (email && current?.email_normalised && current.email_normalised !== normaliseEmail(email));
    return isOther ? undefined : current;
  }

  #index(row: CustomerRow): void {
    this.#byId.set(row.id, row);
    if (row.external_id !== null) this.#byExternalId.set(row.external_id, row);
    if (row.email_normalised === null) return;
    const sharing = this.#byMailbox.get(row.email_normalised);
    if (!sharing) this.#byMailbox.set(row.email_normalised, [row]);
    else sharing.splice(sharing.findLastIndex((other) => other.id < row.id) + 1, 0, row);
  }

  #forget(row: CustomerRow): void {
    const sharing = row.email_normalised === null ? undefined : this.#byMailbox.get(row.email_normalised);
    sharing?.splice(sharing.indexOf(row), 1);
  }
}

type CustomerFacts = Pick<CustomerRow, "name" | "email" | "phone" | "language" | "account" | "owner_id">;

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
