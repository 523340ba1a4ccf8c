import { Form, Link } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { FormError, TextField } from "../ui/form.tsx";
import { overviewPath, type View } from "./links.ts";
import { overviewTexts } from "./overview.texts.ts";
import type { PeriodProblem } from "./period.ts";

const named = ["weeks", "month", "last-month", "quarter", "year"] as const;
const pill = "inline-flex min-h-11 items-center rounded-[22px] border px-4 py-1.5 text-sm font-medium";
const shape = (isChosen: boolean) => `${pill} ${isChosen ? "border-accent bg-accent-soft text-ink font-semibold" : "border-line text-muted hover:bg-sunk"}`;

/** Which period and which team, as links; the form is for a period of one's own. */
export function ViewPicker({ view, teams, problem }: { view: View; teams: { id: number; name: string }[]; problem: { kind: PeriodProblem; from: string; to: string } | null }) {
  const t = useTexts(overviewTexts);
  const { period } = view;
  return (
    <div className="mt-4 grid gap-3">
      <nav aria-label={t.choosePeriod} className="flex items-start gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] max-sm:*:shrink-0 max-sm:has-[details[open]]:flex-wrap sm:flex-wrap">
        {named.map((kind) => (
          <Link key={kind} to={overviewPath({ ...view, period: { ...period, kind } })} aria-current={period.kind === kind ? "page" : undefined} className={shape(period.kind === kind)}>
            {t.periodLinks[kind]}
          </Link>
        ))}
        <details key={overviewPath(view)} open={problem !== null} className="open:basis-full">
          <summary className={`${shape(period.kind === "custom")} list-none [&::-webkit-details-marker]:hidden`}>{t.otherPeriod}</summary>
          <Form action="/overview" className="mt-3 grid max-w-xl items-end gap-3 rounded-[14px] border border-line bg-surface p-4 sm:grid-cols-[1fr_1fr_auto]">
            {problem && (
              <div className="sm:col-span-full">
                <FormError>{t.problem[problem.kind]}</FormError>
              </div>
            )}
            <input type="hidden" name="period" value="custom" />
            {view.teamId && <input type="hidden" name="team" value={view.teamId} />}
            <TextField label={t.from} name="from" type="date" required defaultValue={problem?.from ?? period.firstDay} />
            <TextField label={t.until} name="to" type="date" required defaultValue={problem?.to ?? period.lastDay} />
            <Button>{t.show}</Button>
          </Form>
        </details>
      </nav>
      {teams.length > 1 && (
        <nav aria-label={t.chooseTeam} className="flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] max-sm:*:shrink-0 sm:flex-wrap">
          {[{ id: null, name: t.allTeams }, ...teams].map(({ id, name }) => (
            <Link key={id ?? 0} to={overviewPath({ ...view, teamId: id })} aria-current={view.teamId === id ? "page" : undefined} className={shape(view.teamId === id)}>
              {name}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}
