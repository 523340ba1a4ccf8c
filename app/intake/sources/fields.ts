import { z } from "zod";
import { path } from "./place.ts";

/** Our fields that a place can be given for; besides these `attributes.<name>`. */
export const fieldNames = [
  "id", "score", "comment", "answered_at",
  "customer.id", "customer.name", "customer.email", "customer.phone", "customer.language", "customer.account", "customer.owner_email",
  "about.team", "about.employee_email", "about.touchpoint",
] as const; // prettier-ignore
export type FieldName = (typeof fieldNames)[number] | `attributes.${string}`;

const field = z.union([z.enum(fieldNames), z.templateLiteral(["attributes.", z.string().min(1).max(100)])]);

/** Where a value stands: at a path; at several, joined by `by` (a space where it is left out); or it is always the same. */
const place = z.union([
  /** `scale`: whoever wrote this knows that a score here is from 0 to 10. */
  z.strictObject({ at: path, scale: z.literal("0-10").optional() }),
  z.strictObject({ join: z.array(path).min(1).max(5), by: z.string().max(10).optional() }),
  z.strictObject({ constant: z.union([z.string().max(2_000), z.number(), z.boolean()]) }),
]);
export type Place = z.output<typeof place>;

/** Per field its places: the first that holds something counts. */
export type Places = Partial<Record<FieldName, Place[]>>;

/** What an administrator said stands where (sources.mapping). Of the fields that it names it wins from the preset. */
export const mapping = z.strictObject({
  fields: z.record(field, z.array(place).max(10)).refine((fields) => Object.keys(fields).length <= 120),
  /** The list in which each item is an answer; without it the body is one answer, or a list of answers. */
  each: path.optional(),
  /** Objects whose values all become attributes. */
  attributesFrom: z.array(path).max(10).optional(),
  /** The administrator confirmed that the score goes from 0 to 10; a delivery that says otherwise is refused anyway. */
  scale: z.literal("0-10").optional(),
  /** The tool sends no id of an answer: the same content counts as the same answer. */
  identity: z.literal("content").optional(),
  /** How 3/4 is meant; day first where it is left out. */
  dateOrder: z.enum(["day", "month"]).optional(),
});
export type Mapping = Omit<z.output<typeof mapping>, "fields"> & { fields: Places };
