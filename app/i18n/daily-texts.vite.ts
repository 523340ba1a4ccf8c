import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parseAst, type Plugin } from "vite";

const languages = ["nl", "en"] as const;
type BothLanguages = (typeof languages)[number];

/** Of the shell, the inbox and a task. Root's own texts are not among them: customers' pages have those, too. */
export const daily = [
  "live/live",
  "tasks/inbox",
  "tasks/task",
  "tasks/timeline",
  "tasks/lost-task",
  "tasks/cover",
  "prepare/prepare",
  "prepare/starter",
  "prepare/lesson",
  "mandate/mandate",
  "buddies/on-task",
];

const virtual = "virtual:daily-texts/";

/**
 * A browser loads the texts of the pages that are open all day in its own language only. In the
 * browser's build each of these `<name>.texts.ts` becomes empty texts, and all of them together become
 * two files, one per language: importing one fills that language in (`loadDailyTexts`). Everywhere
 * else, and in every other `*.texts.ts`, both languages are simply there.
 */
export function dailyTexts(): Plugin {
  let root = "";
  let isForBrowsers = false;
  let isForServers = false;
  const pathOf = (name: string) => join(root, "app", `${name}.texts.ts`);
  return {
    name: "belterug:daily-texts",
    enforce: "post", // by then it is JavaScript
    configResolved(config) {
      root = config.root;
      isForServers = config.command === "build" && Boolean(config.build.ssr);
      isForBrowsers = config.command === "build" && !isForServers;
    },
    resolveId: (id) => (id.startsWith(virtual) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${virtual}`)) return undefined;
      const wanted = id.slice(virtual.length + 1);
      if (wanted === "urls") return `export const urls = ${JSON.stringify(isForServers ? builtUrls(join(root, "build/client/assets")) : {})};`;
      return isForBrowsers ? daily.map((name) => `import ${JSON.stringify(`${pathOf(name)}?${wanted}`)};`).join("\n") : "";
    },
    transform(code, id) {
      if (!isForBrowsers) return undefined;
      const [path, query] = id.split("?") as [string, string?];
      if (!daily.some((name) => pathOf(name) === path)) return undefined;
      const language = languages.find((one) => one === query);
      return { code: language ? onlyIn(language, code, path) : empty(code), map: null };
    },
  };
}

/** What the browser's build wrote, which comes before the server's. */
function builtUrls(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).flatMap((name) => languages.filter((language) => name.startsWith(`texts.${language}-`)).map((language) => [language, `/assets/${name}`])));
}

/** The module without its words. */
export function empty(code: string): string {
  return partsOf(code).texts.map(({ name }) => `export const ${name} = {};`).join("\n");
}

/** The words of one language, put into the empty texts of the module at `path`. */
export function onlyIn(language: BothLanguages, code: string, path: string): string {
  const { imports, texts } = partsOf(code);
  const fills = texts.map(({ name, words }) => `${name}.${language} = ${words[language]};`);
  return [...imports, `import { ${texts.map(({ name }) => name).join(", ")} } from ${JSON.stringify(`./${basename(path)}`)};`, ...fills].join("\n");
}

/** Throws where a module has more than imports and `export const x = texts({ nl, en })`. */
function partsOf(code: string) {
  const imports: string[] = [];
  const texts: { name: string; words: Record<BothLanguages, string> }[] = [];
  const source = (node: object) => code.slice((node as { start: number }).start, (node as { end: number }).end);
  for (const statement of parseAst(code).body) {
    if (statement.type === "ImportDeclaration") imports.push(source(statement));
    else {
      const made = statement.type === "ExportNamedDeclaration" && statement.declaration?.type === "VariableDeclaration" ? statement.declaration.declarations[0] : undefined;
      const [both] = made?.init?.type === "CallExpression" ? made.init.arguments : [];
      if (made?.id.type !== "Identifier" || both?.type !== "ObjectExpression") throw new Error(`The texts of every day stand alone in their file: ${source(statement)}`);
      const words = both.properties.flatMap((property) => (property.type === "Property" && property.key.type === "Identifier" ? [[property.key.name, source(property.value)]] : []));
      texts.push({ name: made.id.name, words: Object.fromEntries(words) as Record<BothLanguages, string> });
    }
  }
  return { imports, texts };
}
