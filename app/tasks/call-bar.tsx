import { Square } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { useHydrated } from "../ui/use-hydrated.ts";
import { CallButton, type Dialled } from "./call.tsx";
import { sheetTexts } from "./sheets.texts.ts";

/** How long the call lasts, from the press of the button; her own tap ends it. Null until it can be known. */
export function useCallTimer(since: number | null) {
  const isHydrated = useHydrated();
  const [now, setNow] = useState<number | null>(null);
  const [end, setEnd] = useState<number | null>(null);
  const isRunning = isHydrated && since !== null && end === null;
  useEffect(() => {
    if (!isRunning) return;
    const tick = () => setNow(Date.now());
    const first = window.setTimeout(tick);
    const timer = window.setInterval(tick, 1_000);
    return () => {
      window.clearTimeout(first);
      window.clearInterval(timer);
    };
  }, [isRunning]);
  const until = end ?? now;
  const seconds = since === null || until === null ? null : Math.max(0, Math.floor((until - since) / 1000));
  return { seconds, isRunning, stop: () => setEnd(Date.now()) };
}

/** On top of the sheet: the number, large, and the time that runs. */
export function CallBar({ taskId, phone, dial, timer }: Dialled & { timer: ReturnType<typeof useCallTimer> }) {
  const t = useTexts(sheetTexts).attempts;
  if (timer.seconds === null)
    return <CallButton taskId={taskId} phone={phone} dial={dial} kind="quiet" className="mb-5 w-full text-xl" />;
  return (
    <div className="mb-5 flex items-center gap-3 rounded-[14px] bg-accent-soft px-4 py-2">
      <a href={dial} className="tabular inline-flex min-h-11 min-w-0 grow items-center text-xl font-semibold sm:text-2xl">
        {phone}
      </a>
      <span role="timer" aria-label={t.duration} className={`tabular shrink-0 whitespace-nowrap ${timer.seconds < 3600 ? "text-xl" : ""} ${timer.isRunning ? "text-accent" : "text-muted"}`}>
        {clockTime(timer.seconds)}
      </span>
      {timer.isRunning && (
        <button type="button" onClick={timer.stop} className="grid size-11 shrink-0 cursor-pointer place-items-center rounded-full bg-surface text-clay" aria-label={t.hangUp} title={t.hangUp}>
          <Square aria-hidden size={16} fill="currentColor" />
        </button>
      )}
    </div>
  );
}

/** 4:05, and from an hour on 1:04:05. */
function clockTime(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
