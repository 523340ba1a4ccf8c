import { z } from "zod";
import { readId } from "../id.ts";
import { actForm, requiredWords } from "../tasks/words.ts";

type Colleague = { id: number; name: string; email: string };

/** Whom she asks: chosen from the team (`employee_id`), or anybody by her name or e-mail address (`name`), which goes first. Gives `employee_id`. */
export function helpForm(colleagues: Colleague[]) {
  return actForm
    .extend({ employee_id: z.string().optional(), name: z.string().optional(), part: z.enum(["advise", "sit_in"], { error: "choose" }), note: z.string().optional() })
    .transform(({ employee_id, name, note, ...input }, context) => {
      // Read here: whoever forgot both hears both at once.
      const words = requiredWords.safeParse(note ?? "");
      for (const { message } of words.error?.issues ?? []) context.addIssue({ code: "custom", path: ["note"], message });
      const typed = name?.trim().toLowerCase();
      const found = typed ? colleagues.filter((colleague) => colleague.name.toLowerCase() === typed || colleague.email.toLowerCase() === typed) : colleagues.filter(({ id }) => id === readId(employee_id));
      if (found.length !== 1) context.addIssue({ code: "custom", path: [typed ? "name" : "employee_id"], message: !typed ? "choose" : found.length > 1 ? "helpers" : "helper" });
      return { ...input, note: words.data ?? "", employee_id: found[0]?.id ?? 0 };
    });
}

export type HelpInput = z.output<ReturnType<typeof helpForm>>;
