import { spawnSync } from "node:child_process";
import { databaseUrl, startTestServer } from "../tests/database.setup.ts";

/**
 * `npm run types`: writes db/schema.ts from the migrated database. With `--verify` (in `npm test`) it
 * only says whether the committed file is what the migrations make.
 */
const server = await startTestServer();
const result = spawnSync("kysely-codegen", ["--config-file", ".kysely-codegenrc.json", ...process.argv.slice(2)], {
  env: { ...process.env, DATABASE_URL: databaseUrl(server.url, server.template) },
  stdio: "inherit",
});
await server.stop();
process.exit(result.status ?? 1);
