import type { Plugin, Rollup } from "vite";

/** What every page loads first. */
const everywhere = /\/app\/(?:root|entry\.client)\.tsx$/;
/** The pages of customers and of who is not signed in: they are spared what the daily pages need. */
const outside = /\/app\/(?:replies\/(?:verdict|unsubscribe)|people\/(?:signin|password|password-request|invite))\.route\.tsx$/;
/** What is open all day. */
const daily = /\/app\/(?:ui\/shell|tasks\/(?:inbox|task)\.route)\.tsx$/;

/**
 * What the inbox loads comes in few files: together they compress a fifth better than in forty.
 * `vendor` changes with the packages only, `base` is on customers' pages too, `daily` is the shell, the inbox and a task.
 */
export function chunks(): Plugin {
  let names: Map<string, string> | undefined;
  return {
    name: "belterug:chunks",
    apply: "build",
    config: (_config, { isSsrBuild }) => (isSsrBuild ? {} : { build: { rollupOptions: { output: { onlyExplicitManualChunks: true, manualChunks: (id: string, graph: Rollup.ManualChunkMeta) => (names ??= namesIn(graph)).get(id) } } } }),
  };
}

function namesIn({ getModuleIds, getModuleInfo }: Rollup.ManualChunkMeta): Map<string, string> {
  const ids = [...getModuleIds()];
  const reach = (entry: RegExp) => {
    const found = new Set(ids.filter((id) => entry.test(id)));
    for (const id of found) for (const imported of getModuleInfo(id)?.importedIds ?? []) found.add(imported);
    return found;
  };
  const [first, apart, allDay] = [reach(everywhere), reach(outside), reach(daily)];
  const names = new Map<string, string>();
  for (const id of new Set([...first, ...allDay])) {
    // Running this one starts the page: it may not come along with what the routes import.
    if (id.endsWith("/entry.client.tsx")) continue;
    const isPackage = (id.includes("/node_modules/") && !id.includes("/lucide-react/")) || id.includes("commonjsHelpers");
    names.set(id, isPackage ? "vendor" : first.has(id) || apart.has(id) ? "base" : "daily");
  }
  for (const id of ids) {
    const language = /texts\.ts\?(nl|en)$|^\0virtual:daily-texts\/(nl|en)$/.exec(id);
    if (language) names.set(id, `texts.${language[1] ?? language[2]}`);
  }
  return names;
}
