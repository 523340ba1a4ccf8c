import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { readId } from "../id.ts";
import { signedIn } from "../people/access.server.ts";
import { gestureCount } from "../mandate/shown.server.ts";
import { GesturesWaiting } from "../mandate/waiting.tsx";
import { Gaps } from "../people/gaps.tsx";
import { weekPlan } from "../people/week-plan.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Avatar, Empty } from "../ui/parts.tsx";
import { newForm } from "./act.server.ts";
import { readCursor } from "./list.server.ts";
import { usePending } from "./pending.ts";
import { type Tap, TapForm, TapProblem, useTap } from "./tap.tsx";
import { TaskRow } from "./task-row.tsx";
import { claimedTasks, myTeams, type TeamChoice, unclaimedTasks } from "./team.server.ts";
import { teamTexts } from "./team.texts.ts";

export const handle = { isLive: true };

export { shouldRevalidate } from "../offline/connection.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const { searchParams } = new URL(args.request.url);
  const teams = await myTeams(db, viewer);
  const chosen = teams.find(({ id }) => id === readId(searchParams.get("team")));
  const shown = chosen ? [chosen] : teams;
  const list = searchParams.get("list");
  const after = readCursor(searchParams.get("after"));
  const led = shown.filter(({ id }) => viewer.isAdmin || viewer.ledTeamIds.includes(id));
  const [unclaimed, claimed, plan, gestures] = await Promise.all([
    list === "claimed" ? null : unclaimedTasks(db, shown, after),
    list === "unclaimed" ? null : claimedTasks(db, shown, after, now()),
    led.length === 0 || list !== null ? null : weekPlan(db, led.map(({ id }) => id), now()),
    gestureCount(db, viewer),
  ]);
  return {
    teams,
    chosenId: chosen?.id ?? null,
    unclaimed: unclaimed && { ...unclaimed, rows: unclaimed.rows.map((row) => ({ ...row, form: newForm(row) })) },
    claimed,
    isListOpen: shown.some(({ isListOpen }) => isListOpen),
    gaps: plan && plan.teams.map(({ id, name, gaps }) => ({ id, name, gaps })),
    gestures,
    isLead: viewer.isAdmin || viewer.ledTeamIds.length > 0,
    isLater: list !== null,
    viewerName: viewer.name,
  };
}

export const meta = titled((language) => textsIn(teamTexts, language).title);

export default function Team() {
  const { teams, chosenId, unclaimed, claimed, gaps, gestures, isLead, isListOpen, isLater } = useLoaderData<typeof loader>();
  const t = useTexts(teamTexts);
  const isQuiet = isListOpen && unclaimed?.rows.length === 0 && claimed?.rows.length === 0;
  const search = chosenId ? `team=${chosenId}&` : "";
  if (teams.length === 0)
    return (
      <Page>
        <Empty title={t.noTeam}>{t.noTeamText}</Empty>
      </Page>
    );
  return (
    <Page>
      <Also isLead={isLead} />
      <GesturesWaiting count={gestures} />
      {gaps && <Gaps teams={gaps} />}
      {teams.length > 1 && <TeamFilter teams={teams} chosenId={chosenId} />}
      {unclaimed && <Unclaimed unclaimed={unclaimed} hasBusy={Boolean(claimed?.rows.length)} search={search} isOneTeam={chosenId !== null || teams.length === 1} />}
      {claimed && !isQuiet && (isListOpen ? <Claimed claimed={claimed} search={search} isOneTeam={chosenId !== null || teams.length === 1} /> : <p className="text-muted">{t.closedList}</p>)}
      {isLater && (
        <p>
          <ButtonLink kind="plain" to={chosenId ? `/team?team=${chosenId}` : "/team"}>
            {t.fromStart}
          </ButtonLink>
        </p>
      )}
    </Page>
  );
}

function Page({ children }: { children: ReactNode }) {
  const t = useTexts(teamTexts);
  return (
    <div className="grid max-w-words gap-8 px-4 py-6 lg:px-10">
      <h1 className="text-2xl font-semibold tracking-tight">{t.title}</h1>
      {children}
    </div>
  );
}

function Also({ isLead }: { isLead: boolean }) {
  const t = useTexts(teamTexts);
  return (
    // On a phone one row that slides: who waits comes first there.
    <p className="-mt-4 flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] max-sm:*:shrink-0 sm:flex-wrap sm:*:px-2.5">
      <ButtonLink to="/team/presence" kind="quiet">
        {t.presence}
      </ButtonLink>
      <ButtonLink to="/team/mandate" kind="quiet">
        {t.mandate}
      </ButtonLink>
      <ButtonLink to="/team/guides" kind="quiet">
        {t.guides}
      </ButtonLink>
      <ButtonLink to="/team/lessons" kind="quiet">
        {t.lessons}
      </ButtonLink>
      {isLead && (
        <ButtonLink to="/team/reassign" kind="quiet">
          {t.reassign}
        </ButtonLink>
      )}
    </p>
  );
}

function TeamFilter({ teams, chosenId }: { teams: TeamChoice[]; chosenId: number | null }) {
  const t = useTexts(teamTexts);
  const chip = (isOn: boolean) => `inline-flex min-h-11 items-center rounded-[22px] border px-4 py-1.5 font-medium ${isOn ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-muted hover:bg-sunk"}`;
  return (
    <nav aria-label={t.teams} className="-mt-3 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none]">
      <ul className="flex gap-2 max-sm:*:shrink-0 sm:flex-wrap">
        <li>
          <Link to="/team" aria-current={chosenId === null ? "true" : undefined} className={chip(chosenId === null)}>
            {t.all}
          </Link>
        </li>
        {teams.map((team) => (
          <li key={team.id}>
            <Link to={`/team?team=${team.id}`} aria-current={chosenId === team.id ? "true" : undefined} className={chip(chosenId === team.id)}>
              {team.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;
type List<Name extends "unclaimed" | "claimed"> = NonNullable<Loaded[Name]>;

function Unclaimed({ unclaimed, hasBusy, search, isOneTeam }: { unclaimed: List<"unclaimed">; hasBusy: boolean; search: string; isOneTeam: boolean }) {
  const t = useTexts(teamTexts);
  // Here, where it stays when a colleague's claim takes the row away.
  const tap = useTap();
  const [tapped, setTapped] = useState("");
  const refused = (
    <div className="mb-3 empty:hidden">
      <TapProblem tap={tap} about={tapped} />
    </div>
  );
  if (unclaimed.rows.length === 0)
    return (
      <div>
        {refused}
        <Empty title={t.noneTitle}>{hasBusy ? t.noneText : t.noneOpen}</Empty>
      </div>
    );
  return (
    <section aria-labelledby="unclaimed">
      {refused}
      <h2 id="unclaimed" className="text-lg font-semibold tracking-tight">
        {t.unclaimed}
      </h2>
      <p className="mb-3 text-muted">{t.unclaimedLead}</p>
      <div className="overflow-hidden rounded-[14px] border border-line bg-surface">
        <ul className="divide-y divide-line">
          {unclaimed.rows.map((task) => (
            <Claimable key={task.id} task={task} note={!isOneTeam && task.team} tap={tap} onTap={() => setTapped(task.customer ?? t.noName)} />
          ))}
        </ul>
        <More to={unclaimed.next && `/team?${search}list=unclaimed&after=${unclaimed.next}`} />
      </div>
    </section>
  );
}

/** Claimed at a tap it says so at once. */
function Claimable({ task, note, tap, onTap }: { task: List<"unclaimed">["rows"][number]; note: ReactNode; tap: Tap; onTap: () => void }) {
  const { viewerName } = useLoaderData<typeof loader>();
  const t = useTexts(teamTexts);
  const isClaimed = usePending().some(({ taskId, form }) => taskId === task.id && form === "claim");
  const button = (
    <TapForm tap={tap} action={`/tasks/${task.id}/claim`} form={task.form}>
      <Button kind="quiet" onClick={onTap} aria-label={t.claimWho(task.customer ?? t.noName)}>
        {t.claim}
      </Button>
    </TapForm>
  );
  return (
    <TaskRow
      task={task}
      note={
        isClaimed ? (
          <>
            <span className="inline-flex items-center gap-2 text-ink">
              <Avatar name={viewerName} size="small" />
              {t.you(viewerName)}
            </span>
            {note}
          </>
        ) : (
          note
        )
      }
      button={!isClaimed && button}
    />
  );
}

function Claimed({ claimed, search, isOneTeam }: { claimed: List<"claimed">; search: string; isOneTeam: boolean }) {
  const { viewerName } = useLoaderData<typeof loader>();
  const t = useTexts(teamTexts);
  const clock = useClock();
  return (
    <section aria-labelledby="claimed">
      <h2 id="claimed" className="mb-3 text-lg font-semibold tracking-tight">
        {t.claimed}
      </h2>
      {claimed.rows.length === 0 ? (
        <p className="text-muted">{t.claimedNone}</p>
      ) : (
        <div className="overflow-hidden rounded-[14px] border border-line bg-surface">
          <ul className="divide-y divide-line">
            {claimed.rows.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                showStage
                note={
                  <>
                    <span className="inline-flex items-center gap-2 text-ink">
                      <Avatar name={task.owner} size="small" />
                      {task.owner === viewerName ? t.you(task.owner) : task.owner}
                    </span>
                    {task.isAway && <span className="font-semibold text-amber">{task.awayUntil ? t.awayUntil(day(task.awayUntil, clock)) : t.away}</span>}
                    {!isOneTeam && <span>{task.team}</span>}
                  </>
                }
              />
            ))}
          </ul>
          <More to={claimed.next && `/team?${search}list=claimed&after=${claimed.next}`} />
        </div>
      )}
    </section>
  );
}

function More({ to }: { to: string | null }) {
  const t = useTexts(teamTexts);
  if (!to) return null;
  return (
    <p className="border-t border-line px-4 py-1">
      <Link to={to} className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
        {t.more}
      </Link>
    </p>
  );
}
