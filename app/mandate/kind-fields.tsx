import { useTexts } from "../i18n/texts.ts";
import { type FormProblem, Select, TextField } from "../ui/form.tsx";
import { mandateAdminTexts } from "./admin.texts.ts";
import { fieldOf, roles, howGiven, uses } from "./mandate-form.ts";
import type { KindMandate } from "./mandates.server.ts";

/** For one kind of gesture what each role may give; the limits show where there are some. */
export function KindFields({ kind, problem }: { kind: KindMandate; problem: FormProblem | undefined }) {
  const t = useTexts(mandateAdminTexts).mandate;
  const typed = (amount: number | null) => (amount === null ? "" : String(kind.has_amount ? amount / 100 : amount).replace(".", ","));
  return (
    <fieldset className="grid gap-4 rounded-[14px] border border-line bg-surface px-4 py-4">
      <legend className="-ml-1 px-1 font-semibold wrap-break-word">{kind.name}</legend>
      {roles.map((role) => {
        const limits = kind[role];
        const limit = (field: "case" | "month") => {
          const name = fieldOf(kind.id, role, field);
          return <TextField label={t[field]} name={name} inputMode="decimal" autoComplete="off" maxLength={12} defaultValue={problem?.values[name] ?? typed(limits?.[`${field}_limit`] ?? null)} error={problem?.errors[name]} />;
        };
        const use = fieldOf(kind.id, role, "use");
        return (
          <div key={role} className="group grid gap-3" role="group" aria-label={t.label(t.roles[role], kind.name)}>
            <Select label={t.roles[role]} name={use} defaultValue={problem?.values[use] ?? howGiven(limits)} error={problem?.errors[use]}>
              {uses.map((each) => (
                <option key={each} value={each}>
                  {t.use[each]}
                </option>
              ))}
            </Select>
            <div className="hidden gap-1.5 group-has-[option[value=limited]:checked]:grid">
              <div className="grid grid-cols-2 items-start gap-3">
                {limit("case")}
                {limit("month")}
              </div>
              <p className="text-sm text-muted">{t.limitHint[kind.has_amount ? "amount" : "number"]}</p>
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
