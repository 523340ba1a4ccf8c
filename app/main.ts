import "./tsx.ts";
import { parseArgs } from "node:util";
import { loadEnvFile, type Mode, readConfig } from "./config.server.ts";
import { createLog } from "./log.server.ts";

/** `node app/main.ts [--demo [--live] | --dev]`: one process, web and jobs (RUN=web or RUN=jobs for one of them). */
const { values } = parseArgs({ options: { demo: { type: "boolean" }, live: { type: "boolean" }, dev: { type: "boolean" } } });
const mode: Mode = values.demo ? "demo" : values.dev ? "dev" : "production";
process.env["NODE_ENV"] = mode === "dev" ? "development" : "production";

try {
  loadEnvFile();
  const config = readConfig(process.env, mode);
  const log = createLog(mode === "demo" && !process.env["LOG_LEVEL"] ? "warn" : config.logLevel);
  const { startBelterug } = await import("./start.server.ts");
  const running = await startBelterug(config, log, { isTrickling: mode === "demo" && values.live === true });

  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      running.stop().then(
        () => process.exit(0),
        (error) => {
          log.error({ err: error }, "stopping failed");
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (process.env["LOG_LEVEL"] === "debug") console.error(error);
  process.exit(1);
}
