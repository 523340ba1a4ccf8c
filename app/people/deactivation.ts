import { z } from "zod";

/** Per team of her tasks a field `team-12`: "pool" or the id of a colleague. */
export const deactivationForm = z
  .object({
    note: z
      .string()
      .default("")
      .transform((note) => note.replaceAll("\r\n", "\n").trim())
      .refine((note) => note.length <= 2_000, { error: "tooLong" })
      .refine((note) => note.isWellFormed() && !note.includes("\u0000"), { error: "unreadable" }),
  })
  .catchall(z.unknown())
  .transform(({ note, ...typed }) => ({ note, targets: new Map(Object.entries(typed).flatMap(targetIn)) }));

function targetIn([field, value]: [string, unknown]): [number, number | null][] {
  const teamId = Number(/^team-(\d{1,15})$/.exec(field)?.[1]);
  if (!teamId) return [];
  if (value === "pool") return [[teamId, null]];
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? [[teamId, Number(value)]] : [];
}
