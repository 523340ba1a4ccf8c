import { z } from "zod";
import { idField } from "../people/fields.ts";
import { actForm, optionalWords, requiredWords } from "../tasks/words.ts";
import { readAmount } from "./amount.ts";

type Kind = { id: number; has_amount: boolean };

/** The form in which a gesture of one of these kinds is given, or with `isAsking` asked for. Gives `amount` in cents or number. */
export function gestureForm(kinds: Kind[], { isAsking }: { isAsking: boolean }) {
  return actForm.extend({ gesture_kind_id: idField, amount: z.string({ error: "amount" }), note: isAsking ? requiredWords : optionalWords }).transform((input, context) => {
    const kind = kinds.find(({ id }) => id === input.gesture_kind_id);
    if (!kind) context.addIssue({ code: "custom", path: ["gesture_kind_id"], message: "choose" });
    const amount = kind && readAmount(input.amount === "" && !kind.has_amount ? "1" : input.amount, kind.has_amount);
    if (kind && !amount) context.addIssue({ code: "custom", path: ["amount"], message: kind.has_amount ? "amount" : "count" });
    return { ...input, amount: amount ?? 0 };
  });
}

export type GestureInput = z.output<ReturnType<typeof gestureForm>>;
