import type { FieldProblem } from "../people/fields.texts.ts";
import { isTooMuch, readAmount } from "./amount.ts";
import type { Limits } from "./mandate.ts";

export const uses = ["ask", "limited", "free"] as const;
export type Use = (typeof uses)[number];
export const roles = ["employee", "lead"] as const;

type Kind = { id: number; has_amount: boolean };
type Read = { kindId: number; role: (typeof roles)[number]; limits: Limits | null };

export const fieldOf = (kindId: number, role: (typeof roles)[number], field: "use" | "case" | "month") => `${kindId}-${role}-${field}`;

/** What stands in the form for each kind and role, or the problem per field. A limit that is left empty is none; one of the two is needed. */
export function readMandate(values: Record<string, FormDataEntryValue>, kinds: Kind[]): { mandate: Read[]; problems: Record<string, FieldProblem> } {
  const mandate: Read[] = [];
  const problems: Record<string, FieldProblem> = {};
  for (const { id: kindId, has_amount } of kinds) {
    for (const role of roles) {
      const use = values[fieldOf(kindId, role, "use")];
      if (use !== "ask" && use !== "limited" && use !== "free") {
        problems[fieldOf(kindId, role, "use")] = "choose";
        continue;
      }
      const read = (field: "case" | "month"): number | null => {
        const text = String(values[fieldOf(kindId, role, field)] ?? "").trim();
        if (text === "") return null;
        const amount = readAmount(text, has_amount);
        if (amount === undefined) problems[fieldOf(kindId, role, field)] = !has_amount ? "number" : isTooMuch(text, true) ? "amountTooMuch" : "amount";
        return amount ?? null;
      };
      const limits: Limits | null = use === "ask" ? null : use === "free" ? { case_limit: null, month_limit: null } : { case_limit: read("case"), month_limit: read("month") };
      if (use === "limited" && limits!.case_limit === null && limits!.month_limit === null) problems[fieldOf(kindId, role, "case")] ??= "required";
      mandate.push({ kindId, role, limits });
    }
  }
  return { mandate, problems };
}

export function howGiven(limits: Limits | null): Use {
  if (!limits) return "ask";
  return limits.case_limit === null && limits.month_limit === null ? "free" : "limited";
}
