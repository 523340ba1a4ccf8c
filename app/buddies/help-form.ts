import { z } from "zod";
import { readId } from "../id.ts";
import { actForm, requiredWords } from "../tasks/words.ts";

/** Whom she asks: chosen from the team (`employee_id`), or anybody whose name she typed (what colleagues.server.ts read), who goes first. Gives `employee_id`. */
export function helpForm(typed: { id: number | null } | { error: string }) {
  return actForm
    .extend({ employee_id: z.string().optional(), name: z.string().optional(), part: z.enum(["advise", "sit_in"], { error: "choose" }), note: z.string().optional() })
    .transform(({ employee_id, name: _name, note, ...input }, context) => {
      // Read here: whoever forgot both hears both at once.
      const words = requiredWords.safeParse(note ?? "");
      for (const { message } of words.error?.issues ?? []) context.addIssue({ code: "custom", path: ["note"], message });
      if ("error" in typed) context.addIssue({ code: "custom", path: ["name"], message: "helper", params: { said: typed.error } });
      const whom = "error" in typed ? null : (typed.id ?? readId(employee_id));
      if (!whom && !("error" in typed)) context.addIssue({ code: "custom", path: ["employee_id"], message: "choose" });
      return { ...input, note: words.data ?? "", employee_id: whom ?? 0 };
    });
}

export type HelpInput = z.output<ReturnType<typeof helpForm>>;
