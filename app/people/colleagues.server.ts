import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { readId } from "../id.ts";
import { colleaguesTexts } from "./colleagues.texts.ts";

/** `name` is what is read, and typed: of colleagues with the same name it says the teams and a number, too. */
export type Colleague = { id: number; name: string };

/** Up to so many colleagues stand in a list to choose from; where there are more, a name is typed. */
export const mostListed = 200;
const mostFound = 12;

/** Everybody who works here but `except`, by name; `null` when there are too many to list. */
export async function allColleagues(db: Db, except = 0): Promise<Colleague[] | null> {
  const rows = await named(db).where("colleagues.id", "<>", except).orderBy(sql`lower(colleagues.name)`).limit(mostListed + 1).execute();
  return rows.length > mostListed ? null : rows.map(shown);
}

/** Of these, who works here. */
export async function colleaguesById(db: Db, ids: number[]): Promise<Colleague[]> {
  return (await named(db).where("colleagues.id", "in", [0, ...ids]).orderBy(sql`lower(colleagues.name)`).execute()).map(shown);
}

/** Whose name holds this text, or whose e-mail address it is: first those whose name is it, then those whose name begins with it. */
export async function findColleagues(db: Db, text: string, except = 0): Promise<Colleague[]> {
  return (await matching(db, text, except)).map(shown);
}

/** Who is meant by what came from <ColleagueField>: an id, or a name or an e-mail address that was typed (null: left empty). `error` says in words what is wrong. */
export async function readColleague(db: Db, typed: string, language: Language, except = 0): Promise<{ id: number | null } | { error: string }> {
  const t = textsIn(colleaguesTexts, language);
  const text = typed.trim().replace(/\s+/g, " ");
  if (text === "") return { id: null };
  const id = readId(text);
  if (id) return { id };
  const [, name = text, number] = /^(.+) \((?:.*, )?(\d{1,15})\)$/.exec(text) ?? [];
  if (!text.isWellFormed() || text.includes("\u0000")) return { error: t.unknown };
  const rows = await matching(db, name, except, Number(number));
  const exact = rows.filter((row) => [row.name, row.email].some((each) => each.toLowerCase() === name.toLowerCase()));
  const fitting = exact.length > 0 ? exact : rows;
  if (fitting.length === 1) return { id: fitting[0]!.id };
  return { error: fitting.length === 0 ? t.unknown : t.several(fitting.slice(0, 5).map((row) => shown(row).name), fitting.length > 5) };
}

function matching(db: Db, text: string, except: number, id?: number) {
  const lower = text.trim().toLowerCase();
  const escaped = lower.replace(/[\\%_]/g, "\\$&");
  let query = named(db)
    .where((eb) => eb.or([eb(sql`lower(colleagues.name)`, "like", `%${escaped}%`), eb(sql`lower(colleagues.email)`, "=", lower)]))
    .where("colleagues.id", "<>", except)
    .orderBy(sql`lower(colleagues.name) = ${lower}`, "desc")
    .orderBy(sql`lower(colleagues.name) like ${`${escaped}%`}`, "desc")
    .orderBy(sql`lower(colleagues.name)`)
    .orderBy("colleagues.id")
    .limit(mostFound);
  if (id) query = query.where("colleagues.id", "=", id);
  return query.execute();
}

function named(db: Db) {
  const colleagues = db
    .selectFrom("employees")
    .select(["employees.id", "employees.name", "employees.email"])
    .select(sql<number>`count(*) over (partition by lower(employees.name))`.as("namesakes"))
    .where("deactivated_at", "is", null)
    .as("colleagues");
  return db
    .selectFrom(colleagues)
    .select(["colleagues.id", "colleagues.name", "colleagues.email", "colleagues.namesakes"])
    .select((eb) =>
      eb
        .selectFrom("team_members")
        .innerJoin("teams", "teams.id", "team_members.team_id")
        .select(sql<string>`string_agg(teams.name, ', ' order by teams.name)`.as("teams"))
        .whereRef("team_members.employee_id", "=", "colleagues.id")
        .where("teams.archived_at", "is", null)
        .as("teams"),
    );
}

function shown({ id, name, namesakes, teams }: { id: number; name: string; namesakes: number; teams: string | null }): Colleague {
  return { id, name: Number(namesakes) > 1 ? `${name} (${[teams, id].filter(Boolean).join(", ")})` : name };
}
