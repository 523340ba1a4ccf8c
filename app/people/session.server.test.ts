import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeTeam } from "#tests/factories.ts";
import { type Auth, createAuth, endAllSessions, endSession, hashToken, readViewer, startSession } from "./session.server.ts";

const database = useDatabase();
const day = 86_400_000;
let auth: Auth;

beforeAll(() => {
  auth = createAuth(database.pool, { isSecure: false });
});

async function signedIn() {
  const team = await makeTeam(database.db);
  const employee = await makeEmployee(database.db, { team: team.id, lead: true });
  const cookie = (await startSession(auth, employee.id)).split(";")[0]!;
  return { team, employee, cookie, id: hashToken(cookie.split("=")[1]!) };
}
const viewer = (cookie: string | undefined) => readViewer(auth, cookie);

test("a session is whose it is, with her teams and role; the database holds no token", async () => {
  const { team, employee, cookie } = await signedIn();
  expect(await viewer(`other=1; ${cookie}`)).toMatchObject({ id: employee.id, role: "lead", teamIds: [team.id], ledTeamIds: [team.id], isAdmin: false });
  const stored = await database.db.selectFrom("sessions").selectAll().where("user_id", "=", employee.id).execute();
  expect(JSON.stringify(stored)).not.toContain(cookie.split("=")[1]);
});

test("leading one team of two gives both, and the lead of one", async () => {
  const { team, employee, cookie } = await signedIn();
  const second = await makeTeam(database.db);
  await database.db.insertInto("team_members").values({ team_id: second.id, employee_id: employee.id }).execute();
  const seen = await viewer(cookie);
  expect(seen?.teamIds.toSorted()).toEqual([team.id, second.id].toSorted());
  expect(seen?.ledTeamIds).toEqual([team.id]);
});

test.each([undefined, "", "belterug=", "belterug=%", "belterug=%E0%A4%A", "belterug=nothing", "=", ";;;", "belterug=\u0000", `belterug=${"x".repeat(8_000)}`])("a cookie that is not ours is somebody who is not signed in: %j", async (cookie) => {
  expect(await viewer(cookie)).toBeNull();
  expect(await endSession(auth, cookie)).toContain("Max-Age=0");
});

test("a session ends after 14 idle days, and after 60 however active", async () => {
  const idle = await signedIn();
  await database.db.updateTable("sessions").set({ expires_at: new Date(Date.now() - 1_000) }).where("id", "=", idle.id).execute();
  expect(await viewer(idle.cookie)).toBeNull();

  const active = await signedIn();
  await database.db.updateTable("sessions").set({ created_at: new Date(Date.now() - 59 * day) }).where("id", "=", active.id).execute();
  expect(await viewer(active.cookie)).not.toBeNull();
  await database.db.updateTable("sessions").set({ created_at: new Date(Date.now() - 60 * day - 1_000), expires_at: new Date(Date.now() + 14 * day) }).where("id", "=", active.id).execute();
  expect(await viewer(active.cookie)).toBeNull();
  expect(await database.db.selectFrom("sessions").select("id").where("id", "=", active.id).execute()).toEqual([]);
});

test("whoever is deactivated is signed out at once", async () => {
  const { employee, cookie } = await signedIn();
  await database.db.updateTable("employees").set({ deactivated_at: new Date() }).where("id", "=", employee.id).execute();
  expect(await viewer(cookie)).toBeNull();
});

test("signing out ends this browser's session; everywhere ends all of hers and nobody else's", async () => {
  const { employee, cookie } = await signedIn();
  const phone = (await startSession(auth, employee.id)).split(";")[0]!;
  const tablet = (await startSession(auth, employee.id)).split(";")[0]!;
  const colleague = await signedIn();
  await endSession(auth, cookie);
  expect(await viewer(cookie)).toBeNull();
  expect(await viewer(phone)).not.toBeNull();
  await endAllSessions(auth, employee.id);
  expect(await viewer(phone)).toBeNull();
  expect(await viewer(tablet)).toBeNull();
  expect(await viewer(colleague.cookie)).not.toBeNull();
});
