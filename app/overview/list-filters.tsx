import { Form, Link } from "@remix-run/react";
import { SlidersHorizontal, Table2, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Select } from "../ui/form.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import type { View } from "./links.ts";
import { columns, listParams, listPath, outcomes, stages, type TaskList } from "./list.ts";
import { listTexts } from "./list.texts.ts";
import { setTexts } from "./sets.texts.ts";
import { cohortSets, presentSets } from "./sets.ts";

type Named = { id: number; name: string };
type Props = { view: View; list: TaskList; teams: Named[]; causes: Named[] };

/** Search, filters and the choice of columns: three forms that GET, each carrying the rest along. */
export function ListFilters(props: Props) {
  // What was folded open closes again where another list is shown.
  const here = listPath(props.view, props.list);
  return (
    <div className="mb-4 grid gap-3">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Search {...props} />
        <Filters key={`filters ${here}`} {...props} />
        <Columns key={`columns ${here}`} {...props} />
      </div>
      <Chips {...props} />
    </div>
  );
}

function Search({ view, list }: Props) {
  const t = useTexts(listTexts);
  return (
    <Form action="/overview/tasks" role="search" className="flex w-full min-w-0 gap-2 sm:w-96">
      <Carried view={view} list={list} except={["q"]} />
      <input
        key={list.words}
        type="search"
        name="q"
        defaultValue={list.words}
        maxLength={200}
        aria-label={t.search}
        placeholder={t.searchHint}
        className="block min-h-11 w-full min-w-0 rounded-[10px] border border-field bg-surface px-3 text-base text-ink placeholder:text-muted"
      />
      <Button kind="quiet" className="shrink-0">{t.find}</Button>
    </Form>
  );
}

function Filters({ view, list, teams, causes }: Props) {
  const t = useTexts(listTexts);
  const ui = useTexts(uiTexts);
  const sets = useTexts(setTexts);
  return (
    <Fold icon={<SlidersHorizontal aria-hidden size={18} />} label={t.filters}>
      <Form action="/overview/tasks" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Carried view={view} list={list} except={["figure", "team", "stage", "outcome", "cause", "late"]} />
        <Select label={t.figure} name="figure" defaultValue={list.figure ?? ""}>
          <option value="">{t.any}</option>
          {[...presentSets, ...cohortSets].map((name) => (
            <option key={name} value={name}>
              {sets[name]}
            </option>
          ))}
        </Select>
        {teams.length > 1 && <Select label={t.column.team} name="team" defaultValue={view.teamId ?? ""}>{options(t.any, teams)}</Select>}
        <Select label={t.column.stage} name="stage" defaultValue={list.stage ?? ""}>
          <option value="">{t.any}</option>
          {stages.map((stage) => (
            <option key={stage} value={stage}>
              {ui.stage[stage]}
            </option>
          ))}
        </Select>
        <Select label={t.column.outcome} name="outcome" defaultValue={list.outcome ?? ""}>
          <option value="">{t.any}</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {ui.outcome[outcome]}
            </option>
          ))}
        </Select>
        {causes.length > 0 && <Select label={t.column.cause} name="cause" defaultValue={list.causeId ?? ""}>{options(t.any, causes)}</Select>}
        <div className="self-end">
          <Checkbox label={t.late} name="late" value="1" defaultChecked={list.late} />
        </div>
        <div className="sm:col-span-full">
          <Button>{t.apply}</Button>
        </div>
      </Form>
    </Fold>
  );
}

function Columns({ view, list }: Props) {
  const t = useTexts(listTexts);
  return (
    <Fold icon={<Table2 aria-hidden size={18} />} label={t.columns}>
      <Form action="/overview/tasks">
        <Carried view={view} list={list} except={["column"]} />
        <input type="hidden" name="column" value="customer" />
        <fieldset>
          <legend className="sr-only">{t.columns}</legend>
          <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-4">
            {columns.slice(1).map((column) => (
              <Checkbox key={column} label={t.column[column]} name="column" value={column} defaultChecked={list.columns.includes(column)} />
            ))}
          </div>
        </fieldset>
        <p className="mt-1 mb-4 text-sm text-muted">{t.alwaysShown}</p>
        <Button>{t.apply}</Button>
      </Form>
    </Fold>
  );
}

/** What is filtered on now, each with a way to drop it. */
function Chips({ view, list, causes }: Props) {
  const t = useTexts(listTexts);
  const ui = useTexts(uiTexts);
  const sets = useTexts(setTexts);
  const chips: { label: string; changes: Partial<TaskList> }[] = [];
  if (list.figure) chips.push({ label: sets[list.figure], changes: { figure: null } });
  if (list.stage) chips.push({ label: `${t.column.stage}: ${ui.stage[list.stage]}`, changes: { stage: null } });
  if (list.outcome) chips.push({ label: `${t.column.outcome}: ${ui.outcome[list.outcome]}`, changes: { outcome: null } });
  if (list.late) chips.push({ label: t.late, changes: { late: false } });
  const cause = causes.find((cause) => cause.id === list.causeId);
  if (cause) chips.push({ label: `${t.column.cause}: ${cause.name}`, changes: { causeId: null } });
  if (list.words) chips.push({ label: t.searched(list.words), changes: { words: "" } });
  if (chips.length === 0) return null;
  const none: Partial<TaskList> = Object.assign({}, ...chips.map((chip) => chip.changes));
  return (
    <ul className="flex flex-wrap items-center gap-2">
      {chips.map(({ label, changes }) => (
        <li key={label}>
          <Link to={listPath(view, list, changes)} aria-label={t.without(label)} className="inline-flex min-h-9 pointer-coarse:min-h-11 items-center gap-1.5 rounded-full bg-accent-soft py-1 pr-2.5 pl-3.5 text-sm font-medium hover:line-through">
            {label} <X aria-hidden size={15} className="shrink-0" />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link to={listPath(view, list, none)} className="inline-flex min-h-9 pointer-coarse:min-h-11 items-center px-1 text-sm text-accent underline underline-offset-4">
            {t.clear}
          </Link>
        </li>
      )}
    </ul>
  );
}

function Fold({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <details className="open:basis-full">
      <summary className="inline-flex min-h-11 list-none items-center gap-2 rounded-[10px] bg-sunk px-4 font-semibold [&::-webkit-details-marker]:hidden">
        {icon} {label}
      </summary>
      <div className="mt-3 rounded-[14px] border border-line bg-surface p-5">{children}</div>
    </details>
  );
}

/** The rest of the URL, so that one form does not undo another. */
function Carried({ view, list, except }: { view: View; list: TaskList; except: string[] }) {
  return listParams(view, list)
    .filter(([name]) => !except.includes(name))
    .map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}

function options(any: string, named: Named[]) {
  return [
    <option key="" value="">
      {any}
    </option>,
    ...named.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    )),
  ];
}
