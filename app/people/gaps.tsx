import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import type { Gap } from "./week-plan.ts";
import { weekPlanTexts } from "./week-plan.texts.ts";

/** Where nobody will be, before it hurts; nothing at all when there is no gap. */
export function Gaps({ teams }: { teams: { id: number; name: string; gaps: Gap[] }[] }) {
  const t = useTexts(weekPlanTexts);
  const say = useSay();
  const withGaps = teams.filter(({ gaps }) => gaps.length > 0);
  if (withGaps.length === 0) return null;
  return (
    <section className="rounded-[14px] bg-amber-soft px-5 py-4" aria-labelledby="gaps">
      <h2 id="gaps" className="font-semibold">
        {t.gaps}
      </h2>
      {withGaps.map((team) => (
        <div key={team.id}>
          {teams.length > 1 && <h3 className="mt-2 text-sm font-semibold text-muted">{team.name}</h3>}
          <ul className="mt-1 grid gap-1">
            {team.gaps.slice(0, 6).map((gap) => (
              <li key={JSON.stringify(gap)}>{say(gap)}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function useSay(): (gap: Gap) => string {
  const t = useTexts(weekPlanTexts);
  const clock = useClock();
  return (gap) => {
    switch (gap.kind) {
      case "nobody":
        // Noon is that day in the organisation's zone, whatever the clock did that night.
        return t.nobody(day(`${gap.date}T12:00:00Z`, clock));
      case "no_cover":
        return gap.from && gap.from > clock.now ? t.noCoverFrom(gap.name, day(gap.from, clock), gap.open) : t.noCover(gap.name, gap.open);
      case "full":
        return t.full;
    }
  };
}
