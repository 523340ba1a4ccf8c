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
        <table className="tabular w-full text-left wrap-break-word max-md:block">
          <thead className="text-sm text-muted max-md:sr-only">
            <tr>
              {[t.team, t.responses, t.inTime, t.heard, t.recovered, t.promises, t.waiting].map((label) => (
                <th key={label} scope="col" className="px-4 py-3 align-bottom font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-md:block">
            {shown.map(({ id, name, now, waiting }) => {
              const here = { ...view, teamId: id };
              return (
                <tr key={id} className="border-t border-line max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:px-4 max-md:py-3 max-md:first:border-t-0">
                  <th scope="row" className={`${cell} font-semibold max-md:col-span-2`}>
                    <Link to={overviewPath(here)} className="inline-flex min-h-8 pointer-coarse:min-h-11 items-center hover:underline">
                      {name}
                    </Link>
                  </th>
                  <td className={cell}>
                    <Name>{t.responses}</Name>
                    <span className="inline-flex items-center pointer-coarse:min-h-11">{countOf(now.responses)}</span>
                  </td>
                  <RateCell name={t.inTime} rate={now.contactedInTime} view={here} figure="contactDue" />
                  <RateCell name={t.heard} rate={now.closure} view={here} figure="followUp" />
                  <RateCell name={t.recovered} rate={now.recovery} view={here} figure="verdicts" />
                  <RateCell name={t.promises} rate={now.promises} view={here} figure="promisesDue" />
                  <td className={`${cell} whitespace-nowrap`}>
                    <Name>{t.waiting}</Name>
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

const cell = "max-md:py-1 max-md:min-w-0 md:px-4 md:py-2";

/** On a phone each team is a block of its own, with the name above each figure: nothing to slide. */
function Name({ children }: { children: string }) {
  return (
    <span aria-hidden className="block text-xs text-muted md:hidden">
      {children}
    </span>
  );
}

function RateCell({ name, rate, view, figure }: { name: string; rate: Rate; view: View; figure: TaskSet }) {
  const t = useTexts(overviewTexts);
  if (rate.denominator === 0)
    return (
      <td className={`${cell} text-muted`}>
        <Name>{name}</Name>–
      </td>
    );
  return (
    <td className={cell}>
      <Name>{name}</Name>
      <Link to={tasksPath(view, { figure })} className="inline-flex min-h-8 pointer-coarse:min-h-11 flex-wrap items-center gap-x-2 hover:underline">
        {`${percent(rate)} `}
        <span className="text-sm text-muted">{t.of(rate.numerator, rate.denominator)}</span>
      </Link>
    </td>
  );
}
