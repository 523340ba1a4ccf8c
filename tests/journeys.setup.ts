import { startTestServer } from "./database.setup.ts";

/** Once per run: the real PostgreSQL, whose template each worker clones. */
export default async function setup() {
  const server = await startTestServer();
  process.env["TEST_DATABASE_URL"] = server.url;
  return server.stop;
}
