import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import { readConfig } from "../config.server.ts";
import { createBoss } from "../jobs.server.ts";
import { queues } from "../queues.server.ts";
import { acceptInvite, resetPassword } from "./accounts.server.ts";
import { changePerson, giveNewLink, invitePerson, type PersonInput } from "./employees.server.ts";
import { requestPassword } from "./link-mails.server.ts";
import { createLog } from "../log.server.ts";
import { sweepPeople } from "./sweep.server.ts";
import { createThrottle } from "./throttle.server.ts";

const database = useDatabase();
const withMail = readConfig({ NODE_ENV: "test", BASE_URL: "https://belterug.example", MAIL_FROM: "contact@delinde.example", SMTP_URL: "smtp://127.0.0.1:1" }, "production");
const withoutMail = readConfig({ NODE_ENV: "test", BASE_URL: "https://belterug.example" }, "production");
const marijke = { name: "Marijke de Wit", email: "marijke@delinde.example" };
let boss: PgBoss;
const services = (config = withMail) => ({ db: database.db, boss, config, throttle: createThrottle(database.db) });

beforeAll(async () => {
  await makeOrganisation(database.db);
  boss = createBoss(database.pool, createLog("fatal"));
  await boss.start();
  await boss.createQueue("send-mail", queues["send-mail"]);
});

afterAll(() => boss.stop({ graceful: false }));

beforeEach(async () => {
  await sql`truncate mails, rate_limits cascade`.execute(database.db);
});

const person = (values: Partial<PersonInput> = {}): PersonInput => ({ name: "Sanne Bos", email: `sanne.${Math.random()}@delinde.example`, phone: null, language: "nl", isAdmin: false, places: [], ...values });
const mails = () => database.db.selectFrom("mails").selectAll().execute();
const linkIn = (text: string, place: "invite" | "password") => new RegExp(`https://belterug\\.example/${place}/([\\w-]{43})`).exec(text)?.[1] ?? "";

test("an invitation by mail holds a link that works, in her language, to be answered to who invites", async () => {
  const team = await makeTeam(database.db);
  const input = person({ language: "en", phone: "06 12345678", places: [{ teamId: team.id, isLead: true }] });
  const result = await invitePerson(services(), input, { way: "mail", inviter: marijke }, noon);
  if (!result.ok) throw new Error(result.problem);
  expect(result.link).toBeNull();
  const [mail] = await mails();
  expect(mail).toMatchObject({ kind: "invite", to_email: input.email, language: "en", reply_to: marijke.email, status: "queued", subject: "Woonstichting De Linde invites you to Belterug" });
  expect(mail!.text).toContain("Marijke de Wit invites you");
  const token = linkIn(mail!.text, "invite");
  expect(linkIn(mail!.html, "invite")).toBe(token);
  expect((await acceptInvite(database.db, token, { name: input.name, password: "drie blauwe fietsen", language: "en" }, noon)).ok).toBe(true);
  const [membership] = await database.db.selectFrom("team_members").selectAll().where("employee_id", "=", result.id).execute();
  expect(membership).toEqual({ team_id: team.id, employee_id: result.id, is_lead: true });
  expect((await database.db.selectFrom("employees").select("phone").where("id", "=", result.id).executeTakeFirst())?.phone).toBe("+31612345678");
});

test("on request, or without a provider in production, the link is given and no mail made", async () => {
  for (const [config, way] of [[withMail, "link"], [withoutMail, "mail"]] as const) {
    const result = await invitePerson(services(config), person(), { way, inviter: marijke }, noon);
    expect(result.ok && result.link).toMatchObject({ url: expect.stringMatching(/^https:\/\/belterug\.example\/invite\/[\w-]{43}$/), days: 7 });
  }
  expect(await mails()).toEqual([]);
});

test("an address that somebody has is refused, and nothing is made; two at once make one", async () => {
  const input = person();
  const results = await Promise.all([1, 2].map(() => invitePerson(services(), input, { way: "mail", inviter: marijke }, noon)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results).toContainEqual({ ok: false, problem: "emailTaken" });
  expect(await mails()).toHaveLength(1);
});

test("another address ends the links that went to the old one; one that is taken is refused", async () => {
  const result = await invitePerson(services(), person(), { way: "link", inviter: marijke }, noon);
  if (!result.ok) throw new Error(result.problem);
  const token = result.link!.url.split("/").at(-1)!;
  const taken = await makeEmployee(database.db);
  expect(await changePerson(database.db, result.id, person({ email: taken.email }), noon)).toBe("emailTaken");
  expect(await changePerson(database.db, result.id, person({ email: "new@delinde.example" }), noon)).toBeNull();
  expect(await acceptInvite(database.db, token, { name: "Sanne", password: "drie blauwe fietsen", language: "nl" }, noon)).toMatchObject({ link: { state: "unknown" } });
});

test("who has a password gets a link for a new one", async () => {
  const fatima = await makeEmployee(database.db, { password_hash: "x" });
  expect(await giveNewLink(services(), fatima.id, { way: "link", inviter: marijke }, noon)).toMatchObject({ link: { url: expect.stringContaining("/password/"), days: 1 } });
});

test("asking for a new password: known and unknown sound the same, only the known one gets a mail", async () => {
  const fatima = await makeEmployee(database.db, { email: "fatima@delinde.example", password_hash: "x" });
  await makeEmployee(database.db, { email: "gone@delinde.example", password_hash: "x", deactivated_at: noon });
  const times: number[] = [];
  for (const email of ["nobody@delinde.example", "gone@delinde.example", "fatima@delinde.example"]) {
    const started = performance.now();
    expect(await requestPassword(services(), { email, ip: "192.0.2.1" }, noon)).toBeNull();
    times.push(performance.now() - started);
  }
  for (const time of times) expect(time).toBeGreaterThan(490);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ kind: "password_reset", to_email: fatima.email });
  expect(await resetPassword(database.db, linkIn(mail!.text, "password"), "drie blauwe fietsen", noon)).toMatchObject({ ok: true, employeeId: fatima.id });
});

test("one mailbox gets three of these an hour, however often somebody asks; one place may ask twenty times", async () => {
  await makeEmployee(database.db, { email: "ruben@delinde.example", password_hash: "x" });
  const ask = (ip: string) => requestPassword(services(), { email: "ruben@delinde.example", ip }, noon);
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => ask(`192.0.2.${n}`)))).toEqual([null, null, null, null, null]);
  expect(await mails()).toHaveLength(3);
  const throttle = createThrottle(database.db);
  for (let n = 0; n < 20; n++) await throttle.count("password-place", "198.51.100.1");
  expect(await ask("198.51.100.1")).toBeGreaterThan(0);
});

test("the sweep takes away what expired, and the words of mails with a link in them", async () => {
  const { db } = database;
  const days = (n: number) => new Date(noon.getTime() + n * 86_400_000);
  const fatima = await makeEmployee(db);
  await invitePerson(services(), person(), { way: "mail", inviter: marijke }, noon);
  await invitePerson(services(), person(), { way: "mail", inviter: marijke }, noon);
  const [first, second] = await mails();
  await db.updateTable("mails").set({ status: "sent", sent_at: noon }).where("id", "=", first!.id).execute();
  await db.insertInto("sessions").values([{ id: "old", user_id: fatima.id, expires_at: noon }, { id: "new", user_id: fatima.id, expires_at: days(60) }]).execute();
  await sql`insert into rate_limits values ('old', 1, ${Date.now() - 1}), ('new', 1, ${Date.now() + 60_000})`.execute(db);
  const sweep = (now: Date) => sweepPeople({ db, now: () => now });

  await sweep(days(2));
  expect(await db.selectFrom("sessions").select("id").where("user_id", "=", fatima.id).execute()).toEqual([{ id: "new" }]);
  expect(await db.selectFrom("rate_limits").select("key").execute()).toEqual([{ key: "new" }]);
  expect((await mails()).find(({ id }) => id === first!.id)).toMatchObject({ html: "", text: "" });
  expect((await mails()).find(({ id }) => id === second!.id)?.text).toContain("/invite/"); // not sent yet
  const tokens = () => db.selectFrom("tokens").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  const { n } = await tokens();
  await sweep(days(30)); // expired, but it still says so
  expect((await tokens()).n).toBeGreaterThan(n - 3);
  await sweep(days(38));
  expect((await tokens()).n).toBe(0);
});
