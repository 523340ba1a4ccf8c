import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { sayGesture } from "../mandate/say.ts";
import { Card, Score } from "../ui/parts.tsx";
import { buddyTexts } from "./buddies.texts.ts";
import type { helpingWith } from "./helping.server.ts";
import type { HelpStep } from "./steps.ts";

export type Helping = NonNullable<Awaited<ReturnType<typeof helpingWith>>>;
export type Open = NonNullable<Helping["open"]>;

/** The customer's words, and what was done and promised. */
export function HelpingWith({ helping, open }: { helping: Helping; open: Open }) {
  const t = useTexts(buddyTexts).page;
  const clock = useClock();
  return (
    <>
      <section>
        <p className="mb-2 flex items-center gap-2.5 text-sm text-muted">
          <Score score={open.score} size="small" />
          <span className="min-w-0 wrap-break-word">
            {t.said(helping.customer ?? t.noName, dayAndTime(open.said_at, clock))}
            {helping.touchpoint && `, ${t.about(helping.touchpoint)}`}
          </span>
        </p>
        {helping.comment ? <p className="said text-xl whitespace-pre-line wrap-break-word lg:text-2xl">{helping.comment}</p> : <p className="text-muted">{t.noWords}</p>}
      </section>
      <Card title={t.done}>
        {open.steps.length === 0 ? (
          <p className="text-muted">{t.nothingDone}</p>
        ) : (
          <ol className="grid grid-cols-[minmax(0,1fr)] gap-4">
            {open.steps.map((step) => (
              <Step key={step.id} step={step} />
            ))}
          </ol>
        )}
      </Card>
    </>
  );
}

function Step({ step }: { step: HelpStep }) {
  const t = useTexts(buddyTexts).page.steps;
  const clock = useClock();
  const title = () => {
    switch (step.kind) {
      case "promised":
        return t.promised(dayAndTime(step.due_at, clock));
      case "gesture":
        return t.gesture(sayGesture(step, clock.language));
      case "verdict":
        return step.isSolved ? t.verdict.solved : t.verdict.notYet;
      default:
        return t[step.kind];
    }
  };
  return (
    <li>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{title()}</span>
        <time dateTime={new Date(step.at).toISOString()} className="text-sm text-muted">
          {dayAndTime(step.at, clock)}
        </time>
      </p>
      {"text" in step && step.text && <p className="mt-1 whitespace-pre-line wrap-break-word text-muted">{step.text}</p>}
      {step.kind === "verdict" && step.words && <p className="said mt-1 text-lg whitespace-pre-line wrap-break-word">{step.words}</p>}
    </li>
  );
}
