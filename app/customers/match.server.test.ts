import { expect, test } from "vitest";
import { noon } from "#tests/factories.ts";
import type { CustomerInput } from "../intake/response.ts";
import { type CustomerRow, KnownCustomers } from "./match.server.ts";

const minute = (n: number) => new Date(noon.getTime() + n * 60_000);

function customers(...rows: Partial<CustomerRow>[]) {
  const nobody = { external_id: null, name: null, email: null, email_normalised: null, phone: null, language: null, account: null, owner_id: null, no_mail_at: null, facts_at: {}, created_at: noon, updated_at: noon };
  let last = 0;
  const known = new KnownCustomers(rows.map((row) => ({ ...nobody, id: ++last, ...row })));
  const match = (given: CustomerInput, at = 0, { currentId = null, ownerId }: { currentId?: number | null; ownerId?: number } = {}) =>
    known.match(given, { at: minute(at), now: noon, currentId, ownerId, newId: () => ++last }).customer;
  return { known, match };
}

test("by id, else by e-mail whatever its capitals, else new; a plus makes another mailbox", () => {
  const { match } = customers();
  const jan = match({ id: "K1", email: "Jan+huur@Klant.example", name: "Jan" });
  expect(jan).toMatchObject({ external_id: "K1", email: "Jan+huur@Klant.example", email_normalised: "jan+huur@klant.example" });
  expect(match({ id: "K1" })).toBe(jan);
  expect(match({ email: "jan+HUUR@klant.example" })).toBe(jan);
  expect(match({ email: "jan@klant.example" })).not.toBe(jan);
  expect(match({ name: "Jan" })).not.toBe(match({ name: "Jan" }));
});

test("an id attaches to whom was known by e-mail only; of two with one mailbox to the first", () => {
  const { known, match } = customers({ email_normalised: "jan@klant.example" }, { email_normalised: "jan@klant.example" });
  const jan = match({ id: "K1", email: "jan@klant.example" });
  expect(jan).toMatchObject({ id: 1, external_id: "K1" });
  expect([...known.changed]).toEqual([jan]);
  expect(known.made).toEqual([]);
});

test("an id and an e-mail of two customers: the id wins, and a couple with one mailbox stay two", () => {
  const { match } = customers();
  const jan = match({ id: "K1", email: "thuis@klant.example" });
  const an = match({ id: "K2", email: "an@klant.example" });
  expect(match({ id: "K2", email: "thuis@klant.example" }, 1)).toBe(an);
  expect(match({ id: "K3", email: "thuis@klant.example" }, 1)).not.toBe(jan);
  expect(match({ email: "thuis@klant.example" })).toBe(jan);
  expect(match({ email: "an@klant.example" })).not.toBe(an);
});

test("newer facts replace older ones field by field; older ones only fill in", () => {
  const { match } = customers();
  match({ id: "K1", name: "Jan de Boer" }, 10, { ownerId: 7 });
  expect(match({ id: "K1", name: "J. Boer", phone: "0612345678" }, 5, { ownerId: 8 })).toMatchObject({ name: "Jan de Boer", phone: "+31612345678", owner_id: 7 });
  expect(match({ id: "K1", account: "VvE Oost", language: "en" }, 11)).toMatchObject({ name: "Jan de Boer", owner_id: 7, account: "VvE Oost", language: "en" });
  expect(match({ id: "K1", email: "Jan@Nieuw.example" }, 12, { ownerId: 8 })).toMatchObject({ owner_id: 8, email_normalised: "jan@nieuw.example" });
});

test("whose the response was is kept, unless now it says that it is somebody else", () => {
  const { match } = customers();
  const nameless = match({ name: "Jan" });
  const current = { currentId: nameless.id };
  expect(match({ id: "K1" }, 1, current)).toBe(nameless);
  expect(nameless).toMatchObject({ external_id: "K1", name: "Jan" });
  expect(match({ id: "K2" }, 2, current)).not.toBe(nameless);
  expect(match({ email: "jan@klant.example" }, 3, current)).toBe(nameless);
  expect(match({ email: "an@klant.example" }, 4, current)).not.toBe(nameless);
});
