import { Form, Link } from "@remix-run/react";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { useTexts } from "../i18n/texts.ts";
import { day, time, useClock } from "../i18n/time.ts";
import { Button } from "../ui/button.tsx";
import { FormError, Select } from "../ui/form.tsx";
import { Due, Empty, Score } from "../ui/parts.tsx";
import { inboxTexts } from "./inbox.texts.ts";
import type { lastReassignment, receiversIn, tasksToReassign } from "./reassign.server.ts";
import { readReceiver, readSeen, shareOut } from "./reassign.ts";
import { reassignTexts } from "./reassign.texts.ts";

type Teams = { id: number; name: string }[];
type People = Awaited<ReturnType<typeof receiversIn>>;
type Tasks = Awaited<ReturnType<typeof tasksToReassign>>;
type Chosen = { tasks: string[]; to: string[] };

/** What she gave away just now, with the way back. */
export function Done({ done }: { done: NonNullable<Awaited<ReturnType<typeof lastReassignment>>> }) {
  const t = useTexts(reassignTexts);
  const clock = useClock();
  return (
    <Form method="post" action={`/team/reassign/${done.id}/undoing`} className="flex flex-wrap items-center justify-between gap-3 rounded-[14px] bg-accent-soft px-5 py-3">
      <p>{t.done(done.count, time(done.madeAt, clock))}</p>
      <Button kind="quiet" className="bg-surface!">
        {t.undo}
      </Button>
    </Form>
  );
}

export function Filter({ teams, people, filter }: { teams: Teams; people: People; filter: { team: string; owner: string } }) {
  const t = useTexts(reassignTexts);
  const owners = new Map(people.map(({ employeeId, name }) => [employeeId, name]));
  return (
    <Form key={`${filter.team} ${filter.owner}`} aria-label={t.filter} className="flex flex-wrap items-end gap-3 *:min-w-0 max-sm:*:w-full sm:[&>div]:w-64">
      {teams.length > 1 && (
        <Select label={t.team} name="team" defaultValue={filter.team}>
          <option value="">{t.allTeams}</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Select label={t.owner} name="owner" defaultValue={filter.owner}>
        <option value="">{t.anyone}</option>
        <option value="none">{t.nobody}</option>
        {[...owners].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Button kind="quiet">{t.show}</Button>
    </Form>
  );
}

type Props = { id: string; teams: Teams; people: People; tasks: Tasks; filter: { team: string; owner: string }; isLater: boolean; isTooMany: boolean; problem: ({ error: string } & Chosen) | undefined };

/** Tasks on one side, people with their load on the other; what each would then have shows while she chooses. */
export function ReassignForm({ id, teams, people, tasks, filter, isLater, isTooMany, problem }: Props) {
  const t = useTexts(reassignTexts);
  const [chosen, setChosen] = useState<Chosen>({ tasks: problem?.tasks ?? [], to: problem?.to ?? [] });
  const [sought, setSought] = useState("");
  const isReady = useSyncExternalStore(never, () => true, () => false);
  const then = loadsThen(people, chosen);
  // Of one team its name need not stand in every row.
  const hasTeam = teams.length > 1 && !filter.team;
  if (tasks.rows.length === 0) return <Empty title={t.none}>{t.noneText}</Empty>;
  const read = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    const form = new FormData(currentTarget);
    setChosen({ tasks: form.getAll("task").map(String), to: form.getAll("to").map(String) });
  };
  const hasUnable = people.some(({ employeeId, isAway, cap, open }) => isAway || (cap !== null && (then.get(employeeId) ?? open) >= cap));
  const search = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return (
    <Form method="post" onChange={read} className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <input type="hidden" name="id" value={id} />
      <fieldset className="min-w-0">
        <legend className="mb-2 flex w-full flex-wrap items-center justify-between gap-x-4">
          <span className="text-lg font-semibold tracking-tight">{t.tasks}</span>
          <All values={tasks.rows.map(valueOf)} chosen={chosen} onChange={(values) => setChosen({ ...chosen, tasks: values })} />
        </legend>
        <ul className="divide-y divide-line overflow-hidden rounded-[14px] border border-line bg-surface">
          {tasks.rows.map((task) => (
            <TaskChoice key={task.id} task={task} hasTeam={hasTeam} isChosen={chosen.tasks.includes(valueOf(task))} />
          ))}
        </ul>
        <p className="mt-2 flex flex-wrap gap-x-5">
          {isLater && <PageLink to={`/team/reassign?${search}`}>{t.fromStart}</PageLink>}
          {tasks.next && <PageLink to={`/team/reassign?${new URLSearchParams([...search, ["after", tasks.next]])}`}>{t.next}</PageLink>}
        </p>
      </fieldset>
      <div className="grid gap-4 lg:sticky lg:top-4">
        <fieldset className="min-w-0">
          <legend className="mb-2 flex items-center text-lg lg:min-h-11 font-semibold tracking-tight">{t.receivers}</legend>
          {isTooMany && <p className="mb-2 text-muted">{t.tooMany}</p>}
          {isReady && people.length > manyPeople && (
            <input type="search" aria-label={t.seek} placeholder={t.seek} value={sought} onChange={(event) => setSought(event.currentTarget.value)} className="mb-2 block min-h-11 w-full rounded-[10px] border border-field bg-surface px-3 py-2 text-base placeholder:text-muted" />
          )}
          {/* Relative: so its boxes do not make the page longer. On a desk it scrolls by itself, so that the button below stays in sight. */}
          <ul className="relative divide-y divide-line overflow-hidden rounded-[14px] border border-line bg-surface lg:max-h-[calc(100dvh-14rem)] lg:overflow-y-auto">
            {people.map((person) => (
              <PersonChoice key={`${person.teamId}:${person.employeeId}`} person={person} isHidden={!holds(person.name, sought)} hasTeam={hasTeam} then={then.get(person.employeeId) ?? person.open} isChosen={chosen.to.includes(`${person.teamId}:${person.employeeId}`)} />
            ))}
            {teams.map((team) => (
              <li key={team.id}>
                <label className={line}>
                  <input type="checkbox" name="to" value={`${team.id}:`} defaultChecked={chosen.to.includes(`${team.id}:`)} className={box} />
                  <span>{t.toPool(team.name)}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        {hasUnable && <p className="text-sm text-muted">{t.unable}</p>}
        <FormError>{problem?.error}</FormError>
        <p className="flex flex-wrap items-center gap-4 max-lg:sticky max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] max-lg:z-[5] max-lg:-mx-4 max-lg:bg-paper max-lg:px-4 max-lg:py-2">
          <Button>{t.submit}</Button>
          <span className="text-muted" role="status">
            {chosen.tasks.length > 0 && t.chosen(chosen.tasks.length)}
          </span>
        </p>
      </div>
    </Form>
  );
}

const line = "flex min-h-12 cursor-pointer items-start gap-3 px-4 py-3 hover:bg-sunk/60 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent";
const box = "mt-0.5 size-5 shrink-0 accent-(--accent) outline-none";

const valueOf = (task: { id: number; owner_id: number | null }) => `${task.id}:${task.owner_id ?? ""}`;

/** What everybody would have open if it were done now. */
function loadsThen(people: People, chosen: Chosen): Map<number, number> {
  const open = new Map(people.map((person) => [person.employeeId, person.open]));
  const seen = chosen.tasks.flatMap((text) => readSeen(text) ?? []);
  const to = chosen.to.flatMap((text) => readReceiver(text) ?? []).map((receiver) => ({ ...receiver, open: open.get(receiver.employeeId ?? 0) ?? 0 }));
  const given = shareOut(seen, to);
  const add = (employeeId: number | null, count: number) => employeeId !== null && open.has(employeeId) && open.set(employeeId, open.get(employeeId)! + count);
  for (const { taskId, ownerId } of seen) {
    const receiver = given.get(taskId);
    if (!receiver) continue;
    add(ownerId, -1);
    add(receiver.employeeId, 1);
  }
  return open;
}

/** From so many on, a name can be sought. */
const manyPeople = 20;
const holds = (name: string, sought: string) => plain(name).includes(plain(sought.trim()));
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const never = () => () => {};

/** Needs JavaScript, so it only shows with it. */
function All({ values, chosen, onChange }: { values: string[]; chosen: Chosen; onChange: (values: string[]) => void }) {
  const t = useTexts(reassignTexts);
  const isReady = useSyncExternalStore(never, () => true, () => false);
  if (!isReady) return null;
  const hasAll = values.every((value) => chosen.tasks.includes(value));
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-2.5 text-base font-normal">
      <input
        type="checkbox"
        checked={hasAll}
        onChange={(event) => {
          event.stopPropagation();
          for (const input of event.currentTarget.form?.querySelectorAll<HTMLInputElement>('input[name="task"]') ?? []) input.checked = !hasAll;
          onChange(hasAll ? [] : values);
        }}
        className="size-5 accent-(--accent)"
      />
      {t.all(values.length)}
    </label>
  );
}

function TaskChoice({ task, hasTeam, isChosen }: { task: Tasks["rows"][number]; hasTeam: boolean; isChosen: boolean }) {
  const t = useTexts(reassignTexts);
  const inbox = useTexts(inboxTexts);
  return (
    <li>
      <label className={line}>
        <input type="checkbox" name="task" value={valueOf(task)} defaultChecked={isChosen} className={box} />
        <Score score={task.score} size="small" />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <bdi className="line-clamp-2 font-semibold">{task.customer ?? inbox.noName}</bdi>
            {task.urgent_at && <Due at={task.urgent_at} />}
          </span>
          {task.words && <span dir="auto" className="line-clamp-1 font-words">{task.words}</span>}
          <span className="line-clamp-2 text-sm text-muted">
            {task.owner ?? t.pool}
            {hasTeam && ` · ${task.team}`}
          </span>
        </span>
      </label>
    </li>
  );
}

function PersonChoice({ person, isHidden, hasTeam, then, isChosen }: { person: People[number]; /** Who was chosen stays chosen. */ isHidden: boolean; hasTeam: boolean; then: number; isChosen: boolean }) {
  const t = useTexts(reassignTexts);
  const clock = useClock();
  const isFull = person.cap !== null && then >= person.cap;
  return (
    <li hidden={isHidden}>
      <label className={line}>
        <input type="checkbox" name="to" value={`${person.teamId}:${person.employeeId}`} defaultChecked={isChosen} className={box} />
        <span className="min-w-0 flex-1">
          <span className="font-semibold">{person.name}</span>
          {hasTeam && <span className="text-sm text-muted"> · {person.team}</span>}
          {person.isAway && <span className="block text-sm font-semibold text-amber">{person.awayUntil ? t.awayUntil(day(person.awayUntil, clock)) : t.away}</span>}
        </span>
        <span className="tabular shrink-0 text-right text-sm text-muted">
          {person.cap === null ? t.open(person.open) : t.ofCap(person.open, person.cap)}
          {then !== person.open && <span className="block font-semibold text-ink">{t.becomes(then)}</span>}
          {isFull && <span className="block font-semibold text-amber">{t.isFull}</span>}
        </span>
      </label>
    </li>
  );
}

function PageLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
      {children}
    </Link>
  );
}
