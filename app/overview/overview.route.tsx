import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { notFound, signedIn } from "../people/access.server.ts";
import { notLiveTeams } from "../routing/live.server.ts";
import { NotLiveTeams } from "../routing/not-live.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Empty, PageHeader } from "../ui/parts.tsx";
import { Causes } from "./causes.tsx";
import { Direction } from "./direction.tsx";
import { Figures, WaitingFigure } from "./figures.tsx";
import { Funnel } from "./funnel.tsx";
import { gesturesGiven } from "./gestures.server.ts";
import { Gestures } from "./gestures.tsx";
import { tasksPath, type View } from "./links.ts";
import { closureOver, overviewOf, recurringCauses } from "./measures.server.ts";
import { countOf } from "./nps.ts";
import { shortDay } from "./numbers.ts";
import { overviewTexts } from "./overview.texts.ts";
import { readPeriod, weeksUntil, yearOf } from "./period.ts";
import { scopeFor, timeZoneOf } from "./scope.server.ts";
import { TeamTable } from "./team-table.tsx";
import { ViewPicker } from "./view-picker.tsx";
import { Weeks } from "./weeks.tsx";

const weeksShown = 12;
const causesShown = 6;

export async function loader(args: LoaderFunctionArgs) {
  const { apart: db, viewer, now: clock } = await signedIn(args, "lead");
  const now = clock();
  const params = new URL(args.request.url).searchParams;
  const scope = await scopeFor(db, viewer, params.get("team"));
  if (!scope) throw notFound();
  const timeZone = await timeZoneOf(db);
  const { period, problem } = readPeriod(params, { now, timeZone });
  return {
    period,
    problem: problem && { kind: problem, from: params.get("from") ?? "", to: params.get("to") ?? "" },
    thisYear: yearOf(now, timeZone),
    team: scope.team,
    teams: scope.teams,
    isAdmin: viewer.isAdmin,
    overview: await overviewOf(db, scope, period, now),
    weeks: await closureOver(db, scope, weeksUntil(period, weeksShown, timeZone), now),
    causes: await recurringCauses(db, scope, period, causesShown),
    gestures: await gesturesGiven(db, scope, period),
    notLive: await notLiveTeams(db, scope.teamIds, period, now),
  };
}

export const meta = titled((language) => textsIn(overviewTexts, language).pageTitle);

export default function OverviewPage() {
  const { period, problem, thisYear, team, teams, isAdmin, overview, weeks, causes, gestures, notLive } = useLoaderData<typeof loader>();
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  const { now, before } = overview.total;
  const view: View = { period, teamId: teams.length > 1 ? (team?.id ?? null) : null };
  const range = (span: { firstDay: string; lastDay: string }) => t.range(shortDay(span.firstDay, language, thisYear), shortDay(span.lastDay, language, thisYear));
  const name = team ? t.teamNamed(team.name) : isAdmin ? t.allTeams : t.yourTeams;

  return (
    <div className="max-w-wide px-4 py-6 lg:px-10">
      <PageHeader
        title={t.title(name, period.kind === "custom" ? range(period) : t.periods[period.kind])}
        aside={
          <>
            <span className="max-sm:block">{range(period)}</span> <span className="max-sm:hidden">·</span> {t.comparedWith(range(period.previous))}
          </>
        }
      >
        <ViewPicker view={view} teams={teams} problem={problem} />
      </PageHeader>
      {countOf(now.responses) === 0 && (
        <div className="mb-6">
          <Empty title={t.emptyTitle}>
            <p>{t.emptyText}</p>
            {isAdmin && (
              <>
                <p className="mt-1 mb-3">{t.emptyAdmin}</p>
                <ButtonLink kind="quiet" to="/admin/sources/new">
                  {t.toSources}
                </ButtonLink>
              </>
            )}
          </Empty>
        </div>
      )}
      {countOf(now.responses) === 0 ? <WaitingFigure measures={overview.total} view={view} /> : <Figures measures={overview.total} view={view} />}
      {countOf(now.responses) > 0 && (
        <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Funnel sets={now.sets} view={view} />
          <Causes causes={causes} view={view} />
          <Weeks weeks={weeks} thisYear={thisYear} />
          <Direction now={now.responses} before={before.responses} />
        </div>
      )}
      {gestures.length > 0 && (
        <div className="mt-5">
          <Gestures given={gestures} />
        </div>
      )}
      {notLive.length > 0 && <NotLiveTeams teams={notLive} isAdmin={isAdmin} />}
      {overview.teams.length > 1 && <TeamTable teams={overview.teams} view={view} />}
      <p className="mt-8">
        <Link to={tasksPath(view, {})} className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4">
          {t.allTasks}
        </Link>
      </p>
    </div>
  );
}
