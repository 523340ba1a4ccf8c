import { Link, useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { fetchModule } from "../tasks/fetch-modules.ts";
import { prepareTexts } from "./prepare.texts.ts";
import type { Similar, similarTo } from "./similar.server.ts";

const link = "inline-flex min-h-11 shrink-0 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2";

/**
 * What helped in cases like this one. It comes after the page, and where it stands folded away only when
 * that is opened: looking for it costs more than all the rest, and a list that is looked through needs none of it.
 */
export function SimilarCases({ taskId, viewerId, className }: { taskId: number; viewerId: number; className: string }) {
  const t = useTexts(prepareTexts);
  const { load, data } = useFetcher<typeof similarTo>({ key: `similar-${taskId}` });
  const place = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = Boolean(data);
  const isNone = data && data.solved.length + data.lessons.length === 0;
  const count = data ? data.solved.length + data.lessons.length : 0;
  useEffect(() => {
    if (isLoaded || !place.current) return;
    let isGone = false;
    const seen = new IntersectionObserver(async ([entry]) => {
      if (entry?.isIntersecting && (await fetchModule("prepare/similar.route")) && !isGone) load(`/tasks/${taskId}/similar`);
    }, { rootMargin: "400px" });
    seen.observe(place.current);
    return () => {
      isGone = true;
      seen.disconnect();
    };
  }, [isLoaded, load, taskId]);
  return (
    // On a phone the room of one case is kept until it comes, and the others are a tap away: nothing moves under her thumb.
    <div ref={place} className={`grid min-h-23 noscript:hidden grid-cols-[minmax(0,1fr)] content-start gap-3 lg:min-h-px lg:gap-6 lg:empty:absolute ${isNone ? "lg:hidden" : ""} ${className}`}>
      {data && <Solved taskId={taskId} viewerId={viewerId} solved={data.solved} isOpen={isOpen} />}
      {data && <Lessons lessons={data.lessons} isOpen={isOpen || data.solved.length === 0} />}
      {isNone && (
        <div className="text-sm text-muted">
          <h3 className="mb-0.5 font-semibold">{t.nothingSimilar}</h3>
          <p>{t.beTheFirst}</p>
        </div>
      )}
      {count > 1 && !isOpen && (
        <button type="button" onClick={() => setIsOpen(true)} className={`${link} -my-2.5 justify-self-start text-sm lg:hidden`}>
          {t.moreSimilar(count - 1)}
        </button>
      )}
    </div>
  );
}

function Solved({ taskId, viewerId, solved, isOpen }: { taskId: number; viewerId: number; solved: Similar[]; isOpen: boolean }) {
  const t = useTexts(prepareTexts);
  const clock = useClock();
  if (solved.length === 0) return null;
  return (
    <div>
      <h3 className="mb-0.5 text-sm font-semibold text-muted lg:mb-1.5">{t.solved}</h3>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {solved.map((each, place) => (
          <li key={each.task_id} className={`grid grid-cols-[minmax(0,1fr)] gap-0.5 ${place > 0 && !isOpen ? "max-lg:hidden" : ""}`}>
            <p dir="auto" className="line-clamp-2 max-lg:text-sm lg:line-clamp-3">{each.text}</p>
            <p className="-my-2.5 flex items-center gap-x-3 text-sm text-muted lg:my-0">
              <span className="truncate">
                {each.employee_id === viewerId ? t.you : (each.colleague ?? t.aColleague)}, {day(each.at, clock)}
              </span>
              {each.colleague && each.employee_id !== viewerId && (
                <Link to={`/tasks/${taskId}/help?whom=${each.employee_id}`} preventScrollReset className={link}>
                  {t.askColleague(each.colleague.split(" ")[0]!)}
                </Link>
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Lessons({ lessons, isOpen }: { lessons: Similar[]; isOpen: boolean }) {
  const t = useTexts(prepareTexts);
  if (lessons.length === 0) return null;
  return (
    <div className={isOpen ? "" : "max-lg:hidden"}>
      <h3 className="mb-0.5 text-sm font-semibold text-muted lg:mb-1.5">{t.lessons}</h3>
      <ul className="grid gap-2 max-lg:text-sm">
        {lessons.map((each) => (
          <li key={each.task_id} dir="auto">
            {each.text} {each.colleague && <span className="text-sm text-muted">({each.colleague})</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
