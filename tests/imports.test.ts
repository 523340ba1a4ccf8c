import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/**
 * One direction: route → feature → db; `emails` is rendered by features and knows none of them. Types
 * may be imported from anywhere: they are gone before anything runs. What oxlint cannot say stands here.
 */
type Import = { from: string; to: string };

const root = resolve(import.meta.dirname, "..");
const files = globSync("{app,db,emails,tests}/**/*.{ts,tsx}", { cwd: root }).sort();
const aliases: Record<string, string> = { "#app/": "app/", "#db/": "db/", "#emails/": "emails/", "#tests/": "tests/" };
const imports = files.flatMap(importsOf);

const isTest = (file: string) => file.startsWith("tests/") || /\.test\.tsx?$/.test(file);
const isRoute = (file: string) => file.includes(".route.");
const isServer = (file: string) => file.includes(".server.");
/** Modules with loaders, whose server part Remix takes out of the bundle; and what Node starts by itself. */
const mayUseServer = (file: string) => isServer(file) || isRoute(file) || ["app/root.tsx", "app/ui/shell.tsx", "app/entry.server.tsx", "app/main.ts", "app/admin.ts", "app/server.ts"].includes(file) || !file.startsWith("app/");

test("there are imports to check", () => {
  expect(imports.length).toBeGreaterThan(100);
});

test("nothing but a test imports a route", () => forbid(({ from, to }) => isRoute(to) && !isTest(from)));

test("mails know nothing of the app or the database", () => forbid(({ from, to }) => from.startsWith("emails/") && !isTest(from) && /^(app|db|tests)\//.test(to)));

test("a plain module or component imports no server code, or it would leak into the browser's bundle", () =>
  forbid(({ from, to }) => !mayUseServer(from) && !isTest(from) && isServer(to) && !(from === "app/start.server.ts")));

test("a component imports no database code, or it would leak into the browser's bundle", () =>
  forbid(({ from, to }) => from.startsWith("app/") && !mayUseServer(from) && !isTest(from) && to.startsWith("db/")));

test("a route leaves SQL to its feature", () => forbid(({ from, to }) => isRoute(from) && (to === "kysely" || to === "pg")));

test("the database knows nothing of the app; only the demo data acts through it", () =>
  forbid(({ from, to }) => from.startsWith("db/") && !from.startsWith("db/demo") && !isTest(from) && to.startsWith("app/")));

test("a migration imports nothing of ours: today's code is not the code of its day", () =>
  forbid(({ from, to }) => from.startsWith("db/migrations/") && /^(app|db|emails|tests)\//.test(to)));

test("nothing that runs imports the tests", () =>
  forbid(({ from, to }) => !isTest(from) && from !== "db/types.ts" && to.startsWith("tests/")));

test("Lucia is imported in one file, so that replacing it stays an afternoon's work", () =>
  forbid(({ from, to }) => /^(lucia|@lucia-auth\/)/.test(to) && from !== "app/people/session.server.ts"));

test("only the entry points read the environment", () => {
  const allowed = ["app/main.ts", "app/admin.ts", "app/config.server.ts", "db/embedded.ts", "db/types.ts"];
  const readers = files.filter((file) => !isTest(file) && !allowed.includes(file) && readFileSync(resolve(root, file), "utf8").includes("process.env"));
  expect(readers).toEqual([]);
});

test("a file is at most 400 lines", () => {
  const long = files.filter((file) => file !== "db/schema.ts" && !file.startsWith("db/demo") && readFileSync(resolve(root, file), "utf8").split("\n").length > 401);
  expect(long).toEqual([]);
});

function forbid(isWrong: (found: Import) => boolean): void {
  expect(imports.filter(isWrong).map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
}

/** Imports and re-exports that are still there when the code runs, also `import()`; ours as a path from the root. */
function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(resolve(root, file), "utf8"), ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined) => {
    if (specifier && ts.isStringLiteral(specifier)) found.push({ from: file, to: pathOf(specifier.text, file) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && !isOnlyTypes(node)) add(node.moduleSpecifier);
    if (ts.isExportDeclaration(node) && !node.isTypeOnly) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isOnlyTypes({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.isTypeOnly) return true;
  const bindings = importClause.namedBindings;
  return !importClause.name && !!bindings && ts.isNamedImports(bindings) && bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function pathOf(specifier: string, file: string): string {
  if (specifier.startsWith(".")) return relative(root, resolve(root, dirname(file), specifier));
  for (const [alias, folder] of Object.entries(aliases)) if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length);
  return specifier;
}

test("an import of ours names a file that is there, with its extension", () => {
  const ours = imports.filter(({ to }) => /^(app|db|emails|tests)\//.test(to) && !to.includes("?"));
  expect(ours.filter(({ to }) => !existsSync(resolve(root, to))).map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});
