import { parseArgs } from "node:util";
import { z } from "zod";
import { createDb, createPool, type Db } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { checkServer, migrate } from "#db/migrate.ts";
import { type Config, loadEnvFile, readConfig } from "./config.server.ts";
import { scopes } from "./intake/api/scopes.ts";
import { createKey, isKeyNameTaken } from "./intake/keys.server.ts";
import { emailField, requiredLine } from "./people/fields.ts";
import { addAdmin } from "./people/first-admin.server.ts";
import { isStillEmpty } from "./people/signin.server.ts";

const usage = `Belterug from the command line, beside a running app or without one.

  npm run admin -- add-admin --email you@example.nl --name "First Last" [--organisation "Name"]
      Makes somebody administrator and prints a personal link to choose a password.
      In an empty database it makes the organisation as well.

  npm run admin -- add-key --name "Typeform" [--scope responses:read …]
      Prints an API key, shown once. Without --scope it sends answers (responses:write);
      with one or more it does what those say: responses:write, responses:read, tasks:read.

It uses the database of the app: DATABASE_URL, or else the one in DATA_DIR (now .data).
BASE_URL is the address in the link. All three may stand in .env.`;

/** What the user did wrong; the message says it. */
class Misuse extends Error {}

type Values = { email?: string | undefined; name?: string | undefined; organisation?: string | undefined; scope?: string[] | undefined };
/** Checks what was typed, before anything is started, and gives the work. */
type Command = (values: Values) => (db: Db, config: Config, now: Date) => Promise<string[]>;

const commands: Record<string, { options: (keyof Values)[]; prepare: Command }> = {
  "add-admin": { options: ["email", "name", "organisation"], prepare: prepareAdmin },
  "add-key": { options: ["name", "scope"], prepare: prepareKey },
};

function prepareAdmin(values: Values): ReturnType<Command> {
  const email = read(emailField, values.email, "--email must be an e-mail address, like --email you@example.nl");
  const name = read(requiredLine(200), values.name, '--name must be a name of at most 200 characters, like --name "Marijke de Wit"');
  const organisation = values.organisation === undefined ? undefined : read(requiredLine(200), values.organisation, "--organisation must be a name of at most 200 characters");
  return async (db, { origin }, now) => {
    const added = await addAdmin(db, { email, name, organisation }, now);
    const notes = [
      ...(organisation && !added.isNewOrganisation ? [`The organisation is ${added.organisation} already; change its name in Belterug under Beheer, Organisatie.`] : []),
      ...(process.env["BASE_URL"] ? [] : [`BASE_URL is not set, so the link begins with ${origin}.`]),
    ];
    return [
      `${email} is administrator of ${added.organisation}.`,
      `Open this personal link within ${added.days === 1 ? "a day" : `${added.days} days`} to choose a password. It works once.`,
      "",
      `  ${origin}${added.path}`,
      ...(notes.length > 0 ? ["", ...notes] : []),
    ];
  };
}

function prepareKey(values: Values): ReturnType<Command> {
  const name = read(requiredLine(200), values.name, '--name must be a name of at most 200 characters, like --name "Typeform"');
  const given = read(z.array(z.enum(scopes)), values.scope ?? ["responses:write"], `--scope must be one of ${scopes.join(", ")}`);
  return async (db, { origin }, now) => {
    if (await isStillEmpty(db)) throw new Misuse("There is no organisation yet. Add the first administrator: npm run admin -- add-admin --help");
    if (await isKeyNameTaken(db, name)) throw new Misuse(`There is a key with the name ${name} already. Choose another name, or revoke that one first.`);
    const { key } = await createKey(db, name, now, given);
    return [`The API key of ${name}, shown this once:`, "", `  ${key}`, "", `How it is used stands at ${origin}/api. It is for ${given.join(", ")}.`];
  };
}

function read<T>(schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } }, value: string | string[] | undefined, otherwise: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Misuse(otherwise);
  return parsed.data;
}

/** The database, migrated, for as long as `work` takes. The embedded server is stopped again when nobody else uses it. */
async function withDatabase<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.dataDir);
  const db = createDb(createPool({ connectionString: config.databaseUrl ?? embedded!.url, max: 2, onError: () => {} }));
  try {
    await checkServer(db);
    await migrate(db);
    return await work(db);
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}

/** The work that was asked for; null for help. */
function readArguments(): ReturnType<Command> | null {
  const { values, positionals } = parseArguments();
  const name = positionals[0];
  if (values.help || name === "help" || (name === undefined && process.argv.length === 2)) return null;
  const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
  if (!command || positionals.length > 1) throw new Misuse(`There is no command "${positionals.join(" ")}".\n\n${usage}`);
  for (const option of ["email", "name", "organisation"] as const) {
    if (values[option] !== undefined && !command.options.includes(option)) throw new Misuse(`${name} has no --${option}.\n\n${usage}`);
  }
  return command.prepare(values);
}

function parseArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" }, email: { type: "string" }, name: { type: "string" }, organisation: { type: "string" }, scope: { type: "string", multiple: true } },
    });
  } catch (error) {
    throw new Misuse(`${(error as Error).message}\n\n${usage}`);
  }
}

function explain(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  if (code && ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "ECONNRESET", "EAI_AGAIN"].includes(code)) return `The database does not answer (${code}). Does it run, and is DATABASE_URL right?`;
  if (code && code.startsWith("28")) return "The database refuses this user or password. Is DATABASE_URL right?";
  if (code === "3D000") return "The database in DATABASE_URL does not exist.";
  return message || "Something went wrong.";
}

try {
  loadEnvFile();
  const work = readArguments();
  if (!work) console.log(usage);
  else {
    // Not what serves people: an unset BASE_URL gives a link to localhost and a line that says so.
    const config = readConfig(process.env, "dev");
    const now = new Date(Date.now() + config.clockOffsetMinutes * 60_000);
    const lines = await withDatabase(config, (db) => work(db, config, now));
    console.log(lines.join("\n"));
  }
} catch (error) {
  console.error(explain(error));
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
