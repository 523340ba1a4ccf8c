import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

/**
 * Node 24 runs .ts files by itself but not .tsx, and jobs and the demo data render the mails in
 * emails/. This lets Node import .tsx files too, so that no part of the server needs its own build.
 */
registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith(".tsx")) return nextLoad(url, context);
    const file = fileURLToPath(url);
    const { code } = transformSync(readFileSync(file, "utf8"), { loader: "tsx", jsx: "automatic", format: "esm", sourcefile: file, sourcemap: "inline" });
    return { format: "module", source: code, shortCircuit: true };
  },
});
