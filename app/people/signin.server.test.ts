import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createDb, createPool } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation } from "#tests/factories.ts";
import { hashPassword } from "./passwords.server.ts";
import { createAuth, readViewer } from "./session.server.ts";
import { isStillEmpty, signIn } from "./signin.server.ts";
import { createThrottle, placeOf } from "./throttle.server.ts";

const database = useDatabase();
const right = "drie blauwe fietsen";
let fatima: { id: number; email: string };
/** Two processes with one database. */
let one: Parameters<typeof signIn>[0];
let other: Parameters<typeof signIn>[0];

beforeAll(async () => {
  await makeOrganisation(database.db);
  fatima = await makeEmployee(database.db, { email: "fatima@delinde.example", password_hash: await hashPassword(right) });
  const auth = createAuth(database.pool, { isSecure: true });
  one = { db: database.db, auth, throttle: createThrottle(database.db) };
  other = { db: database.db, auth, throttle: createThrottle(database.db) };
});

beforeEach(async () => {
  await sql`delete from rate_limits`.execute(database.db);
});

const attempt = (services: typeof one, password: string, { email = "fatima@delinde.example", ip = "192.0.2.1" } = {}) => signIn(services, { email, password, ip, cookieHeader: undefined });

test("the database is still empty until it has an organisation", () =>
  database.rollback(async (trx) => {
    expect(await isStillEmpty(trx)).toBe(false);
    await trx.deleteFrom("organisation").execute();
    expect(await isStillEmpty(trx)).toBe(true);
  }));

test("the right password gives a cookie that is hers, over https for this host only", async () => {
  const result = await attempt(one, right);
  if (!result.ok) throw new Error(result.reason);
  expect(result.cookie).toMatch(/^__Host-belterug=[\w-]{43}; HttpOnly; .*Secure/);
  expect(result.cookie).toContain("SameSite=Lax");
  expect(Number(/Max-Age=(\d+)/.exec(result.cookie)?.[1])).toBeGreaterThan(60 * 86_400); // the database ends it, not the browser
  expect((await readViewer(one.auth, result.cookie.split(";")[0]))?.id).toBe(fatima.id);
});

test("the same letters typed on another device, composed otherwise, are the same password", async () => {
  await database.db.updateTable("employees").set({ password_hash: await hashPassword("één blauwe fiets") }).where("id", "=", fatima.id).execute();
  expect((await attempt(one, "één blauwe fiets".normalize("NFD"))).ok).toBe(true);
  await database.db.updateTable("employees").set({ password_hash: await hashPassword(right) }).where("id", "=", fatima.id).execute();
});

test("unknown, invited and deactivated get the answer of a wrong password, and it takes as long", async () => {
  await makeEmployee(database.db, { email: "invited@delinde.example" });
  await makeEmployee(database.db, { email: "gone@delinde.example", password_hash: await hashPassword(right), deactivated_at: new Date() });
  const wrong = { ok: false, reason: "wrong" };
  const took = async (email: string, password: string) => {
    const times: number[] = [];
    for (let n = 0; n < 9; n++) {
      const started = performance.now();
      expect(await attempt(one, password, { email, ip: `192.0.2.${n + 10}` })).toEqual(wrong);
      times.push(performance.now() - started);
    }
    return times.toSorted((a, b) => a - b)[0]!; // the quickest: a busy machine makes times longer, never shorter
  };
  const known = await took("fatima@delinde.example", "wrong password");
  for (const [email, password] of [["nobody@delinde.example", right], ["invited@delinde.example", ""], ["gone@delinde.example", right]] as const) {
    expect(await took(email, password)).toBeGreaterThan(known / 3);
  }
});

test("five tries, counted by both processes together; then also the right password waits, and it says how long", async () => {
  for (const services of [one, other, one, other, one]) expect(await attempt(services, "wrong password")).toEqual({ ok: false, reason: "wrong" });
  const refused = await attempt(other, right);
  expect(refused).toMatchObject({ ok: false, reason: "tooOften" });
  if (refused.ok || refused.reason !== "tooOften") throw new Error("not refused");
  expect(refused.waitSeconds).toBeGreaterThan(14 * 60);
  expect(refused.waitSeconds).toBeLessThanOrEqual(15 * 60);
  expect((await attempt(one, right, { ip: "198.51.100.7" })).ok).toBe(true); // herself, elsewhere
});

test("ten tries at once are ten tries", async () => {
  const results = await Promise.all(Array.from({ length: 10 }, (_, n) => attempt(n % 2 ? one : other, "wrong password")));
  expect(results.filter((result) => !result.ok && result.reason === "wrong")).toHaveLength(5);
});

test("the right password forgets the wrong ones", async () => {
  for (let n = 0; n < 4; n++) await attempt(one, "wrong password");
  expect((await attempt(one, right)).ok).toBe(true);
  for (let n = 0; n < 5; n++) expect(await attempt(one, "wrong password")).toEqual({ ok: false, reason: "wrong" });
});

test("one place that tries many people is stopped, whatever address of its network it takes", async () => {
  for (let n = 0; n < 60; n++) expect(await one.throttle.count("signin-place", placeOf(`2001:db8:1:2::${n.toString(16)}`))).toBeNull();
  expect(await attempt(other, right, { ip: "2001:db8:1:2:ffff::1" })).toMatchObject({ reason: "tooOften" });
  expect((await attempt(other, right, { ip: "2001:db8:1:3::1" })).ok).toBe(true);
});

test("addresses and places are not stored as they are", async () => {
  await attempt(one, "wrong password");
  const rows = await database.db.selectFrom("rate_limits").select("key").execute();
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/fatima|192\.0\.2/);
});

test("while the database is away the process counts for itself", async () => {
  const away = createDb(createPool({ connectionString: "postgres://nobody@127.0.0.1:1/none", onError: () => {} }));
  const throttle = createThrottle(away);
  for (let n = 0; n < 5; n++) expect(await throttle.count("signin-person", "fatima")).toBeNull();
  expect(await throttle.count("signin-person", "fatima")).toBeGreaterThan(0);
  await away.destroy();
});

test("a place is an IPv4 address or an IPv6 /64", () => {
  expect(placeOf("::ffff:192.0.2.1")).toBe("192.0.2.1");
  expect(placeOf("2001:db8::1")).toBe(placeOf("2001:0DB8:0:0:9::2"));
  expect(placeOf("2001:db8:0:1::1")).not.toBe(placeOf("2001:db8:0:2::1"));
  expect(placeOf("::1")).toBe("0:0:0:0::/64");
});
