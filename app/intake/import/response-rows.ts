import { responseInput, type CustomerInput, type ResponseInput } from "../response.ts";
import { type Columns, type CellFinder, createCellFinder, isRefused, languageIn, nameIn, reasonOf, tooManyCells } from "./columns.ts";
import type { Field } from "./fields.ts";
import { createMomentReader } from "../moment.ts";
import type { Remark, RowProblem } from "./reason.ts";
import { createRowIds } from "./row-ids.ts";
import { readScore } from "./score.ts";

/** `input` is null when the row is refused; `problems` can be remarks about a row that is not. */
export type Converted<Input> = { input: Input | null; problems: RowProblem[] };

/** Who works here and which teams there are, in small letters: what a file names and nobody has is remarked upon. */
export type Known = { employees: Set<string>; teams: Set<string> };

const fieldsByPath: Record<string, Field[]> = {
  id: ["id"],
  comment: ["comment"],
  "customer.id": ["customer_id"],
  "customer.name": ["name", "first_name", "last_name", "infix"],
  "customer.email": ["email"],
  "customer.phone": ["phone"],
  "customer.account": ["account"],
  "about.team": ["team"],
  "about.touchpoint": ["touchpoint"],
};

/** Rows to survey answers, in the order of the file. What a cell leaves empty, the row says nothing about. */
export function createResponseConverter(columns: Columns, { timeZone, known }: { timeZone: string; known: Known }): (cells: string[]) => Converted<ResponseInput> {
  const find = createCellFinder(columns);
  const { cell, column } = find;
  const readMoment = createMomentReader(timeZone);
  const idOf = createRowIds(columns.names, readMoment);
  const attributeColumns = columns.fields.flatMap((field, index) => (field === "attribute" ? [index] : []));

  return (cells) => {
    const problems: RowProblem[] = tooManyCells(cells, columns);
    if (problems.length > 0) return { input: null, problems };
    const score = readScore(cell(cells, "score"));
    if (typeof score !== "number") problems.push({ column: column("score"), reason: score });
    const moment = readMoment(cell(cells, "answered_at"), cell(cells, "answered_time"));
    if (!(moment instanceof Date)) problems.push({ column: column("answered_at"), reason: moment });

    const answer = {
      id: cell(cells, "id"),
      score: typeof score === "number" ? score : 0,
      comment: cell(cells, "comment") || undefined,
      answered_at: moment instanceof Date ? moment.toISOString() : "2000-01-01T00:00:00Z",
      customer: customerIn(find, cells, known, problems),
      about: { team: cell(cells, "team") || undefined, employee_email: knownEmployee(find, cells, "employee_email", "employeeUnknown", known, problems), touchpoint: cell(cells, "touchpoint") || undefined },
      attributes: attributesIn(cells),
    };
    if (answer.about.team && !known.teams.has(answer.about.team.toLowerCase())) problems.push({ column: column("team"), reason: { code: "teamUnknown" } });
    // Also of a row that will be refused: what comes after it must not get another number for that.
    answer.id ||= idOf(cells);

    const parsed = responseInput.safeParse(answer);
    for (const issue of parsed.success ? [] : parsed.error.issues) problems.push({ column: columnOf(issue.path), reason: reasonOf(issue) });
    return { input: parsed.success && !isRefused(problems) ? parsed.data : null, problems };
  };

  function attributesIn(cells: string[]): Record<string, string> | undefined {
    const given = attributeColumns.flatMap((index) => {
      const value = (cells[index] ?? "").trim();
      return value === "" ? [] : [[columns.names[index]!, value] as const];
    });
    return given.length > 0 ? Object.fromEntries(given) : undefined;
  }

  function columnOf(path: PropertyKey[]): string | null {
    if (path[0] === "attributes") return String(path[1] ?? "") || null;
    return column(...(fieldsByPath[path.join(".")] ?? []));
  }
}

/** The customer's own cells; also of a file of customers. */
export function customerIn(find: CellFinder, cells: string[], known: Known, problems: RowProblem[]): CustomerInput {
  const { cell, column } = find;
  const typedLanguage = cell(cells, "language");
  const language = languageIn(typedLanguage);
  if (typedLanguage && !language) problems.push({ column: column("language"), reason: { code: "languageUnknown" } });
  return {
    id: cell(cells, "customer_id"),
    name: nameIn(find, cells),
    email: cell(cells, "email"),
    phone: cell(cells, "phone"),
    language,
    account: cell(cells, "account"),
    owner_email: knownEmployee(find, cells, "owner_email", "ownerUnknown", known, problems),
  };
}

function knownEmployee({ cell, column }: CellFinder, cells: string[], field: Field, remark: Remark, { employees }: Known, problems: RowProblem[]): string | undefined {
  const email = cell(cells, field).toLowerCase();
  if (!email) return undefined;
  if (employees.has(email)) return email;
  problems.push({ column: column(field), reason: { code: remark } });
  return undefined;
}
