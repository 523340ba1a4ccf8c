import type { ButtonHTMLAttributes } from "react";
import { useTexts } from "../i18n/texts.ts";
import { ColleagueField } from "../people/colleague-field.tsx";
import { fieldTexts } from "../people/fields.texts.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Select, TextField } from "../ui/form.tsx";
import { words } from "./condition-row.tsx";
import type { Choices } from "./names.server.ts";
import { type RuleFields, type RuleProblems, sharings, type TargetFields, typedColleague } from "./rule-fields.ts";
import { ruleFormTexts } from "./rule-form.texts.ts";

type Act = ButtonHTMLAttributes<HTMLButtonElement>;
type OnFound = (colleagues: { id: number; name: string }[]) => void;
type Props = { target: TargetFields; place: number; problems: RuleProblems; unread: Record<string, string>; choices: Choices; onFound: OnFound; up: Act; remove: Act };

/** Who gets it, in the order in which they are tried. How a team shares out is asked where a team is chosen. */
export function TargetRow({ target, place, problems, unread, choices, onFound, up, remove }: Props) {
  const t = useTexts(ruleFormTexts);
  const problemTexts = useTexts(fieldTexts);
  // Where there are too many colleagues for a list, one is typed beside it.
  const typed = choices.hasAllEmployees ? undefined : typedColleague(target.to);
  const person = unread[`${target.key}.person`] ?? (typed === undefined ? undefined : words(problemTexts, problems[`${target.key}.to`]));
  return (
    <div className="group/target grid items-start gap-x-4 gap-y-3 rounded-[14px] border border-line bg-surface px-4 py-4 sm:grid-cols-2">
      <Select label={t.target(place)} name={`${target.key}.to`} defaultValue={typed === undefined ? target.to : "employee"} error={typed === undefined ? words(problemTexts, problems[`${target.key}.to`]) : undefined}>
        <option value="">{t.chooseTarget}</option>
        <optgroup label={t.groups.known}>
          {(["customer_owner", "about_employee", "previous_owner"] as const).map((to) => (
            <option key={to} value={to}>
              {t.targets[to]}
            </option>
          ))}
        </optgroup>
        <optgroup label={t.groups.teams}>
          <option value="team:about">{t.aboutTeam}</option>
          {choices.teams.map(({ id, name }) => (
            <option key={id} value={`team:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
        {choices.hasAllEmployees ? (
          <optgroup label={t.groups.employees}>
            {choices.employees.map(({ id, name }) => (
              <option key={id} value={`employee:${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        ) : (
          <option value="employee">{t.groups.employees}</option>
        )}
      </Select>
      {!choices.hasAllEmployees && (
        <div className="hidden group-has-[option[value=employee]:checked]/target:block">
          <ColleagueField label={t.who} name={`${target.key}.person`} groups={[{ colleagues: choices.employees }]} isAll={false} value={typed ?? ""} error={person} onFound={onFound} />
        </div>
      )}
      <div className="hidden group-has-[option[value^='team:']:checked]/target:block">
        <Select label={t.by} name={`${target.key}.by`} defaultValue={target.by}>
          {sharings.map((by) => (
            <option key={by} value={by}>
              {t.sharings[by]}
            </option>
          ))}
        </Select>
      </div>
      <div className="flex flex-wrap gap-x-5 sm:col-span-2">
        {place > 1 && (
          <Button kind="plain" {...up}>
            {`${t.up} `}
            <span className="sr-only">{place}</span>
          </Button>
        )}
        <Button kind="plain" {...remove}>
          {`${t.remove} `}
          <span className="sr-only">{place}</span>
        </Button>
      </div>
    </div>
  );
}

/** How soon, how urgent, and who watches. */
export function Extras({ fields, problems, unread, choices, onFound }: { fields: RuleFields; problems: RuleProblems; unread: Record<string, string>; choices: Choices; onFound: OnFound }) {
  const t = useTexts(ruleFormTexts);
  const problemTexts = useTexts(fieldTexts);
  return (
    <div className="grid max-w-xl gap-5">
      <fieldset className="grid items-end gap-4 sm:grid-cols-2">
        <legend className="mb-2 font-semibold">{t.due}</legend>
        <TextField label={t.hours} hint={t.hoursHint} name="hours" inputMode="numeric" maxLength={3} defaultValue={fields.hours} error={words(problemTexts, problems["hours"])} />
        <Select label={t.unit} name="unit" defaultValue={fields.unit}>
          {(["calendar", "working"] as const).map((unit) => (
            <option key={unit} value={unit}>
              {t.units[unit]}
            </option>
          ))}
        </Select>
      </fieldset>
      <Checkbox label={t.urgent} hint={t.urgentHint} name="urgent" defaultChecked={fields.isUrgent} />
      <ColleagueField label={t.watcher} hint={t.watcherHint} name="watcher" nobody={t.nobody} groups={[{ colleagues: choices.employees }]} isAll={choices.hasAllEmployees} value={fields.watcher} error={unread["watcher"]} onFound={onFound} />
    </div>
  );
}
