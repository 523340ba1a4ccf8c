import { z } from "zod";
import { idField } from "../people/fields.ts";
import { actForm, optionalWords, requiredWords } from "../tasks/words.ts";
import { isTooMuch, readAmount } from "./amount.ts";

type Kind = { id: number; has_amount: boolean };

/** The form in which a gesture of one of these kinds is given, or with `isAsking` asked for. Gives `amount` in cents or number. */
export function gestureForm(kinds: Kind[], { isAsking }: { isAsking: boolean }) {
  return actForm.extend({ gesture_kind_id: idField, amount: z.string({ error: "amount" }), note: z.string({ error: "required" }) }).transform((input, context) => {
    const kind = kinds.find(({ id }) => id === input.gesture_kind_id);
    if (!kind) context.addIssue({ code: "custom", path: ["gesture_kind_id"], message: "choose" });
    const typed = input.amount === "" && !kind?.has_amount ? "1" : input.amount;
    const amount = kind && readAmount(typed, kind.has_amount);
    if (kind && !amount) context.addIssue({ code: "custom", path: ["amount"], message: !kind.has_amount ? "count" : isTooMuch(typed, true) ? "amountTooMuch" : "amount" });
    // Here, and not in the object: what is wrong with the one field would hide the other's problem.
    const note = (isAsking ? requiredWords : optionalWords).safeParse(input.note);
    if (!note.success) context.addIssue({ code: "custom", path: ["note"], message: note.error.issues[0]!.message });
    return { ...input, amount: amount ?? 0, note: note.data ?? "" };
  });
}

export type GestureInput = z.output<ReturnType<typeof gestureForm>>;
