import { z } from "zod";
import type {} from "./api/fields.texts.ts";

/** What PostgreSQL cannot store, and what no customer ever typed. */
const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

const text = (longest: number) =>
  z
    .string({ error: "must be text" })
    .max(longest, { error: `must be at most ${longest} characters` })
    .refine(isStorable, { error: "holds a character that cannot be stored (U+0000 or half a surrogate pair)" })
    .transform((value) => value.trim());

/** Absent: says nothing. Null or "": says that it is empty. */
const clearable = (longest: number) =>
  text(longest)
    .nullable()
    .transform((value) => value || null)
    .optional();

/** Tools send null or "" for what they do not know: that is the same as absent. */
const known = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((value) => (value === null || (typeof value === "string" && value.trim() === "") ? undefined : value), schema.optional());

const email = text(254).pipe(z.string().regex(z.regexes.html5Email, { error: "must be an e-mail address" }));

const longestName = 200;

const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape, { error: "must be an object" });

/** Who answered. Only `id` and `email` identify her; without either each answer is a customer of its own. */
const customerInput = object({
  id: known(text(longestName)).meta({ says: "customerId" }),
  name: known(text(longestName)).meta({ says: "customerName" }),
  email: known(email).meta({ says: "customerEmail", format: "email" }),
  phone: known(text(50)).meta({ says: "customerPhone" }),
  language: known(z.enum(["nl", "en"], { error: "must be nl or en" })).meta({ says: "customerLanguage" }),
  account: known(text(longestName)).meta({ says: "customerAccount" }),
  owner_email: known(email).meta({ says: "ownerEmail", format: "email" }),
});

/** What she answered about. */
const aboutInput = object({
  team: clearable(longestName).meta({ says: "aboutTeam" }),
  employee_email: known(email).meta({ says: "employeeEmail", format: "email" }),
  touchpoint: clearable(longestName).meta({ says: "touchpoint" }),
});

const attributeValue = z.union([text(2_000), z.number(), z.boolean()], { error: "must be text of at most 2000 characters, a number, true or false" });

const attributesInput = z
  .record(text(100).pipe(z.string().min(1, { error: "needs a name" })), attributeValue, { error: "must be an object" })
  .refine((attributes) => Object.keys(attributes).length <= 100, { error: "must have at most 100 names" });

/** Before 2000 nobody asked; after 2100 it is a typing error. Between those a wrong clock is the tool's affair. */
const isSaneYear = (instant: Date) => instant.getUTCFullYear() >= 2000 && instant.getUTCFullYear() <= 2100;

/** A moment with its offset. */
const instant = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 date and time with an offset, like 2026-11-20T14:05:00+01:00" })
  .transform((value) => new Date(value))
  .refine(isSaneYear, { error: "must be between 2000 and 2100" });

/**
 * One survey answer, as `POST /api/v1/responses` takes it. Fields that are not named here are
 * ignored: a survey tool that starts sending more must not lose answers over it. What each field
 * means stands in api/fields.texts.ts.
 */
export const responseInput = z.object(
  {
    id: text(longestName).pipe(z.string().min(1, { error: "must not be empty" })).meta({ says: "inputId", minLength: 1 }),
    score: z.int({ error: "must be a whole number from 0 to 10" }).min(0, { error: "must be a whole number from 0 to 10" }).max(10, { error: "must be a whole number from 0 to 10" }).meta({ says: "score" }),
    comment: clearable(20_000).meta({ says: "comment" }),
    answered_at: instant.meta({ says: "answeredAt" }),
    customer: customerInput.meta({ says: "customer" }),
    about: known(aboutInput).meta({ says: "about" }),
    attributes: known(attributesInput).meta({ says: "attributes", maxProperties: 100 }),
  },
  { error: "must be a JSON object" },
);

/** A checked answer: trimmed, `answered_at` as a Date. */
export type ResponseInput = z.output<typeof responseInput>;
export type CustomerInput = ResponseInput["customer"];

/** Every field that is wrong, with the reason, in words that hold nothing of what was sent. */
export function problemsOf(error: z.ZodError): { field: string; reason: string }[] {
  return error.issues.slice(0, 100).map((issue) => ({ field: issue.path.join("."), reason: issue.message }));
}
