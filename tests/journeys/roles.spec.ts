import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import routes from "#app/routes.ts";
import { matrix, type Role, roles } from "../roles.ts";
import { ask, dataPath, makeEveryRole, makeScene, type People, secrets } from "../scene.ts";
import { expect, test, type World } from "./journey.ts";

// Nothing in the background may change what is compared.
test.use({ environment: { RUN: "web" } });

let people: People;

test.beforeAll(async ({ world }) => {
  people = await makeEveryRole(world.db);
});

const paths = Object.keys(matrix);

test("the table has every route of the app, and no other", () => {
  expect(paths.toSorted()).toEqual(pathsOf(routes as unknown as RouteNode[]).toSorted());
});

for (const path of paths) {
  const row = matrix[path]!;

  test(`${path}: who may open it and who may send it; for nobody else it shows or changes anything`, async ({ world }) => {
    const newScene = () => makeScene(world.db, people, row.post?.step);
    // Up to those who may send it nothing changes, so that one scene is enough.
    const scene = await newScene();
    const before = await everything(world.db);
    const expectNoChange = async (what: string) => expect(await everything(world.db), `${what} changed the database`).toEqual(before);

    for (const role of roles) {
      const answer = await ask(world, people, role, row.path(scene));
      const body = await answer.text();
      expect.soft(kindOf(answer, row.get.includes(role)), `GET as ${role}: ${answer.status} ${answer.headers.get("location") ?? ""}`).toBe(expectedKind(row.get, role, row.isHidden));
      if (!row.get.includes(role)) expectNoSecrets(body, `GET as ${role}`);
    }

    // The data behind it goes to nobody else either, also not when a part is asked for alone.
    for (const role of roles.filter((role) => !row.get.includes(role))) {
      for (const only of ["", ...partsFor(path).map((id) => `?_routes=${encodeURIComponent(id)}`)]) {
        const answer = await ask(world, people, role, dataPath(row.path(scene)) + only);
        expectNoSecrets(await answer.text(), `GET .data${only} as ${role}`);
      }
    }
    await expectNoChange("GET");

    const form = row.post?.form(scene) ?? {};
    for (const role of roles.filter((role) => !row.post?.may.includes(role))) {
      const answer = await ask(world, people, role, row.path(scene), form);
      const body = await answer.text();
      const said = `POST as ${role}: ${answer.status} ${answer.headers.get("location") ?? ""}`;
      if (row.post) expect.soft(kindOf(answer, false), said).toBe(expectedKind(row.post.may, role));
      else expect.soft(answer.status < 300 || answer.status === 422 || answer.status === 409, `${said}, to a route without a form`).toBe(false);
      expectNoSecrets(body, `POST as ${role}`);
    }
    await expectNoChange("POST by who may not");

    // Another site cannot send it with her cookie. One-click unsubscribe has none to misuse: its token is its right.
    if (path !== "/u/:token") {
      for (const headers of foreign(world)) {
        for (const address of [row.path(scene), dataPath(row.path(scene))]) {
          const answer = await ask(world, people, "admin", address, form, headers);
          expect.soft(answer.status, `POST ${address} with ${JSON.stringify(headers)}`).toBe(403);
        }
      }
      await expectNoChange("another site");
    }

    for (const [index, role] of (row.post?.may ?? []).entries()) {
      const hers = index === 0 ? scene : await newScene();
      const answer = await ask(world, people, role, row.path(hers), row.post!.form(hers));
      expect.soft(kindOf(answer, true, row.post!.isRefused), `POST as ${role}: ${answer.status} ${answer.headers.get("location") ?? ""}`).toBe("allowed");
    }
  });
}

test("where the team's list is not open, a colleague sees the unclaimed ones and her own only", async ({ world }) => {
  const owned = await makeScene(world.db, people);
  const unclaimed = await makeScene(world.db, people, "unclaimed");
  await world.db.updateTable("organisation").set({ is_team_list_open: false }).execute();
  try {
    expect((await ask(world, people, "colleague", `/tasks/${owned.taskId}`)).status).toBe(404);
    expect((await ask(world, people, "colleague", `/tasks/${unclaimed.taskId}`)).status).toBe(200);
    expect((await ask(world, people, "lead", `/tasks/${owned.taskId}`)).status).toBe(200);
  } finally {
    await world.db.updateTable("organisation").set({ is_team_list_open: true }).execute();
  }
});

test("the endpoint with which Remix finds routes late stays off", async ({ world }) => {
  expect((await fetch(`${world.origin}/__manifest?p=%2Finbox&version=x`)).status).toBe(404);
});

test("addresses that no object has are 404 for whoever is signed in, never an error", async ({ world }) => {
  for (const id of ["0", "-1", "999999999", "99999999999999999999", "1.5", "x", "%00", "0x1", "1e3", "01", "1%2F2", "' or 1=1"]) {
    for (const path of [`/tasks/${id}`, `/tasks/${id}/attempts`, `/tasks/${id}/reply`, `/tasks/${id}/gestures`, `/helping/${id}`, `/admin/gestures/${id}`, `/customers/${id}`, `/admin/people/${id}`, `/admin/keys/${id}/revocation`, `/admin/sources/${id}`, `/admin/sources/${id}/deliveries/${id}`, `/admin/events/${id}`, `/mail-body/${id}`, `/no/such/page/${id}`]) {
      const answer = await ask(world, people, "admin", path);
      expect.soft([404, 400], `${path}: ${answer.status}`).toContain(answer.status);
    }
  }
});

type RouteNode = { file: string; id?: string; path?: string; index?: boolean; children?: RouteNode[] };

/** Full paths of what can be asked for; layouts and the catch-all are no pages. */
function pathsOf(nodes: RouteNode[], above = ""): string[] {
  return nodes.flatMap((node) => {
    if (node.path === "*") return [];
    const path = [above, node.path].filter(Boolean).join("/");
    const isPage = node.index || node.path !== undefined;
    return [...(isPage ? [`/${path}`] : []), ...pathsOf(node.children ?? [], path)];
  });
}

/** The modules whose data this path is made of: the page's own and those around it. */
function idsFor(path: string, nodes: RouteNode[] = routes as unknown as RouteNode[], above = "", around: string[] = []): string[] {
  for (const node of nodes) {
    const here = [above, node.path].filter(Boolean).join("/");
    const ids = [...around, node.id ?? node.file.replace(/\.[a-z]+$/, "")];
    if (`/${here}` === path && (node.index || node.path !== undefined)) return ids;
    const below = idsFor(path, node.children ?? [], here, ids);
    if (below.length > 0) return below;
  }
  return [];
}

/** The page's own, and of those around it the ones that no path before it has asked for. */
function partsFor(path: string): string[] {
  const before = new Set(paths.slice(0, paths.indexOf(path)).flatMap((earlier) => idsFor(earlier)));
  const ids = idsFor(path);
  return ids.filter((id) => id === ids.at(-1) || !before.has(id));
}

function foreign({ origin }: World): Record<string, string>[] {
  return [
    {},
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example" },
    { origin, "sec-fetch-site": "cross-site" },
    { origin, "sec-fetch-site": "same-site" },
  ];
}

type Kind = "allowed" | "sign in first" | "not there" | "something else";

function kindOf(answer: Response, isAllowed: boolean, isRefused = false): Kind {
  const location = answer.headers.get("location");
  // Signing out ends at the sign-in page, too: what counts is where the others are sent.
  if (!isAllowed && answer.status === 302 && location?.startsWith("/signin")) return "sign in first";
  if (answer.status === 404) return "not there";
  return (answer.status < 400 || (isRefused && (answer.status === 422 || answer.status === 409))) ? "allowed" : "something else";
}

function expectedKind(may: readonly Role[], role: Role, isHidden = false): Kind {
  if (may.includes(role)) return "allowed";
  const isKnown = role !== "anonymous" && role !== "deactivated";
  return isKnown || isHidden || may.length === 0 ? "not there" : "sign in first";
}

function expectNoSecrets(body: string, what: string): void {
  expect(secrets.filter((secret) => body.includes(secret)), `${what} shows what is not hers`).toEqual([]);
}

const unchecked = ["sessions", "rate_limits"];
let tables: string[] | undefined;

/** A fingerprint per table, of everything that a request could have changed. */
async function everything(db: Db): Promise<Record<string, string>> {
  tables ??= (await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db)).rows.map(({ name }) => name);
  const parts = tables.filter((name) => !unchecked.includes(name)).map((name) => sql`select ${name} as name, count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) as print from ${sql.table(name)} t`);
  const { rows } = await sql<{ name: string; print: string }>`${sql.join(parts, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}
