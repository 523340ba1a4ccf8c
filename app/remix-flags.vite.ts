import type { Plugin } from "vite";

/** What @remix-run/react asks in the browser, and its answer under the flags of vite.config.ts. */
const answers: [question: RegExp, answer: string][] = [
  [/\bfuture\.v3_lazyRouteDiscovery === true && !isSpaMode\b/g, "false"],
  [/\b(?:window\.__remixContext\.)?future\.v3_singleFetch\b/g, "true"],
  [/\bwindow\.__remixContext\.isSpaMode\b/g, "false"],
  [/\btypeof singleFetch === "function"/g, "true"],
];

/** Remix carries the ways of every flag to the browser: those that ours switch off are left out of the build. */
export function remixFlags(): Plugin {
  const unused = new Set(answers);
  return {
    name: "belterug:remix-flags",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    transform(code, id) {
      if (!id.includes("/@remix-run/react/dist/esm/")) return undefined;
      let answered = code;
      for (const known of answers) {
        const next = answered.replaceAll(...known);
        if (next !== answered) unused.delete(known);
        answered = next;
      }
      return { code: answered, map: null };
    },
    buildEnd(error) {
      if (!error && unused.size > 0) this.error(`Remix does not ask ${[...unused].map(([question]) => question).join(", ")} any more`);
    },
  };
}
