import { Link } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { overviewPath, tasksPath, type View } from "./links.ts";
import type { Overview } from "./measures.server.ts";
import { countOf } from "./nps.ts";
import { percent } from "./numbers.ts";
import { overviewTexts } from "./overview.texts.ts";
import type { Rate } from "./rates.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import type { TaskSet } from "./sets.ts";

/** Teams side by side, to help each other; sorted by name, it is no ranking. */
export function TeamTable({ teams, view }: { teams: Overview["teams"]; view: View }) {
  const t = useTexts(overviewTexts);
  const shown = teams.filter((team) => countOf(team.now.responses) > 0 || team.waiting.open > 0);
  if (shown.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-sm font-semibold text-muted">
        {t.teams}
      </h2>
      <ScrollRegion label={t.teams}>
        <table className="tabular w-full min-w-3xl text-left wrap-break-word">
          <thead className="text-sm text-muted">
            <tr>
              {[t.team, t.responses, t.inTime, t.heard, t.recovered, t.promises, t.waiting].map((label) => (
                <th key={label} scope="col" className="px-4 py-3 align-bottom font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, name, now, waiting }) => {
              const here = { ...view, teamId: id };
              return (
                <tr key={id} className="border-t border-line">
                  <th scope="row" className="px-4 py-2 font-semibold">
                    <Link to={overviewPath(here)} className="inline-flex min-h-8 pointer-coarse:min-h-11 items-center hover:underline">
                      {name}
                    </Link>
                  </th>
                  <td className="px-4 py-2">{countOf(now.responses)}</td>
                  <RateCell rate={now.contactedInTime} view={here} figure="contactDue" />
                  <RateCell rate={now.closure} view={here} figure="followUp" />
                  <RateCell rate={now.recovery} view={here} figure="verdicts" />
                  <RateCell rate={now.promises} view={here} figure="promisesDue" />
                  <td className="px-4 py-2 whitespace-nowrap">
                    <Link to={tasksPath(here, { figure: "waiting" })} className="inline-flex min-h-8 pointer-coarse:min-h-11 items-center hover:underline">
                      {waiting.open}
                    </Link>
                    {waiting.overdue > 0 && (
                      <Link to={tasksPath(here, { figure: "overdue" })} className="ml-2 inline-flex min-h-8 pointer-coarse:min-h-11 items-center text-sm font-semibold text-clay hover:underline">
                        {t.lateCount(waiting.overdue)}
                      </Link>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="mt-2 text-sm text-muted">{t.teamsNote}</p>
    </section>
  );
}

function RateCell({ rate, view, figure }: { rate: Rate; view: View; figure: TaskSet }) {
  const t = useTexts(overviewTexts);
  if (rate.denominator === 0) return <td className="px-4 py-2 text-muted">–</td>;
  return (
    <td className="px-4 py-2">
      <Link to={tasksPath(view, { figure })} className="inline-flex min-h-8 pointer-coarse:min-h-11 flex-wrap items-center gap-x-2 hover:underline">
        {percent(rate)} <span className="text-sm text-muted">{t.of(rate.numerator, rate.denominator)}</span>
      </Link>
    </td>
  );
}
