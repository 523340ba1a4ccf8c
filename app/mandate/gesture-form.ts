import { z } from "zod";
import { idField } from "../people/fields.ts";
import { actForm, optionalWords, requiredWords } from "../tasks/words.ts";

type Kind = { id: number; has_amount: boolean };

/** More than anybody gives: 100,000 euro, or a hundred at once. */
export const most = { cents: 10_000_000, number: 100 };

/** Whole cents of "25", "12,50" or "€ 12.50"; a number of things as it is. Undefined: it is neither. */
export function readAmount(text: string, hasAmount: boolean): number | undefined {
  const plain = text.replace(/[€\s\u00a0]/g, "");
  if (!(hasAmount ? /^\d{1,6}([.,]\d{1,2})?$/ : /^\d{1,3}$/).test(plain)) return undefined;
  const amount = hasAmount ? Math.round(Number(plain.replace(",", ".")) * 100) : Number(plain);
  return amount <= (hasAmount ? most.cents : most.number) ? amount : undefined;
}

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
