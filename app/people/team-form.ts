import { z } from "zod";
import { requiredLine } from "./fields.ts";

/** Adding a team; surveys name it by its code. */
export const teamForm = z.object({
  name: requiredLine(100),
  code: requiredLine(50)
    .transform((code) => code.toLowerCase())
    .refine((code) => /^[a-z0-9][a-z0-9-]*$/.test(code), { error: "code" }),
});

export const changeTeamForm = teamForm.extend({ use: z.enum(["used", "archived"], { error: "choose" }) });
