import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEmbedded } from "#db/embedded.ts";
import { createDb, createPool } from "#db/client.ts";
import { cleanEnvironment } from "#tests/app.ts";
import { useDatabase } from "#tests/database.ts";
import { acceptInvite } from "./people/accounts.server.ts";
import { findKey } from "./intake/keys.server.ts";

const database = useDatabase();
const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp("/tmp/belterug-admin-"); // the user postgres must be able to reach it
  await run("chmod", ["755", folder]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As `npm run admin -- …` does, in an environment of its own. */
async function admin(args: string[], env: Record<string, string> = { DATABASE_URL: database.url }) {
  const result = await run(process.execPath, ["app/admin.ts", ...args], { env: { ...cleanEnvironment(), BASE_URL: "https://belterug.example", DATABASE_URL: "", ...env } }).catch((error) => error as { code: number; stdout: string; stderr: string });
  return { code: "code" in result ? result.code : 0, out: result.stdout, err: result.stderr };
}

test("--help explains each command; a mistake is explained in one sentence without a stack, before anything starts", async () => {
  const help = await admin(["--help"], {});
  expect(help).toMatchObject({ code: 0, err: "" });
  expect(help.out).toContain("add-admin --email");
  expect(help.out).toContain("add-key --name");
  const nowhere = { DATA_DIR: `${folder}/never` };
  const mistakes = [
    [["fly"], 'There is no command "fly"'],
    [["toString"], 'There is no command "toString"'],
    [["add-admin", "--colour", "red"], "--colour"],
    [["add-admin", "--name", "Marijke"], "--email must be an e-mail address"],
    [["add-admin", "--email", "nothing", "--name", "Marijke"], "--email must be an e-mail address"],
    [["add-admin", "--email", "m@delinde.example"], "--name must be a name"],
    [["add-key", "--name", "X", "--scope", "all"], "--scope must be one of responses:write"],
    [["add-key", "--name", "X", "--email", "m@delinde.example"], "add-key has no --email"],
  ] as const;
  await Promise.all(
    mistakes.map(async ([args, said]) => {
      const { code, out, err } = await admin([...args], nowhere);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(said);
      expect(err).not.toMatch(/ {4}at |file:\/\//);
    }),
  );
  expect(existsSync(nowhere.DATA_DIR)).toBe(false);
}, 60_000);

test("a database that is away, or refuses, is said plainly and without its password", async () => {
  const away = await admin(["add-key", "--name", "Typeform"], { DATABASE_URL: "postgres://belterug:geheim@127.0.0.1:1/belterug" });
  expect(away).toMatchObject({ code: 1, err: "The database does not answer (ECONNREFUSED). Does it run, and is DATABASE_URL right?\n" });
  const refused = await admin(["add-key", "--name", "Typeform"], { DATABASE_URL: database.url.replace(/\/\/[^@]+@/, "//belterug:geheim@") });
  expect(refused).toMatchObject({ code: 1, err: "The database refuses this user or password. Is DATABASE_URL right?\n" });
}, 60_000);

test("the first administrator comes with an organisation; the link works; then keys can be made", async () => {
  expect(await admin(["add-key", "--name", "Typeform"])).toMatchObject({ code: 2, err: expect.stringContaining("no organisation yet") });
  const first = await admin(["add-admin", "--email", "Marijke@DeLinde.example", "--name", "Marijke de Wit", "--organisation", "Woonstichting De Linde"]);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toContain("marijke@delinde.example is administrator of Woonstichting De Linde.");
  const token = /https:\/\/belterug\.example\/invite\/([\w-]{43})/.exec(first.out)![1]!;
  expect((await acceptInvite(database.db, token, { name: "Marijke de Wit", password: "drie blauwe fietsen", language: "nl" }, new Date())).ok).toBe(true);
  expect(await database.db.selectFrom("employees").select(["email", "is_admin"]).execute()).toEqual([{ email: "marijke@delinde.example", is_admin: true }]);
  expect(await database.db.selectFrom("organisation").innerJoin("teams", "teams.id", "default_team_id").select(["organisation.name", "teams.name as team"]).execute()).toEqual([{ name: "Woonstichting De Linde", team: "Klantenservice" }]);

  // Again, and for who was deactivated: the way back in.
  await database.db.updateTable("employees").set({ is_admin: false, deactivated_at: new Date() }).execute();
  const again = await admin(["add-admin", "--email", "marijke@delinde.example", "--name", "M.", "--organisation", "Anders"]);
  expect(again.out).toMatch(/https:\/\/belterug\.example\/password\/[\w-]{43}/);
  expect(again.out).toContain("The organisation is Woonstichting De Linde already");
  expect(await database.db.selectFrom("employees").select(["name", "is_admin", "deactivated_at"]).execute()).toEqual([{ name: "Marijke de Wit", is_admin: true, deactivated_at: null }]);

  const made = await admin(["add-key", "--name", "Typeform"]);
  const key = /bt_[\w-]{43}/.exec(made.out)![0];
  expect(await findKey(database.db, key)).toBeDefined();
  expect(made.out.split(key)).toHaveLength(2);
  const reader = /bt_[\w-]{43}/.exec((await admin(["add-key", "--name", "CRM", "--scope", "responses:read", "--scope", "tasks:read"])).out)![0];
  expect([(await findKey(database.db, key))!.scopes, (await findKey(database.db, reader))!.scopes]).toEqual([["responses:write"], ["responses:read", "tasks:read"]]);
  expect(await admin(["add-key", "--name", "typeform"])).toMatchObject({ code: 2, err: expect.stringContaining("already") });
}, 60_000);

test("with the embedded database: starts it, migrates it, stops it again; beside a running one it leaves that running", async () => {
  const data = `${folder}/data`;
  const first = await admin(["add-admin", "--email", "marijke@delinde.example", "--name", "Marijke de Wit"], { DATA_DIR: data });
  expect(first).toMatchObject({ code: 0, err: "" });

  const before = Date.now();
  const server = await startEmbedded(data);
  const pool = createPool({ connectionString: server.url, onError: () => {} });
  const db = createDb(pool);
  expect(await db.selectFrom("employees").select("email").execute()).toEqual([{ email: "marijke@delinde.example" }]);
  const { rows } = await pool.query<{ started: Date }>("select pg_postmaster_start_time() as started");
  expect(rows[0]!.started.getTime(), "started by us just now: the command had stopped its own").toBeGreaterThanOrEqual(before);
  expect((await admin(["add-key", "--name", "Typeform"], { DATA_DIR: data })).code).toBe(0);
  expect(await db.selectFrom("api_keys").select("name").execute()).toEqual([{ name: "Typeform" }]);
  await db.destroy();
  await server.stop();
}, 120_000);
