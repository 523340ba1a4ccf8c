import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { myTeams } from "../tasks/team.server.ts";
import { ButtonLink } from "../ui/button.tsx";
import { BackLink, Empty, PageHeader } from "../ui/parts.tsx";
import { signedIn } from "./access.server.ts";
import { Gaps } from "./gaps.tsx";
import type { DayState } from "./week-plan.ts";
import { type WeekPlan, weekPlan } from "./week-plan.server.ts";
import { weekPlanTexts } from "./week-plan.texts.ts";

export const meta = titled((language) => textsIn(weekPlanTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const teams = await myTeams(db, viewer);
  const plan = await weekPlan(db, teams.map(({ id }) => id), now());
  // How much colleagues have open is for who leads them.
  return { ...plan, teams: plan.teams.map((team) => ({ ...team, gaps: viewer.isAdmin || viewer.ledTeamIds.includes(team.id) ? team.gaps : null })) };
}

type Team = Omit<WeekPlan["teams"][number], "gaps">;

export default function TeamPresence() {
  const { days, today, teams } = useLoaderData<typeof loader>();
  const t = useTexts(weekPlanTexts);
  const led = teams.flatMap(({ id, name, gaps }) => (gaps ? [{ id, name, gaps }] : []));
  return (
    <div className="max-w-list px-4 py-6 lg:px-10">
      <BackLink to="/team">{t.back}</BackLink>
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.legend}</p>
      </PageHeader>
      <div className="grid gap-7">
        {led.length > 0 && (led.every(({ gaps }) => gaps.length === 0) ? <p className="rounded-[14px] bg-green-soft px-5 py-3 text-green">{t.noGaps}</p> : <Gaps teams={led} />)}
        {teams.length === 0 && <Empty title={t.noTeam}>{t.noTeamText}</Empty>}
        {teams.map((team) => (
          <section key={team.id} aria-labelledby={`team-${team.id}`} className="min-w-0">
            <h2 id={`team-${team.id}`} className="mb-3 text-lg font-semibold tracking-tight">
              {team.name}
            </h2>
            {team.people.length === 0 ? (
              <p className="text-muted">{t.noPeople}</p>
            ) : (
              <div className="grid gap-4">
                <Week label={`${team.name}: ${t.thisWeek}`} caption={t.thisWeek} team={team} days={days.slice(0, 7)} offset={0} today={today} />
                <Week label={`${team.name}: ${t.nextWeek}`} caption={t.nextWeek} team={team} days={days.slice(7)} offset={7} today={today} />
              </div>
            )}
          </section>
        ))}
        <p>
          <ButtonLink to="/me" kind="quiet">
            {t.change}
          </ButtonLink>
        </p>
      </div>
    </div>
  );
}

const looks: Record<DayState, string> = { here: "bg-green-soft text-green", partly: "bg-amber-soft text-amber", away: "bg-clay-soft text-clay", free: "text-muted", holiday: "text-muted" };
const locale = { nl: "nl-NL", en: "en-GB" } as const;

/** On a phone a name stands above its days: nothing to slide. */
const line = "max-sm:grid max-sm:grid-cols-7 max-sm:gap-1";

/** The word stands in each cell: colour alone says nothing. */
function Week({ label, caption, team, days, offset, today }: { label: string; caption: string; team: Team; days: string[]; offset: number; today: string }) {
  const t = useTexts(weekPlanTexts);
  const language = useLanguage();
  const head = (date: string) => new Intl.DateTimeFormat(locale[language], { weekday: "short", day: "numeric", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
  return (
    <div role="region" aria-label={label} className="rounded-[14px] border border-line bg-surface max-sm:px-3 max-sm:py-2 sm:p-2">
      <table className="w-full table-fixed border-separate border-spacing-1 text-sm max-sm:block">
        <caption className="pt-1 text-left font-semibold text-muted max-sm:block sm:px-1">{caption}</caption>
        <thead className="max-sm:block">
          <tr className={line}>
            <th scope="col" className="text-left font-normal text-muted max-sm:sr-only sm:w-36 lg:w-52">
              {t.name}
            </th>
            {days.map((date) => (
              <th key={date} scope="col" aria-current={date === today ? "date" : undefined} className={`px-1 py-1 text-center max-sm:px-0 max-sm:text-[0.6875rem] ${date === today ? "rounded-lg bg-accent font-semibold text-accent-ink" : "font-normal text-muted"}`}>
                {head(date).split(" ").map((word) => (
                  <span key={word} className="max-sm:block">
                    {word}{" "}
                  </span>
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {team.people.map((person) => (
            <tr key={person.id} className={line}>
              <th scope="row" className="py-1.5 pr-2 text-left font-medium wrap-break-word max-sm:col-span-full max-sm:pt-2.5 max-sm:pb-0">
                <bdi>{person.name}</bdi>
              </th>
              {days.map((date, index) => {
                const state = person.days[offset + index]!;
                return (
                  <td key={date} title={t.long[state]} className={`rounded-lg px-1 py-1.5 text-center max-sm:px-0 max-sm:py-1 max-sm:text-[0.6875rem] ${date < today ? "text-muted" : looks[state]}`}>
                    {t.states[state]}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
