import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { day, dayAndTime, due, useClock } from "../i18n/time.ts";
import { markSeen, useHasAppeared } from "../live/appeared.ts";
import { liveTexts } from "../live/live.texts.ts";
import { Score } from "../ui/parts.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import { inboxTexts } from "./inbox.texts.ts";
import type { ListedTask } from "./list.server.ts";

/** A task in a list: the score, who, how long still, and two lines of the customer's own words. */
export function TaskRow({ task, isCurrent = false, showStage = false, note, button }: { task: ListedTask; isCurrent?: boolean; showStage?: boolean; note?: ReactNode; button?: ReactNode }) {
  const t = useTexts(inboxTexts);
  const ui = useTexts(uiTexts);
  const live = useTexts(liveTexts);
  const clock = useClock();
  const hasAppeared = useHasAppeared(task.id);
  return (
    <li
      data-task={task.id}
      className={`relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 px-4 py-3.5 xl:px-5 transition-colors has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent ${isCurrent ? "xl:bg-accent-soft xl:shadow-[inset_3px_0_0_var(--accent)]" : "hover:bg-sunk/60"} ${button ? "sm:grid-cols-[auto_minmax(0,1fr)_auto]" : ""}`}
    >
      <Score score={task.score} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          {/* The whole row is the link's target. */}
          <Link to={`/tasks/${task.id}`} prefetch="intent" aria-current={isCurrent || undefined} onClick={() => markSeen(task.id)} className="line-clamp-2 max-w-full min-w-0 font-semibold outline-none after:absolute after:inset-0">
            <bdi>{task.customer ?? t.noName}</bdi>
          </Link>
          <When task={task} />
        </div>
        <p dir="auto" className={`mt-0.5 line-clamp-2 font-words text-[1.05rem] leading-snug ${task.words ? "" : "text-muted italic"}`}>{task.words ?? t.noWords}</p>
        {(showStage || task.reopened_at || task.covered_for || task.asked_at || note || hasAppeared) && (
          <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            {hasAppeared && <span className="rounded-full bg-accent-soft px-2 font-semibold text-accent">{live.isNew}</span>}
            {showStage && <span>{task.outcome ? ui.outcome[task.outcome] : ui.stage[task.stage]}</span>}
            {task.reopened_at && task.stage !== "closed" && <span className="font-semibold text-clay">{t.reopened}</span>}
            {task.covered_for && task.stage !== "closed" && <CoveredFor name={task.covered_for} until={task.covered_until ?? null} />}
            {task.asked_at && task.stage !== "closed" && <span className="rounded-lg bg-amber-soft px-2 text-ink">{t.asked(dayAndTime(task.asked_at, clock))}</span>}
            {note}
          </div>
        )}
      </div>
      {button && <div className="relative col-start-2 mt-2.5 sm:col-start-3 sm:row-start-1 sm:mt-0 sm:self-center">{button}</div>}
    </li>
  );
}

/** "voor Sanne, tot en met do 3 dec": the last day on which she is away. */
function CoveredFor({ name, until }: { name: string; until: Date | null }) {
  const t = useTexts(inboxTexts);
  const clock = useClock();
  const first = /^\p{L}[\p{L}'’-]+(?= )/u.exec(name)?.[0] ?? name;
  return <span className="rounded-lg bg-amber-soft px-2 text-ink">{t.coveredFor(first, until && day(new Date(new Date(until).getTime() - 1), clock))}</span>;
}

/** "nog 3 uur", "belofte 2 uur te laat", "sinds gisteren" */
function When({ task }: { task: ListedTask }) {
  const t = useTexts(inboxTexts);
  const clock = useClock();
  const since = task.stage === "told" ? task.told_at : task.stage === "closed" ? task.closed_at : null;
  if (since) return <span className="shrink-0 text-sm text-muted">{task.stage === "told" ? t.since(day(since, clock)) : day(since, clock)}</span>;
  if (!task.urgent_at) return null;
  if (task.again_at && new Date(task.again_at).getTime() === new Date(task.urgent_at).getTime()) {
    const isPast = new Date(task.again_at) < clock.now;
    return <span className={`text-sm ${isPast ? "font-semibold text-clay" : "text-muted"}`}>{t.again(dayAndTime(task.again_at, clock))}</span>;
  }
  const { text, isLate } = due(task.urgent_at, clock);
  const isPromise = task.stage === "to_act" && task.promise_due_at !== null;
  return <span className={`shrink-0 text-sm whitespace-nowrap ${isLate ? "font-semibold text-clay" : "text-muted"}`}>{isPromise ? t.promise(text) : text}</span>;
}
