import { z } from "zod";

/**
 * What people type into the forms about a task. The `error` of a rule is a key of
 * `actTexts.problem`, which says it in the reader's language.
 */
const words = z
  .string({ error: "required" })
  .transform((text) => text.replaceAll("\r\n", "\n").trim())
  // PostgreSQL cannot store these two.
  .refine((text) => !text.includes("\u0000") && text.isWellFormed(), { error: "unreadable" });

/** Notes, promises, reasons: up to 20,000 characters. */
export const requiredWords = words.refine((text) => text.length > 0, { error: "required" }).refine((text) => text.length <= 20_000, { error: "tooLong" });

export const optionalWords = words.refine((text) => text.length <= 20_000, { error: "tooLong" });

/** Every form of an act carries these two: see act.server.ts. */
export const actForm = z.object({
  act_id: z.uuid({ error: "stale" }),
  seen: z.coerce.number({ error: "stale" }).int({ error: "stale" }).min(0, { error: "stale" }),
});

export type ActForm = z.infer<typeof actForm>;
