import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, noon } from "#tests/factories.ts";
import { acceptInvite, changePassword, resetPassword } from "./accounts.server.ts";
import { createLink, readLink, takeLink } from "./links.server.ts";
import { hashPassword, isPassword } from "./passwords.server.ts";
import { type Auth, createAuth, readViewer, startSession } from "./session.server.ts";
import { createThrottle } from "./throttle.server.ts";

const database = useDatabase();
const chosen = "drie blauwe fietsen";
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);
let auth: Auth;

beforeAll(async () => {
  auth = createAuth(database.pool, { isSecure: false });
  await makeOrganisation(database.db);
  await makeEmployee(database.db, { name: "Marijke de Wit", is_admin: true });
});

async function linkFor(employee: { id: number; password_hash: string | null }) {
  const { path } = await database.db.transaction().execute((trx) => createLink(trx, employee, noon));
  return path.split("/")[2]!;
}
const invited = async () => {
  const employee = await makeEmployee(database.db, { name: "Sanne Bos" });
  return { employee, token: await linkFor(employee) };
};
const accept = (token: string, now = noon, password = chosen) => acceptInvite(database.db, token, { name: "Sanne Bos-Smit", password, language: "en" }, now);
const stored = (id: number) => database.db.selectFrom("employees").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("an invitation sets name, language and password, once", async () => {
  const { employee, token } = await invited();
  expect(await accept(token)).toEqual({ ok: true, employeeId: employee.id });
  const row = await stored(employee.id);
  expect(row).toMatchObject({ name: "Sanne Bos-Smit", language: "en" });
  expect(row.password_hash).toMatch(/^\$argon2id\$/);
  expect(await isPassword(row.password_hash, chosen)).toBe(true);
  expect(await accept(token, noon, "vier gele treinen")).toEqual({ ok: false, link: { state: "used", askWhom: ["Marijke de Wit"] } });
  expect(await isPassword((await stored(employee.id)).password_hash, chosen)).toBe(true);
});

test("of two at once one wins, and hers is the password", async () => {
  const { employee, token } = await invited();
  const passwords = Array.from({ length: 6 }, (_, n) => `drie blauwe fietsen ${n}`);
  const results = await Promise.all(passwords.map((password) => accept(token, noon, password)));
  const won = results.findIndex((result) => result.ok);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(await isPassword((await stored(employee.id)).password_hash, passwords[won]!)).toBe(true);
});

test("whoever takes a link second waits for the first and then finds it used", async () => {
  const { token } = await invited();
  const take = (holdFor: number) =>
    database.db.transaction().execute(async (trx) => {
      const { state } = await takeLink(trx, "invite", token, noon);
      await new Promise((resolve) => setTimeout(resolve, holdFor));
      return state;
    });
  expect((await Promise.all([take(200), take(200)])).toSorted()).toEqual(["open", "used"]);
});

test("a refused password leaves the invitation open", async () => {
  const { token } = await invited();
  expect(await accept(token, noon, "te kort")).toEqual({ ok: false, problem: "tooShort" });
  expect((await accept(token)).ok).toBe(true);
});

test("opening a link, as mail scanners do, changes nothing", async () => {
  const { token } = await invited();
  for (let n = 0; n < 3; n++) expect(await readLink(database.db, "invite", token, noon)).toMatchObject({ state: "open" });
  expect((await accept(token)).ok).toBe(true);
});

test("a link works until its time, and then says whom to ask", async () => {
  const { token } = await invited();
  expect(await readLink(database.db, "invite", token, new Date(later(7).getTime() - 1))).toMatchObject({ state: "open" });
  expect(await accept(token, later(7))).toEqual({ ok: false, link: { state: "expired", askWhom: ["Marijke de Wit"] } });
});

test("a newer link ends the older one; an unknown one tells nothing", async () => {
  const { employee, token } = await invited();
  const newer = await linkFor(employee);
  expect(await accept(token)).toEqual({ ok: false, link: { state: "unknown", askWhom: [] } });
  expect(await readLink(database.db, "invite", "nothing", noon)).toEqual({ state: "unknown", askWhom: [] });
  expect((await accept(newer)).ok).toBe(true);
});

test("a link is for one purpose, and not for who was deactivated", async () => {
  const { employee, token } = await invited();
  expect(await resetPassword(database.db, token, chosen, noon)).toMatchObject({ ok: false, link: { state: "unknown" } });
  await database.db.updateTable("employees").set({ deactivated_at: noon }).where("id", "=", employee.id).execute();
  expect(await accept(token)).toMatchObject({ ok: false, link: { state: "unknown" } });
});

test("the database holds no link", async () => {
  const { token } = await invited();
  expect(JSON.stringify(await database.db.selectFrom("tokens").selectAll().execute())).not.toContain(token);
});

test("a new password ends every session and every other link", async () => {
  const employee = await makeEmployee(database.db, { password_hash: await hashPassword("oud wachtwoord hier") });
  const cookie = (await startSession(auth, employee.id)).split(";")[0];
  const token = await linkFor(employee);
  expect(await resetPassword(database.db, token, chosen, noon)).toEqual({ ok: true, employeeId: employee.id });
  expect(await readViewer(auth, cookie)).toBeNull();
  expect(await resetPassword(database.db, token, "vier gele treinen", noon)).toMatchObject({ link: { state: "used" } });
});

test("changing it asks for the current one, at most five times, and ends every session", async () => {
  const services = { db: database.db, throttle: createThrottle(database.db) };
  const employee = await makeEmployee(database.db, { password_hash: await hashPassword("oud wachtwoord hier") });
  const change = (current: string, next: string) => changePassword(services, employee, { current, chosen: next, ip: "192.0.2.1" });
  const cookie = (await startSession(auth, employee.id)).split(";")[0];
  expect(await change("niet mijn wachtwoord", chosen)).toBe("wrong");
  expect(await change("oud wachtwoord hier", "kort")).toBe("tooShort");
  expect(await readViewer(auth, cookie)).not.toBeNull();
  expect(await change("oud wachtwoord hier", chosen)).toBeNull();
  expect(await readViewer(auth, cookie)).toBeNull();
  for (let n = 0; n < 5; n++) expect(await change("niet mijn wachtwoord", chosen)).toBe("wrong");
  expect(await change(chosen, "vier gele treinen")).toBe("tooOften");
});
