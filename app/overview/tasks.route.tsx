import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { notFound, signedIn } from "../people/access.server.ts";
import { ButtonLink } from "../ui/button.tsx";
import { BackLink, Empty, PageHeader } from "../ui/parts.tsx";
import { overviewPath, type View } from "./links.ts";
import { listPath } from "./list.ts";
import { ListFilters } from "./list-filters.tsx";
import { readTaskList } from "./list-query.ts";
import { causeChoices, taskListCount, taskListPage } from "./list.server.ts";
import { ListTable } from "./list-table.tsx";
import { listTexts } from "./list.texts.ts";
import { shortDay } from "./numbers.ts";
import { overviewTexts } from "./overview.texts.ts";
import { readPeriod, yearOf } from "./period.ts";
import { scopeFor, timeZoneOf } from "./scope.server.ts";
import { setTexts } from "./sets.texts.ts";
import { isPresentSet } from "./sets.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { apart: db, viewer, now: clock } = await signedIn(args, "lead");
  const now = clock();
  const params = new URL(args.request.url).searchParams;
  const scope = await scopeFor(db, viewer, params.get("team"));
  if (!scope) throw notFound();
  const timeZone = await timeZoneOf(db);
  const { period } = readPeriod(params, { now, timeZone });
  const list = readTaskList(params);
  const asked = { viewer, scope, period, list, now };
  return {
    list,
    period,
    thisYear: yearOf(now, timeZone),
    team: scope.team,
    teams: scope.teams,
    isAdmin: viewer.isAdmin,
    count: await taskListCount(db, asked),
    page: await taskListPage(db, asked),
    causes: await causeChoices(db),
  };
}

export const meta = titled((language) => textsIn(listTexts, language).pageTitle);

export default function OverviewTasks() {
  const { list, period, thisYear, team, teams, isAdmin, count, page, causes } = useLoaderData<typeof loader>();
  const t = useTexts(listTexts);
  const overview = useTexts(overviewTexts);
  const sets = useTexts(setTexts);
  const language = useLanguage();
  const view: View = { period, teamId: teams.length > 1 ? (team?.id ?? null) : null };
  const days = list.figure && isPresentSet(list.figure) ? t.now : overview.range(shortDay(period.firstDay, language, thisYear), shortDay(period.lastDay, language, thisYear));
  const name = team ? overview.teamNamed(team.name) : isAdmin ? overview.allTeams : overview.yourTeams;

  return (
    <div className="px-4 py-6 lg:px-10">
      <BackLink to={overviewPath(view)}>{t.back}</BackLink>
      <PageHeader title={list.figure ? sets[list.figure] : t.pageTitle} aside={`${name} · ${days}`}>
        <p className="tabular mt-1 text-muted">
          {t.count(count.tasks)}
          {count.promises !== null && ` · ${t.promiseCount(count.promises)}`}
        </p>
      </PageHeader>
      <ListFilters view={view} list={list} teams={teams} causes={causes} />
      {page.rows.length === 0 ? (
        <Empty title={t.emptyTitle}>
          <p>{t.emptyText}</p>
        </Empty>
      ) : (
        <ListTable rows={page.rows} list={list} view={view} />
      )}
      {(page.previous || page.next) && (
        <nav aria-label={t.pages} className="mt-4 flex justify-between gap-3">
          {page.previous ? <ButtonLink kind="quiet" to={listPath(view, list, { cursor: page.previous })}>{t.previous}</ButtonLink> : <span />}
          {page.next && <ButtonLink kind="quiet" to={listPath(view, list, { cursor: page.next })}>{t.next}</ButtonLink>}
        </nav>
      )}
    </div>
  );
}
