import { z } from "zod";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { readId } from "../id.ts";
import type { FormProblem } from "../ui/form.tsx";
import { type FieldProblem, fieldTexts } from "./fields.texts.ts";

const problem = (key: FieldProblem) => ({ error: key });

/** One line of text without what PostgreSQL cannot store; the `error` of each rule is a key of fieldTexts. */
const line = (longest: number) =>
  z
    .string(problem("required"))
    .trim()
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), problem("unreadable"))
    .refine((text) => text.length <= longest, problem("tooLong"));

export const requiredLine = (longest: number) => line(longest).refine((text) => text.length > 0, problem("required"));

/** Null when left empty. */
export const optionalLine = (longest: number) => line(longest).transform((text) => text || null);

export const emailField = requiredLine(254).transform((text) => text.toLowerCase()).pipe(z.email(problem("email")));

export const languageField = z.enum(["nl", "en"], problem("choose"));

export const idField = z.string(problem("choose")).transform(readId).pipe(z.number(problem("choose")));

/** A checkbox: absent is no. */
export const checkboxField = z.string().optional().transform(Boolean);

/** Everything that was typed, but for passwords: those never travel back to the page. */
export function typedIn(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" && !name.startsWith("password") ? [[name, value]] : [])));
}

/** What a refused form gets back: per field what is wrong, in words, and what was typed. */
export function refusedForm(problems: Record<string, FieldProblem>, form: FormData, language: Language): FormProblem {
  const t = textsIn(fieldTexts, language);
  return { errors: Object.fromEntries(Object.entries(problems).map(([name, key]) => [name, t[key]])), values: typedIn(form) };
}

/** The first problem of each field. */
export function problemsOf(error: z.ZodError): Record<string, FieldProblem> {
  const problems: Record<string, FieldProblem> = {};
  for (const issue of error.issues) problems[issue.path.join(".")] ??= issue.message in fieldTexts.nl ? (issue.message as FieldProblem) : "required";
  return problems;
}
