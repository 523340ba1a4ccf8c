import { z } from "zod";
import { columns, type Cursor, outcomes, type SortKey, stages, type TaskList, usualColumns, usualSort } from "./list.ts";
import { cohortSets, presentSets, type TaskSet } from "./sets.ts";

const sortKey = z.enum(columns).exclude(["words"]);
const instantKey = /^\d{0,16}$/;
const cursorKeys: Record<SortKey, RegExp | null> = {
  customer: null, team: null, owner: null, cause: null,
  received: instantKey, due: instantKey, attempted: instantKey, told: instantKey,
  score: /^\d{0,2}$/,
  stage: new RegExp(`^(${stages.join("|")}|)$`),
  outcome: new RegExp(`^(${outcomes.join("|")}|)$`),
  verdict: /^(solved|not_yet|)$/,
};
const query = z.object({
  figure: z.enum([...cohortSets, ...presentSets]).nullable().catch(null),
  stage: z.enum(stages).nullable().catch(null),
  outcome: z.enum(outcomes).nullable().catch(null),
  late: z.literal("1").nullable().catch(null),
  cause: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null),
  // What PostgreSQL cannot hold cannot occur in a comment either.
  q: z.string().max(200).transform((text) => text.toWellFormed().replaceAll("\0", " ").trim()).catch(""),
  column: z.array(z.enum(columns)).min(1).catch(usualColumns),
});

/** Reads the URL; what is not understood counts as not chosen. */
export function readTaskList(params: URLSearchParams): TaskList {
  const chosen = query.parse({
    figure: params.get("figure"),
    stage: params.get("stage"),
    outcome: params.get("outcome"),
    late: params.get("late"),
    cause: params.get("cause"),
    q: params.get("q"),
    column: params.getAll("column"),
  });
  const { figure, stage, outcome, late, cause: causeId, q: words } = chosen;
  // The customer leads to the task, so that column is always there.
  const shown = columns.filter((column) => column === "customer" || chosen.column.includes(column));
  const sort = readSort(params.get("sort"), figure);
  return { figure, stage, outcome, late: late === "1", causeId, words, sort, columns: shown, cursor: readCursor(params, sort.by) };
}

function readSort(text: string | null, figure: TaskSet | null): TaskList["sort"] {
  const by = sortKey.safeParse(text?.replace(/^-/, ""));
  return by.success ? { by: by.data, isDescending: text!.startsWith("-") } : usualSort(figure);
}

function readCursor(params: URLSearchParams, by: SortKey): Cursor | null {
  for (const side of ["after", "before"] as const) {
    const [, id, key] = /^(\d{1,15})(?:\.(\w*))?$/.exec(params.get(side) ?? "") ?? [];
    const shape = cursorKeys[by];
    const isRight = shape ? key !== undefined && shape.test(key) : key === undefined;
    if (id && isRight) return { side, id: Number(id), key: key ?? null };
  }
  return null;
}
