import { z } from "zod";
import type { ScoreCategory } from "#db/schema.ts";
import { idField, optionalLine, requiredLine } from "../people/fields.ts";
import { linesOf } from "./lines.ts";
import { longest } from "./longest.ts";

const list = z
  .string()
  .default("")
  .transform((text) => linesOf(text.replaceAll("\r\n", "\n")).join("\n"))
  .refine((text) => text.isWellFormed() && !text.includes("\u0000"), { error: "unreadable" })
  .refine((text) => text.length <= longest.list, { error: "tooLong" });

/** A sentence, whose field grows with it: an Enter in it is a space. */
const sentence = <Field extends z.ZodType>(field: Field) => z.preprocess((typed) => (typeof typed === "string" ? typed.replaceAll(/\s*\n\s*/g, " ") : typed), field);

/** A call guide as a lead types it. `for`: "any", "category:detractor", "cause:3". */
export const guideForm = z
  .object({
    team_id: idField,
    for: z.string({ error: "choose" }).regex(/^(any|category:(detractor|passive|promoter)|cause:[1-9]\d{0,14})$/, { error: "choose" }),
    start: sentence(requiredLine(longest.line)),
    opening1: sentence(requiredLine(longest.line)),
    opening2: sentence(optionalLine(longest.line)),
    opening3: sentence(optionalLine(longest.line)),
    dos: list,
    donts: list,
  })
  .transform(({ team_id, for: call, start, opening1, opening2, opening3, dos, donts }) => {
    const [kind, which] = call.split(":");
    return {
      team_id,
      cause_id: kind === "cause" ? Number(which) : null,
      category: kind === "category" ? (which as ScoreCategory) : null,
      start,
      openings: [opening1, opening2, opening3].filter((line) => line !== null),
      dos,
      donts,
    };
  });

export type GuideInput = z.output<typeof guideForm>;
