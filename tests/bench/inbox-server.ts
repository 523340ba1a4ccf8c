import type { LoaderFunction, ServerBuild } from "@remix-run/node";
import { createDb, createPool, type Db } from "#db/client.ts";
import { readTogether } from "#db/together.ts";
import "../../app/tsx.ts";
import { readConfig } from "../../app/config.server.ts";
import type { Services } from "../../app/context.server.ts";
import { createLog } from "../../app/log.server.ts";
import { createAuth } from "../../app/people/session.server.ts";
import { createThrottle } from "../../app/people/throttle.server.ts";
import { freePort } from "../app.ts";

/**
 * The app's web server twice in one process, for tests/bench/inbox.ts: as it is, and as the floor, with the
 * loaders' answers already in memory and a database that throws when anybody asks it. It prints both ports.
 * `paths` and `cookies`: what is asked later, of whom.
 */
const { url, paths, cookies } = JSON.parse(process.argv[2]!) as { url: string; paths: Record<string, string[]>; cookies: Record<string, string> };
const build = (await import(new URL("../../build/server/index.js", import.meta.url).href)) as ServerBuild;
const originals = { ...build.routes };
// They import the mails' components: after tsx.ts.
const { createBoss } = await import("../../app/jobs.server.ts");
const { startWeb } = await import("../../app/server.ts");
const log = createLog("error");
const pool = createPool({ connectionString: url, onError: (error) => console.error(error) });
const db = createDb(pool);

const real = await serve(db);
await rememberAnswers();
const floor = await serve(new Proxy({}, { get: () => { throw new Error("the floor asks no database"); } }) as Db);
process.send!({ real, floor });

async function serve(database: Db): Promise<number> {
  const port = await freePort();
  const config = readConfig({ ...process.env, DATABASE_URL: url, PORT: String(port), BASE_URL: `http://localhost:${port}`, LOG_LEVEL: "error" }, "dev");
  const services: Services = { config: { ...config, mode: "demo" }, db: database, readTogether: () => (database === db && !process.env["APART"] ? readTogether(pool) : database), boss: createBoss(pool, log), auth: createAuth(pool, config), throttle: createThrottle(db), log, now: () => new Date() };
  await startWeb(services, url);
  return port;
}

/** Asks every page once of a server whose loaders keep what they answer; then puts answering from memory in their place. */
async function rememberAnswers(): Promise<void> {
  const answers = new Map<string, Awaited<ReturnType<LoaderFunction>>>();
  const replace = (loaderOf: (id: string, original: LoaderFunction) => LoaderFunction) => {
    for (const [id, route] of Object.entries(originals)) if (route?.module.loader) build.routes[id] = { ...route, module: { ...route.module, loader: loaderOf(id, route.module.loader) } };
  };
  const keyOf = (id: string, request: Request) => `${id} ${new URL(request.url).pathname}${new URL(request.url).search} ${request.headers.get("cookie")}`;
  replace((id, original) => async (args) => {
    const answer = await original(args);
    answers.set(keyOf(id, args.request), answer);
    return answer;
  });
  const keeping = await serve(db);
  for (const [employee, pages] of Object.entries(paths)) for (const path of pages) await (await fetch(`http://localhost:${keeping}${path}`, { headers: { cookie: cookies[employee]! } })).text();
  replace((id) => ({ request }) => {
    const key = keyOf(id, request);
    if (!answers.has(key)) throw new Error(`nothing kept for ${id}`);
    return answers.get(key)!;
  });
}
process.on("SIGTERM", () => process.exit(0));
