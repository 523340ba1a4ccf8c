import { useLanguage, useTexts } from "../i18n/texts.ts";
import { useClock } from "../i18n/time.ts";
import { Figure, FigureLink, RateNote, rateValue } from "./figure.tsx";
import { tasksPath, type View } from "./links.ts";
import type { TeamMeasures, Waited } from "./measures.server.ts";
import { duration } from "./numbers.ts";
import { overviewTexts } from "./overview.texts.ts";
import type { TaskSet } from "./sets.ts";

/** The four that a lead looks at first, and the four behind them. */
export function Figures({ measures, view }: { measures: TeamMeasures; view: View }) {
  const t = useTexts(overviewTexts);
  const { now, before } = measures;
  const to = (figure: TaskSet) => tasksPath(view, { figure });
  const missedPromises = now.sets.promisesMissed;
  return (
    <section aria-label={t.figuresLabel}>
      <div className="grid gap-x-8 gap-y-8 border-y border-line py-6 sm:grid-cols-2 xl:grid-cols-4">
        <Figure label={t.inTime} value={rateValue(now.contactedInTime, t.of)} to={to("contactDue")} how={t.inTimeHow}>
          <RateNote now={now.contactedInTime} before={before.contactedInTime} />
          {now.sets.notInTime > 0 && <FigureLink to={to("notInTime")}>{t.notInTime(now.sets.notInTime)}</FigureLink>}
        </Figure>
        <Figure label={t.heard} value={rateValue(now.closure, t.of)} to={to("followUp")} how={t.heardHow}>
          <RateNote now={now.closure} before={before.closure} running={now.sets.running} />
          {now.sets.running > 0 && <FigureLink to={to("running")}>{t.running(now.sets.running)}</FigureLink>}
          {now.sets.closedUntold > 0 && <FigureLink to={to("closedUntold")}>{t.closedUntold(now.sets.closedUntold)}</FigureLink>}
          {now.sets.noFollowUp > 0 && <FigureLink to={to("noFollowUp")}>{t.noFollowUp(now.sets.noFollowUp)}</FigureLink>}
          {now.withoutTask > 0 && <p className="font-semibold text-clay">{t.withoutTask(now.withoutTask)}</p>}
        </Figure>
        <Figure label={t.recovered} value={rateValue(now.recovery, t.of)} to={to("verdicts")} how={t.recoveredHow}>
          <RateNote now={now.recovery} before={before.recovery} />
          {now.sets.notRecovered > 0 && <FigureLink to={to("notRecovered")}>{t.notRecovered(now.sets.notRecovered)}</FigureLink>}
        </Figure>
        <WaitingFigure measures={measures} view={view} />
      </div>
      <div className="grid grid-cols-2 gap-x-4 gap-y-8 border-b border-line py-6 sm:gap-x-8 xl:grid-cols-4">
        <Figure size="small" label={t.answered} value={rateValue(now.answered, t.of)} to={to("told")} how={t.answeredHow}>
          <RateNote now={now.answered} before={before.answered} running={now.sets.toldNoVerdict} />
          {now.sets.toldNoVerdict > 0 && <FigureLink to={to("toldNoVerdict")}>{t.noVerdict(now.sets.toldNoVerdict)}</FigureLink>}
        </Figure>
        <Figure size="small" label={t.promises} value={rateValue(now.promises, t.of)} to={to("promisesDue")} how={t.promisesHow}>
          <RateNote now={now.promises} before={before.promises} />
          {missedPromises > 0 && <FigureLink to={to("promisesMissed")}>{t.promisesMissed(missedPromises)}</FigureLink>}
        </Figure>
        <WaitedFigure label={t.toAttempt} now={now.toAttempt} before={before.toAttempt} to={to("attempted")} how={t.toAttemptHow} />
        <WaitedFigure label={t.toTold} now={now.toTold} before={before.toTold} to={to("told")} how={t.toToldHow} />
      </div>
    </section>
  );
}

export function WaitingFigure({ measures: { waiting }, view }: { measures: TeamMeasures; view: View }) {
  const t = useTexts(overviewTexts);
  const { now, language } = useClock();
  const late = waiting.oldestDueAt && duration((now.getTime() - waiting.oldestDueAt.getTime()) / 3_600_000, language);
  return (
    <Figure label={t.waiting} value={waiting.open} to={tasksPath(view, { figure: "waiting" })} how={t.waitingHow}>
      {late ? (
        <FigureLink to={tasksPath(view, { figure: "overdue" })} isBad>
          {t.overdue(waiting.overdue, late)}
        </FigureLink>
      ) : (
        <p className="text-muted">{t.noneOverdue}</p>
      )}
    </Figure>
  );
}

function WaitedFigure({ label, now, before, to, how }: { label: string; now: Waited; before: Waited; to: string; how: string }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  if (now.median === null || now.p90 === null) {
    return (
      <Figure size="small" label={label} value="–" how={how}>
        <p className="text-muted">{t.nothingYet}</p>
      </Figure>
    );
  }
  return (
    <Figure size="small" label={label} value={duration(now.median, language)} to={to} how={how}>
      <p>{t.nineOfTen(duration(now.p90, language))}</p>
      <p className="text-muted">
        {t.customers(now.count)}
        {before.median !== null && ` · ${t.was(duration(before.median, language))}`}
      </p>
    </Figure>
  );
}
