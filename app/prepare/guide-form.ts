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

/** A call guide as a lead types it. `for`: "any", "category:detractor", "cause:3". */
export const guideForm = z
  .object({
    team_id: idField,
    for: z.string({ error: "choose" }).regex(/^(any|category:(detractor|passive|promoter)|cause:[1-9]\d{0,14})$/, { error: "choose" }),
    start: requiredLine(longest.line),
    opening1: requiredLine(longest.line),
    opening2: optionalLine(longest.line),
    opening3: optionalLine(longest.line),
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
