import { Form, useNavigation } from "@remix-run/react";
import { type MouseEvent, useRef, useState } from "react";
import { useLanguage, useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { Choice, FormError, Problem } from "../ui/form.tsx";
import { useHydrated } from "../ui/use-hydrated.ts";
import type { Choice as NamedChoice, Choices, Suggestions } from "./names.server.ts";
import { ConditionRow } from "./condition-row.tsx";
import { conditionKinds, readRuleFields, type RuleFields, ruleOfFields, type RuleProblems, withKnown, withPart } from "./rule-fields.ts";
import { ruleFormTexts } from "./rule-form.texts.ts";
import { type RuleNames, ruleSentence } from "./sentence.ts";
import { Extras, TargetRow } from "./target-row.tsx";

export type RuleFormProps = { ruleId: string; fields: RuleFields; problems: RuleProblems; /** By field, what is wrong with a name that was typed. */ unread?: Record<string, string>; error?: string | undefined; choices: Choices; suggestions: Suggestions };

/**
 * A rule that reads as it is built: its sentence stands above it and follows every choice. Parts are
 * added, moved and taken away by buttons: at once with JavaScript, by the server (`/parts`) without.
 */
export function RuleForm({ ruleId, fields: given, problems, unread = {}, error, choices: givenChoices, suggestions }: RuleFormProps) {
  const t = useTexts(ruleFormTexts);
  const language = useLanguage();
  const isHydrated = useHydrated();
  const isSending = useNavigation().state !== "idle";
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState(given);
  // Who came up while a name was typed is known from then on: the sentence names her.
  const [found, setFound] = useState<NamedChoice[]>([]);
  const choices = { ...givenChoices, employees: [...givenChoices.employees, ...found.filter(({ id }) => !givenChoices.employees.some((known) => known.id === id))] };
  const names = namesOf(choices);
  const typed = (known = choices.employees) => withKnown(readRuleFields(new FormData(form.current!)), known);
  const hasProblem = Object.keys({ ...problems, ...unread }).length > 0;
  const onFound = (colleagues: { id: number; name: string }[]) => {
    const more = colleagues.map((colleague) => ({ ...colleague, isGone: false }));
    setFound((before) => [...before.filter(({ id }) => !more.some((one) => one.id === id)), ...more]);
    setFields(typed([...choices.employees, ...more]));
  };

  const changeParts = (event: MouseEvent<HTMLButtonElement>) => {
    if (!isHydrated) return;
    event.preventDefault();
    setFields(withPart(typed(), event.currentTarget.value));
  };
  const part = (value: string) => ({ name: "part", value, formAction: `/admin/routing/rules/${ruleId}/parts`, formNoValidate: true, onClick: changeParts });

  return (
    <Form ref={form} method="post" action={`/admin/routing/rules/${ruleId}`} noValidate preventScrollReset className="group/rule grid gap-8" onChange={() => setFields(typed())}>
      {/* Enter in a field saves: the first button of a form is the one that it presses. */}
      <button hidden>{t.save}</button>
      <div className="-mx-4 border-b lg:sticky lg:top-0 lg:z-10 border-line bg-paper px-4 py-3 lg:-mx-10 lg:px-10">
        <p className="text-sm text-muted">{t.reads}</p>
        <output className="block font-words lg:line-clamp-6 text-xl leading-snug wrap-break-word">{ruleSentence(ruleOfFields(fields).rule, names, language)}</output>
      </div>
      <FormError>{error ?? (hasProblem ? t.problem : undefined)}</FormError>

      <section aria-labelledby="when" className="grid gap-4">
        <h2 id="when" className="font-words text-2xl font-semibold">
          {t.when}
        </h2>
        <p className="-mt-3 text-muted">{fields.conditions.length > 0 ? t.whenText : t.whenAlways}</p>
        {fields.conditions.map((condition) => (
          <ConditionRow key={condition.key} condition={condition} problems={problems} choices={choices} suggestions={suggestions} remove={part(`remove:${condition.key}`)} />
        ))}
        <fieldset>
          <legend className="mb-2 font-semibold">{t.addCondition}</legend>
          <div className="flex flex-wrap gap-2">
            {conditionKinds.map((kind) => (
              <Button key={kind} kind="quiet" {...part(`add:${kind}`)}>
                {t.kinds[kind]}
              </Button>
            ))}
          </div>
        </fieldset>
      </section>

      <section aria-labelledby="outcome" className="grid gap-4">
        <h2 id="outcome" className="font-words text-2xl font-semibold">
          {t.outcome}
        </h2>
        <div className="max-w-md">
          <Choice legend={t.opens} name="opens" options={[{ value: "yes", label: t.opensYes }, { value: "no", label: t.opensNo }]} defaultValue={given.opens ? "yes" : "no"} />
        </div>
        <div className="grid gap-6 group-has-[input[name=opens][value=no]:checked]/rule:hidden">
          <fieldset className="grid gap-3" aria-describedby="for-text">
            <legend className="mb-1 font-semibold">{t.for}</legend>
            <p id="for-text" className="-mt-1 text-sm text-muted">
              {t.forText}
            </p>
            {problems["targets"] && fields.targets.length === 0 && <Problem id="targets-error">{t.chooseTarget}</Problem>}
            {fields.targets.map((target, index) => (
              <TargetRow key={target.key} target={target} place={index + 1} problems={problems} unread={unread} choices={choices} onFound={onFound} up={part(`up:${target.key}`)} remove={part(`remove:${target.key}`)} />
            ))}
            <div>
              <Button kind="quiet" {...part("add:target")}>
                {t.addTarget}
              </Button>
            </div>
          </fieldset>
          <Extras fields={given} problems={problems} unread={unread} choices={choices} onFound={onFound} />
        </div>
      </section>

      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button disabled={isSending}>{t.save}</Button>
        <p className="text-sm text-muted">{t.saveText}</p>
      </div>
    </Form>
  );
}

function namesOf({ teams, employees, sources }: Choices): RuleNames {
  const byId = (choices: Choices["teams"]) => Object.fromEntries(choices.map((choice) => [choice.id, choice]));
  return { teams: byId(teams), employees: byId(employees), sources: byId(sources) };
}
