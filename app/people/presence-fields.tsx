import { Form } from "@remix-run/react";
import { useLanguage, useTexts } from "../i18n/texts.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Choice, type FormProblem, TextField } from "../ui/form.tsx";
import { Card } from "../ui/parts.tsx";
import { ColleagueField } from "./colleague-field.tsx";
import { HoursFields } from "./hours-fields.tsx";
import { hoursInWords } from "./hours.texts.ts";
import type { Presence, Substitutes } from "./presence.server.ts";
import { presenceTexts } from "./presence.texts.ts";

/** Hours, substitute and limit of one employee: the same for herself and for an administrator. */
export function PresenceForm({ presence, colleagues, problem }: { presence: Presence; colleagues: Substitutes; problem: FormProblem | undefined }) {
  const t = useTexts(presenceTexts);
  const values = problem?.values;
  return (
    <Form method="post" className="grid gap-6" noValidate>
      <ColleagueField
        label={t.substitute}
        hint={t.substituteHint}
        name="substitute"
        nobody={t.nobody}
        groups={[{ label: t.mates, colleagues: colleagues.mates }, { label: t.others, colleagues: colleagues.others }]}
        isAll={colleagues.isAll}
        value={values?.["substitute"] ?? String(presence.substituteId ?? "")}
        error={problem?.errors["substitute"]}
      />
      <OwnHours legend={t.hours} options={[{ value: "team", label: t.choices.team }, { value: "own", label: t.choices.own }]} presence={presence} problem={problem} />
      <TextField label={t.cap} hint={t.capHint} name="cap" type="number" min={1} max={1000} className="max-w-32" defaultValue={values?.["cap"] ?? presence.openTaskCap ?? ""} error={problem?.errors["cap"]} />
      <Button>{t.save}</Button>
    </Form>
  );
}

/** As those above have it (the first option), or hours of one's own: only then the week shows. */
export function OwnHours({ legend, options, presence, problem }: { legend: string; options: { value: string; label: string }[]; presence: Pick<Presence, "hours" | "hasOwnHours">; problem: FormProblem | undefined }) {
  const t = useTexts(presenceTexts);
  const language = useLanguage();
  const [inherited, own] = options;
  return (
    <div className="group grid gap-4">
      <Choice
        legend={legend}
        name="hours"
        columns={1}
        options={[{ ...inherited!, ...(!presence.hasOwnHours && { hint: t.teamHint(hoursInWords(presence.hours, language)) }) }, own!]}
        defaultValue={problem?.values["hours"] ?? (presence.hasOwnHours ? "own" : inherited!.value)}
      />
      <div className="hidden group-has-[input[value=own]:checked]:block">
        <HoursFields hours={presence.hours} problem={problem} />
      </div>
    </div>
  );
}

/** What holds now, with the way to change it. */
export function PresenceCard({ presence, to }: { presence: Presence; to: string }) {
  const t = useTexts(presenceTexts);
  const language = useLanguage();
  return (
    <Card title={t.card}>
      <p className="first-letter:uppercase">{hoursInWords(presence.hours, language)}</p>
      <p className="text-muted">{presence.substitute ? t.isSubstitute(presence.substitute) : t.noSubstitute}</p>
      {presence.openTaskCap !== null && <p className="text-muted">{t.capped(presence.openTaskCap)}</p>}
      <p className="mt-4">
        <ButtonLink to={to} kind="quiet" preventScrollReset>
          {t.change}
        </ButtonLink>
      </p>
    </Card>
  );
}
