import type { ButtonHTMLAttributes, ReactNode } from "react";
import type { FieldProblem } from "../people/fields.texts.ts";
import { fieldTexts } from "../people/fields.texts.ts";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { goTo, Problem, Select, TextArea, TextField } from "../ui/form.tsx";
import type { Choice, Choices, Suggestions } from "./names.server.ts";
import type { ConditionFields, RuleProblems } from "./rule-fields.ts";
import { ruleFormTexts } from "./rule-form.texts.ts";

type Props = { condition: ConditionFields; problems: RuleProblems; choices: Choices; suggestions: Suggestions; remove: ButtonHTMLAttributes<HTMLButtonElement> };

/** One condition with what it needs to know, whether it must hold or must not, and the way out. */
export function ConditionRow({ condition, remove, ...rest }: Props) {
  const t = useTexts(ruleFormTexts);
  const { key, is, not } = condition;
  return (
    <fieldset className="rounded-[14px] border border-line bg-surface px-4 pt-1 pb-4">
      <legend className="px-1 font-semibold">{t.kinds[is]}</legend>
      <input type="hidden" name={`${key}.is`} value={is} />
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <div className="grid min-w-0 gap-4">
          <Values condition={condition} {...rest} />
        </div>
        <div className={`grid gap-4 ${is === "new_customer" ? "sm:col-span-2 sm:max-w-48" : ""}`}>
          <Select label={t.not} name={`${key}.not`} defaultValue={not ? "1" : ""}>
            <option value="">{t.is}</option>
            <option value="1">{t.isNot}</option>
          </Select>
        </div>
      </div>
      <Button kind="plain" className="mt-2" {...remove}>
        {`${t.remove} `}
        <span className="sr-only">{t.kinds[is]}</span>
      </Button>
    </fieldset>
  );
}

function Values({ condition, problems, choices, suggestions }: Omit<Props, "remove">) {
  const t = useTexts(ruleFormTexts);
  const problemTexts = useTexts(fieldTexts);
  const { key, is } = condition;
  const errorOf = (name: string) => words(problemTexts, problems[`${key}.${name}`]);
  const field = (name: "from" | "to" | "name" | "values" | "days") => ({ name: `${key}.${name}`, defaultValue: condition[name], error: errorOf(name) });
  const boxes = (options: { value: string; label: string }[]) => <Boxes legend={t.oneOf} name={`${key}.chosen`} options={options} chosen={condition.chosen} error={errorOf("chosen")} />;
  const ofChoices = (list: Choice[]) => boxes(list.map(({ id, name }) => ({ value: String(id), label: name })));
  switch (is) {
    case "score":
      return (
        <div className="grid max-w-56 grid-cols-2 gap-3">
          <TextField label={t.from} inputMode="numeric" maxLength={2} {...field("from")} />
          <TextField label={t.to} inputMode="numeric" maxLength={2} {...field("to")} />
        </div>
      );
    case "category":
      return boxes((["detractor", "passive", "promoter"] as const).map((value) => ({ value, label: t.categories[value] })));
    case "language":
      return boxes((["nl", "en"] as const).map((value) => ({ value, label: t.languages[value] })));
    case "team":
      return ofChoices(choices.teams);
    case "source":
      return ofChoices(choices.sources);
    case "touchpoint":
      return <TextArea label={t.names} hint={<Hint text={t.perLine} seen={suggestions.touchpoints} />} {...field("values")} />;
    case "account":
      return <TextArea label={t.names} hint={t.perLine} {...field("values")} />;
    case "attribute":
      return (
        <>
          <TextField label={t.attributeName} hint={<Hint text="" seen={suggestions.attributes} />} maxLength={100} autoComplete="off" {...field("name")} />
          <TextArea label={t.attributeValues} hint={t.perLine} {...field("values")} />
        </>
      );
    case "words":
      return <TextArea label={t.words} hint={t.wordsHint} {...field("values")} />;
    case "repeat_detractor":
      return (
        <div className="max-w-56">
          <TextField label={t.days} inputMode="numeric" maxLength={3} {...field("days")} />
        </div>
      );
    case "new_customer":
      return null;
  }
}

function Hint({ text, seen }: { text: string; seen: string[] }): ReactNode {
  const t = useTexts(ruleFormTexts);
  return [text, seen.length > 0 && t.seen(seen.join(", "))].filter(Boolean).join(" ");
}

function Boxes({ legend, name, options, chosen, error }: { legend: string; name: string; options: { value: string; label: string }[]; chosen: string[]; error: string | undefined }) {
  const id = `${name}-error`;
  return (
    <fieldset aria-describedby={error && id} className="min-w-0">
      <legend className="font-semibold">{legend}</legend>
      <div className="-mx-1 max-h-72 overflow-y-auto px-1">
        {options.map(({ value, label }, index) => (
          <label key={value} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} {...(index === 0 && goTo(error))} className="size-5 shrink-0 accent-(--accent)" />
            <span className="min-w-0 wrap-break-word">{label}</span>
          </label>
        ))}
      </div>
      {error && <Problem id={id}>{error}</Problem>}
    </fieldset>
  );
}

export function words(t: Record<FieldProblem, string>, problem: FieldProblem | undefined): string | undefined {
  return problem && t[problem];
}
