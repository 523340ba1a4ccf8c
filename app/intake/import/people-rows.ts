import type { z } from "zod";
import { emailField, requiredLine } from "../../people/fields.ts";
import { type CustomerInput, responseInput } from "../response.ts";
import { type Columns, createCellFinder, isRefused, languageIn, nameIn, reasonOf, tooManyCells } from "./columns.ts";
import type { Field } from "./fields.ts";
import type { RowProblem } from "./reason.ts";
import { type Converted, customerIn, type Known } from "./response-rows.ts";

const customerInput = responseInput.shape.customer;

const customerFields: Record<string, Field[]> = { id: ["customer_id"], name: ["name", "first_name", "last_name", "infix"], email: ["email"], phone: ["phone"], account: ["account"] };

/** Rows to customers. One without a number and without an e-mail address could not be found again, and is refused. */
export function createCustomerConverter(columns: Columns, { known }: { known: Known }): (cells: string[]) => Converted<CustomerInput> {
  const find = createCellFinder(columns);
  return (cells) => {
    const problems: RowProblem[] = tooManyCells(cells, columns);
    if (problems.length > 0) return { input: null, problems };
    const customer = customerIn(find, cells, known, problems);
    if (!customer.id && !customer.email) problems.push({ column: find.column("customer_id", "email"), reason: { code: "noKey" } });
    const parsed = customerInput.safeParse(customer);
    for (const issue of parsed.success ? [] : parsed.error.issues) problems.push({ column: find.column(...(customerFields[issue.path.join(".")] ?? [])), reason: reasonOf(issue) });
    return { input: parsed.success && !isRefused(problems) ? parsed.data : null, problems };
  };
}

/** A colleague as a file has her; what is undefined, the file says nothing about. */
export type EmployeeInput = { name: string; email: string; phone: string | undefined; language: "nl" | "en" | undefined; team: string | undefined; isLead: boolean | undefined };

const lines = { name: requiredLine(200), email: emailField, phone: requiredLine(50), team: requiredLine(200) };
const yes = /^(ja|j|yes|y|1|true|waar|x|teamleider|leidinggevende|team ?lead|lead|manager)$/i;
const no = /^(nee|n|no|0|false|onwaar|-|medewerker|teamlid|employee|member)$/i;

export function createEmployeeConverter(columns: Columns, { known }: { known: Known }): (cells: string[]) => Converted<EmployeeInput> {
  const find = createCellFinder(columns);
  const { cell, column } = find;

  return (cells) => {
    const problems: RowProblem[] = tooManyCells(cells, columns);
    if (problems.length > 0) return { input: null, problems };
    const checked = (typed: string, schema: z.ZodType<string>, ...fields: Field[]): string | undefined => {
      if (typed === "") return undefined;
      const parsed = schema.safeParse(typed);
      if (parsed.success) return parsed.data;
      const { message } = parsed.error.issues[0]!;
      const longest = fields.includes("phone") ? 50 : 200;
      problems.push({ column: column(...fields), reason: message === "email" ? { code: "email" } : message === "tooLong" ? { code: "tooLong", longest } : { code: "unreadable" } });
      return undefined;
    };

    const typedName = nameIn(find, cells);
    if (!typedName) problems.push({ column: column("name", "first_name", "last_name"), reason: { code: "nameEmpty" } });
    if (!cell(cells, "email")) problems.push({ column: column("email"), reason: { code: "emailEmpty" } });
    const typedLanguage = cell(cells, "language");
    const language = languageIn(typedLanguage);
    if (typedLanguage && !language) problems.push({ column: column("language"), reason: { code: "languageUnknown" } });
    const typedLead = cell(cells, "is_lead");
    const isLead = yes.test(typedLead) ? true : no.test(typedLead) ? false : undefined;
    if (typedLead && isLead === undefined) problems.push({ column: column("is_lead"), reason: { code: "yesOrNo" } });
    const employee = {
      name: checked(typedName, lines.name, "name", "first_name", "last_name") ?? "",
      email: checked(cell(cells, "email"), lines.email, "email") ?? "",
      phone: checked(cell(cells, "phone"), lines.phone, "phone"),
      language,
      team: checked(cell(cells, "team"), lines.team, "team"),
      isLead,
    };
    if (employee.team && !known.teams.has(employee.team.toLowerCase())) problems.push({ column: column("team"), reason: { code: "teamNotThere" } });
    return { input: isRefused(problems) ? null : employee, problems };
  };
}
