import { expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, noon } from "#tests/factories.ts";
import { matchCustomer } from "./match.server.ts";

const database = useDatabase();
const minute = (n: number) => new Date(noon.getTime() + n * 60_000);

const match = async (trx: Trx, given: object, at = 0, currentId: number | null = null) => (await matchCustomer(trx, given, { at: minute(at), now: noon, currentId })).customer;

test("by id, else by e-mail whatever its capitals, else new; a plus makes another mailbox", () =>
  database.rollback(async (trx) => {
    const jan = await match(trx, { id: "K1", email: "Jan+huur@Klant.example", name: "Jan" });
    expect(jan).toMatchObject({ external_id: "K1", email: "Jan+huur@Klant.example", email_normalised: "jan+huur@klant.example" });
    expect((await match(trx, { id: "K1" })).id).toBe(jan.id);
    expect((await match(trx, { email: "jan+HUUR@klant.example" })).id).toBe(jan.id);
    expect((await match(trx, { email: "jan@klant.example" })).id).not.toBe(jan.id);
    expect((await match(trx, { name: "Jan" })).id).not.toBe((await match(trx, { name: "Jan" })).id);
  }));

test("an id attaches to whom was known by e-mail only", () =>
  database.rollback(async (trx) => {
    const jan = await makeCustomer(trx, { email: "jan@klant.example" });
    expect(await match(trx, { id: "K1", email: "jan@klant.example" })).toMatchObject({ id: jan.id, external_id: "K1" });
  }));

test("an id and an e-mail of two customers: the id wins, and a couple with one mailbox stay two", () =>
  database.rollback(async (trx) => {
    const jan = await match(trx, { id: "K1", email: "thuis@klant.example" });
    const an = await match(trx, { id: "K2", email: "an@klant.example" });
    expect((await match(trx, { id: "K2", email: "thuis@klant.example" }, 1)).id).toBe(an.id);
    expect((await match(trx, { id: "K3", email: "thuis@klant.example" }, 1)).id).not.toBe(jan.id);
    expect((await match(trx, { email: "thuis@klant.example" })).id).toBe(jan.id);
  }));

test("newer facts replace older ones field by field; older ones only fill in", () =>
  database.rollback(async (trx) => {
    const [fatima, ruben] = [await makeEmployee(trx), await makeEmployee(trx)];
    await match(trx, { id: "K1", name: "Jan de Boer", owner_email: fatima.email.toUpperCase() }, 10);
    expect(await match(trx, { id: "K1", name: "J. Boer", phone: "0612345678", owner_email: ruben.email }, 5)).toMatchObject({ name: "Jan de Boer", phone: "+31612345678", owner_id: fatima.id });
    expect(await match(trx, { id: "K1", owner_email: "nobody@delinde.example", account: "VvE Oost", language: "en" }, 11)).toMatchObject({ name: "Jan de Boer", owner_id: fatima.id, account: "VvE Oost", language: "en" });
    expect(await match(trx, { id: "K1", owner_email: ruben.email, email: "Jan@Nieuw.example" }, 12)).toMatchObject({ owner_id: ruben.id, email_normalised: "jan@nieuw.example" });
  }));

test("whose the response was is kept, unless now it says that it is somebody else", () =>
  database.rollback(async (trx) => {
    const nameless = await match(trx, { name: "Jan" });
    expect(await match(trx, { id: "K1" }, 1, nameless.id)).toMatchObject({ id: nameless.id, external_id: "K1", name: "Jan" });
    expect((await match(trx, { id: "K2" }, 2, nameless.id)).id).not.toBe(nameless.id);
    expect((await match(trx, { email: "jan@klant.example" }, 3, nameless.id)).id).toBe(nameless.id);
    expect((await match(trx, { email: "an@klant.example" }, 4, nameless.id)).id).not.toBe(nameless.id);
  }));
