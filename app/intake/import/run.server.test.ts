import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { createDb, createPool } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { choose, upload } from "#tests/importing.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { createLog } from "../../log.server.ts";
import { cancelImport, type Import, importById, problemsAfter, startImport } from "./imports.server.ts";
import { previewOf } from "./preview.server.ts";
import { reportOf } from "./report.server.ts";
import { runImport } from "./run.server.ts";
import { problemsOf } from "./settings.server.ts";
import { sweepImports } from "./sweep.server.ts";

const database = useDatabase();
const sending = useSending(database);
const log = createLog("silent");
let adminId: number;
let count = 0;

beforeAll(async () => {
  const { db } = database;
  await makeOrganisation(db);
  const noord = await makeTeam(db, { name: "Team Noord", code: "noord" });
  await makeEmployee(db, { name: "Fatima Amrani", email: "fatima@delinde.example", team: noord.id });
  await makeEmployee(db, { name: "Oud Collega", email: "oud@delinde.example", deactivated_at: noon });
  adminId = (await makeEmployee(db, { name: "Marijke de Wit", email: "marijke@delinde.example", is_admin: true })).id;
});

const services = () => ({ ...sending, log });
const again = async (given: Import) => (await importById(database.db, given.id))!;
const counts = ({ status, added, changed, unchanged, refused }: Import) => ({ status, added, changed, unchanged, refused });
const newSource = () => ({ newSource: `Enquête ${++count}` });

async function run(given: Import): Promise<Import> {
  expect(await startImport(sending, given.id, noon)).toBe(true);
  await runImport(services(), { importId: given.id });
  return again(given);
}

const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).arrayBuffer().then((bytes) => Buffer.from(bytes).toString());

describe("ten thousand rows, five hundred of them bad", () => {
  const bad = [
    (n: number) => `b-${n};11;20-11-2026;K${n};goed`, // a score outside
    (n: number) => `b-${n};7,5;20-11-2026;K${n};goed`,
    (n: number) => `b-${n};8;31-02-2026;K${n};goed`,
    (n: number) => `b-${n};8;20-11-2026;K${n};"open`,
    (n: number) => `b-${n};8;20-11-2026;K${n};een;te veel`,
  ];
  function file(name: string) {
    const lines = ["id;score;datum;klantnummer;toelichting"];
    const badLines: number[] = [];
    for (let n = 0; n < 10_000; n++) {
      const isBad = n % 20 === 7;
      lines.push(isBad ? bad[(n / 20) % 5 | 0]!(n) : `${name}-${n};${n % 50 === 0 ? 3 : 9};${1 + (n % 19)}-11-2026 ${n % 24}:05;${name}K${n % 700};"Tekst ""${n}""; met van alles"`);
      if (isBad) badLines.push(lines.length);
    }
    return { text: `${lines.join("\r\n")}\r\n`, badLines };
  }
  const linesOf = async (given: Import) => (await problemsAfter(database.db, given.id, { line: 0, number: 0 }, 2_000)).map(({ line }) => line);
  const stored = async (name: string) =>
    (await sql<{ responses: number; tasks: number; customers: number }>`
      select (select count(*) from responses where external_id like ${`${name}-%`}) as responses,
        (select count(*) from tasks join responses on responses.id = response_id where external_id like ${`${name}-%`}) as tasks,
        (select count(*) from customers where external_id like ${`${name}K%`}) as customers`.execute(database.db)).rows[0];

  test("9,500 come in, 500 are reported with their lines; the same file again brings nothing", async () => {
    const { text, badLines } = file("a");
    const given = await choose(database.db, await upload(database.db, "responses", text, adminId), newSource());
    const done = await run(given);
    expect(counts(done)).toEqual({ status: "done", added: 9_500, changed: 0, unchanged: 0, refused: 500 });
    expect(await linesOf(done)).toEqual(badLines);
    const report = (await textOf(reportOf(database.db, done, "nl"))).trimEnd().split("\r\n");
    expect(report.slice(1).map((line) => Number(/^"(\d+)"/.exec(line)?.[1]))).toEqual(badLines);
    expect(report[0]).toBe('\ufeff"Regel";"Kolom";"Uitkomst";"Reden"');
    expect(report[1]).toBe('"9";"score";"niet ingelezen";"11 valt buiten 0 tot 10. Andere schalen rekenen we niet om."');
    expect(await stored("a")).toMatchObject({ responses: 9_500, customers: 665 });
    expect(await database.db.selectFrom("import_chunks").select("number").where("import_id", "=", done.id).execute()).toEqual([]);

    const second = await upload(database.db, "responses", text, adminId);
    expect(second.sourceId).toBe(done.sourceId); // the same columns: the same survey
    expect(counts(await run(second))).toEqual({ status: "done", added: 0, changed: 0, unchanged: 9_500, refused: 500 });
    expect(await stored("a")).toMatchObject({ responses: 9_500, customers: 665 });
  });

  test("broken off while it runs, twice, it goes on and ends the same", async () => {
    const { text, badLines } = file("b");
    const given = await choose(database.db, await upload(database.db, "responses", text, adminId), { ...newSource(), source: "" });
    expect(await startImport(sending, given.id, noon)).toBe(true);
    for (const share of [0.3, 0.6]) {
      const doomed = createDb(createPool({ connectionString: `${database.url}?application_name=doomed`, onError: () => {} }));
      const running = runImport({ ...services(), db: doomed }, { importId: given.id }).catch((error: Error) => error);
      await expect.poll(async () => (await again(given)).rowCount, { interval: 5, timeout: 15_000 }).toBeGreaterThan(10_000 * share - 1);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'doomed'`.execute(database.db);
      expect(await running).toBeInstanceOf(Error);
      await doomed.destroy();
      const now = await again(given);
      expect(now.status).toBe("running");
      expect(now.rowCount).toBeLessThan(10_000);
      expect(now.added + now.refused).toBe(now.rowCount);
    }
    await runImport(services(), { importId: given.id });
    const done = await again(given);
    expect(counts(done)).toEqual({ status: "done", added: 9_500, changed: 0, unchanged: 0, refused: 500 });
    expect(await linesOf(done)).toEqual(badLines);
    expect(await stored("b")).toMatchObject({ responses: 9_500, customers: 665 });
  });

  test("two runs of one import at once end as one", async () => {
    const text = ["id;score;datum", ...Array.from({ length: 5_000 }, (_, n) => `c-${n};9;20-11-2026`)].join("\n");
    const given = await choose(database.db, await upload(database.db, "responses", text, adminId), { ...newSource(), source: "" });
    await startImport(sending, given.id, noon);
    await Promise.all([1, 2].map(() => runImport(services(), { importId: given.id })));
    expect(counts(await again(given))).toEqual({ status: "done", added: 5_000, changed: 0, unchanged: 0, refused: 0 });
  });
});

describe("rows of responses", () => {
  const head = "score;datum;toelichting;klantnummer;naam;e-mail;team";
  const take = async (rows: string[], typed: Record<string, string> = {}) => run(await choose(database.db, await upload(database.db, "responses", [head, ...rows].join("\n"), adminId), { source: "", ...newSource(), ...typed }));
  const responsesOf = ({ sourceId }: Import) => database.db.selectFrom("responses").leftJoin("tasks", "tasks.response_id", "responses.id").select(["score", "comment", "is_history", "responses.received_at", "answered_at", "tasks.id as task"]).where("source_id", "=", sourceId!).orderBy("responses.id").execute();

  test("without a column of ids a row is known by what it says: doubles of one customer are one, of nobody they are each their own", async () => {
    const rows = ["9;20-11-2026;fijn;K1;Jan;;", "9;20-11-2026;fijn;K1;Jan;;", "9;20-11-2026;;;;;", "9;20-11-2026;;;;;", "9;20-11-2026;;;;;", "9;20-11-2026;fijn;;;jan@klant.example;", "9;20-11-2026;fijn;;;jan@klant.example;"];
    const first = await take(rows);
    expect(counts(first)).toMatchObject({ added: 5, changed: 0, unchanged: 2 });
    const second = await choose(database.db, await upload(database.db, "responses", [head, ...rows, "9;20-11-2026;;;;;"].join("\n"), adminId), { source: String(first.sourceId) });
    expect(counts(await run(second))).toMatchObject({ added: 1, changed: 0, unchanged: 7 });
  });

  test("without a column of ids the same file adds nothing, whatever its columns are said to be; nor does one with a column more", async () => {
    const known = async (source: Import, lines: string[], typed: Record<string, string>) => counts(await run(await choose(database.db, await upload(database.db, "responses", lines.join("\n"), adminId), { ...typed, source: String(source.sourceId) })));
    const named = "cijfer;datum;mening;klantnr;kolom5";
    const rows = ["9;20-11-2026;fijn;L1;a", "9;20-11-2026;ook fijn;L1;b", "3;20-11-2026 14:05;niemand belt;L2;c", "9;20-11-2026;;;d"];
    const first = await run(await choose(database.db, await upload(database.db, "responses", [named, ...rows].join("\n"), adminId), newSource()));
    expect(counts(first)).toMatchObject({ added: 4 });
    expect(await known(first, [named, ...rows], { "column-2": "comment" })).toMatchObject({ added: 0, changed: 3, unchanged: 1 });
    expect(await known(first, [named, ...rows], { "column-2": "comment", "column-3": "", "column-4": "touchpoint" })).toMatchObject({ added: 0 });
    expect(await known(first, [`${named};wijk`, ...rows.slice(0, 3).map((row) => `${row};Noord`)], { "column-2": "comment" })).toMatchObject({ added: 0, unchanged: 3 });

    const nameless = ["vraag 1;vraag 2;vraag 3;vraag 4", "9;20-11-2026;fijn;M1", "2;20-11-2026;slecht;M2"];
    const columns = { "column-0": "score", "column-1": "answered_at" };
    const second = await run(await choose(database.db, await upload(database.db, "responses", nameless.join("\n"), adminId), { ...newSource(), ...columns }));
    expect(counts(second)).toMatchObject({ added: 2 });
    expect(await known(second, nameless, { ...columns, "column-2": "comment", "column-3": "customer_id" })).toMatchObject({ added: 0, changed: 2 });
  });

  test("what is older than chosen counts from its own day and opens no task", async () => {
    const done = await take(["2;19-11-2026;nieuw;K10;;;", "2;1-10-2026;oud;K11;;;"]);
    expect(await responsesOf(done)).toMatchObject([
      { comment: "nieuw", is_history: false, received_at: noon, task: expect.any(Number) },
      { comment: "oud", is_history: true, received_at: new Date("2026-09-30T22:00:00Z"), task: null },
    ]);
    const all = await take(["2;1-10-2026;oud;K12;;;"], { history: "all" });
    expect(await responsesOf(all)).toMatchObject([{ is_history: false, task: expect.any(Number) }]);
    const none = await take(["2;20-11-2026;nieuw;K13;;;"], { history: "none" });
    expect(await responsesOf(none)).toMatchObject([{ is_history: true, task: null }]);
  });

  test("the history of a connected source does not double its live answers", async () => {
    const source = await database.db.insertInto("sources").values({ name: "Typeform", kind: "typeform", created_at: noon }).returning("id").executeTakeFirstOrThrow();
    const text = "id;score;datum\nlive-1;9;20-11-2026 10:00\nlive-2;9;19-11-2026 10:00\n";
    await run(await choose(database.db, await upload(database.db, "responses", text, adminId), { source: String(source.id) }));
    await run(await choose(database.db, await upload(database.db, "responses", text, adminId), { source: String(source.id) }));
    expect(await database.db.selectFrom("responses").select("external_id").where("source_id", "=", source.id).orderBy("id").execute()).toEqual([{ external_id: "live-1" }, { external_id: "live-2" }]);
  });

  test("a team that nobody knows is remarked upon and goes to the default team; every reason of a row is told", async () => {
    const done = await take(["9;20-11-2026;fijn;K20;;;Zuid", "x;gisteren;;K21;;geen-adres;Team Noord"]);
    expect(counts(done)).toMatchObject({ added: 1, refused: 1 });
    expect((await problemsAfter(database.db, done.id, { line: 0, number: 0 }, 10)).map(({ line, column_name, reason }) => [line, column_name, (reason as { code: string }).code])).toEqual([
      [2, "team", "teamUnknown"],
      [3, "score", "scoreNotRead"],
      [3, "datum", "momentNotRead"],
      [3, "e-mail", "email"],
    ]);
  });

  test("a row that the database itself refuses is found, and costs its neighbours nothing", async () => {
    await sql`create function refuse_one() returns trigger language plpgsql as $$ begin if new.comment = 'boem' then raise exception 'no' using errcode = '22000'; end if; return new; end $$`.execute(database.db);
    await sql`create trigger refuse_one before insert on responses for each row execute function refuse_one()`.execute(database.db);
    const rows = Array.from({ length: 90 }, (_, n) => `9;20-11-2026 ${n % 24}:${10 + (n % 50)};${n === 41 ? "boem" : "fijn"};K3${n};;;`);
    const done = await take(rows);
    await sql`drop function refuse_one cascade`.execute(database.db);
    expect(counts(done)).toEqual({ status: "done", added: 89, changed: 0, unchanged: 0, refused: 1 });
    expect(await problemsAfter(database.db, done.id, { line: 0, number: 0 }, 10)).toMatchObject([{ line: 43, reason: { code: "notStored" } }]);
  });
});

test("the preview shows what rows become, before anything is stored", async () => {
  const before = await database.db.selectFrom("responses").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  const given = await upload(database.db, "responses", "score;datum;toelichting;naam\n3;19-11-2026 9:30;niemand belt;Jan de Boer\n15;20-11-2026;;Anne\n9;2-1-2026;;\n8;20-11-2026;;\n8;20-11-2026;;\n", adminId);
  expect(await problemsOf(database.db, given)).toEqual([{ code: "noSource" }]);
  const preview = await previewOf(database.db, given, noon);
  expect(preview.scale).toEqual({ scale: "aboveTen", count: 1, column: "score" });
  expect(preview.samples[3]).toEqual(["Jan de Boer", "Anne"]);
  expect(preview.rows.slice(0, 3)).toMatchObject([
    { line: 2, problems: [], becomes: { score: 3, customer: "Jan de Boer", answeredAt: new Date("2026-11-19T08:30:00Z"), opensTask: true, isHistory: false } },
    { line: 3, problems: [{ column: "score", reason: { code: "scoreOutside", value: "15" } }], becomes: null },
    { line: 4, becomes: { opensTask: false, isHistory: true } },
  ]);
  expect(await database.db.selectFrom("responses").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).toEqual(before);
});

test("an administrator corrects encoding, separator and columns; what she chose for a column stays with its name", async () => {
  const given = await upload(database.db, "responses", 'a,b;c,d\n"9",x;"20-11-2026",y\n', adminId);
  const cut = await choose(database.db, given, { separator: "," });
  expect(cut.columns.names).toEqual(["a", "b;c", "d"]);
  const mapped = await choose(database.db, cut, { "column-0": "score", "column-2": "comment" });
  const read = await choose(database.db, mapped, { hasHeader: "no" });
  expect(read.columns).toEqual({ names: ["(A)", "(B)", "(C)"], fields: [null, null, null] });
  expect((await problemsOf(database.db, mapped)).map(({ code }) => code)).toEqual(["missing", "noSource"]);
  const twice = await choose(database.db, mapped, { "column-1": "score", "column-2": "answered_at", source: "", ...newSource() });
  expect(await problemsOf(database.db, twice)).toEqual([{ code: "twice", field: "score", columns: ["a", "b;c"] }]);
  expect(await startImport(sending, twice.id, noon)).toBe(false);
});

test("columns of one name, and without a name, are told apart", async () => {
  const given = await upload(database.db, "responses", "score;score;;Opmerking\n9;8;x;y\n", adminId);
  expect(given.columns).toEqual({ names: ["score", "score (2)", "(C)", "Opmerking"], fields: ["score", null, null, "comment"] });
});

test("customers come in with their owner, once, and are brought up to date", async () => {
  const head = "klantnummer;naam;e-mail;taal;accountmanager";
  const first = await run(await upload(database.db, "customers", [head, "C1;Jan;c1@klant.example;Nederlands;fatima@delinde.example", "C2;Anne;;fr;niemand@delinde.example", ";Naamloos;;;", "C3;Bert;geen adres;;"].join("\n"), adminId));
  expect(counts(first)).toEqual({ status: "done", added: 2, changed: 0, unchanged: 0, refused: 2 });
  expect((await problemsAfter(database.db, first.id, { line: 0, number: 0 }, 10)).map(({ line, reason }) => [line, (reason as { code: string }).code])).toEqual([[3, "languageUnknown"], [3, "ownerUnknown"], [4, "noKey"], [5, "email"]]);
  const second = await run(await upload(database.db, "customers", [head, "C1;Jan de Boer;c1@klant.example;nl;fatima@delinde.example", "C2;Anne;;;"].join("\n"), adminId, new Date(noon.getTime() + 60_000)));
  expect(counts(second)).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  const jan = await database.db.selectFrom("customers").innerJoin("employees", "employees.id", "owner_id").select(["customers.name", "customers.language", "employees.email"]).where("external_id", "=", "C1").executeTakeFirstOrThrow();
  expect(jan).toEqual({ name: "Jan de Boer", language: "nl", email: "fatima@delinde.example" });
});

describe("colleagues", () => {
  const head = "voornaam;tussenvoegsel;achternaam;e-mail;team;teamleider";
  const rows = ["Noor;van der;Berg;Noor@delinde.example;NOORD;ja", "Fatima;;Amrani;fatima@delinde.example;Team Noord;", "Oud;;Collega;oud@delinde.example;;", "Piet;;Pek;piet@delinde.example;Team Zuid;nee", "Zonder;;Adres;;;", "Kim;;Vos;kim@delinde.example;noord;misschien"];
  const mailsTo = (email: string) => database.db.selectFrom("mails").select("kind").where("to_email", "=", email).execute();

  test("are made without a mail, matched by address, and who left or has no team here is reported", async () => {
    const done = await run(await upload(database.db, "employees", [head, ...rows].join("\n"), adminId));
    expect(counts(done)).toEqual({ status: "done", added: 1, changed: 0, unchanged: 1, refused: 4 });
    expect((await problemsAfter(database.db, done.id, { line: 0, number: 0 }, 10)).map(({ line, reason }) => [line, (reason as { code: string }).code])).toEqual([[4, "deactivated"], [5, "teamNotThere"], [6, "emailEmpty"], [7, "yesOrNo"]]);
    const noor = await database.db.selectFrom("employees").innerJoin("team_members", "employee_id", "employees.id").select(["name", "is_lead", "is_admin", "password_hash"]).where("email", "=", "noor@delinde.example").executeTakeFirstOrThrow();
    expect(noor).toEqual({ name: "Noor van der Berg", is_lead: true, is_admin: false, password_hash: null });
    expect(await mailsTo("noor@delinde.example")).toEqual([]);
    expect(counts(await run(await upload(database.db, "employees", [head, ...rows].join("\n"), adminId)))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  });

  test("get their invitation when the administrator chose so", async () => {
    const given = await choose(database.db, await upload(database.db, "employees", `${head}\nIlse;;Kok;ilse@delinde.example;;\n`, adminId), { isInviting: "on" });
    expect(counts(await run(given))).toMatchObject({ added: 1 });
    expect(await mailsTo("ilse@delinde.example")).toEqual([{ kind: "invite" }]);
  });
});

describe("ends", () => {
  const text = "id;score;datum\nx-1;9;20-11-2026\n";

  test("a run that is stopped takes nothing more in; a file that was not started is gone", async () => {
    const given = await choose(database.db, await upload(database.db, "responses", text, adminId), { source: "", ...newSource() });
    await startImport(sending, given.id, noon);
    await cancelImport(database.db, given.id, noon);
    await runImport(services(), { importId: given.id });
    expect(counts(await again(given))).toEqual({ status: "cancelled", added: 0, changed: 0, unchanged: 0, refused: 0 });
    const unused = await upload(database.db, "responses", text, adminId);
    await cancelImport(database.db, unused.id, noon);
    expect(await importById(database.db, unused.id)).toBeUndefined();
  });

  test("an error of ours stops it; it can go on", async () => {
    const given = await choose(database.db, await upload(database.db, "responses", text, adminId), { source: "", ...newSource() });
    await startImport(sending, given.id, noon);
    await runImport({ ...services(), now: () => { throw new TypeError("a fault of ours"); } }, { importId: given.id });
    // The row itself is not to blame for more than its own line: the end of the run is what failed.
    expect(await again(given)).toMatchObject({ status: "failed", problem: { code: "unexpected" } });
    expect(counts(await run(await again(given)))).toMatchObject({ status: "done" });
  });

  test("the sweep forgets what nobody started within a day, and takes up a run whose job is gone", async () => {
    const old = await upload(database.db, "responses", text, adminId, new Date(noon.getTime() - 25 * 3_600_000));
    const fresh = await upload(database.db, "responses", text, adminId);
    const lost = await choose(database.db, await upload(database.db, "responses", text, adminId), { source: "", ...newSource() });
    await startImport(sending, lost.id, new Date(noon.getTime() - 2 * 3_600_000));
    await sql`delete from pgboss.job where name = 'run-import'`.execute(database.db);
    await sweepImports(sending);
    expect(await importById(database.db, old.id)).toBeUndefined();
    expect(await importById(database.db, fresh.id)).toBeDefined();
    const jobs = await sql<{ data: object }>`select data from pgboss.job where name = 'run-import'`.execute(database.db);
    expect(jobs.rows.map(({ data }) => data)).toContainEqual({ importId: lost.id });
  });
});
