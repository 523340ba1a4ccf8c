import { Link } from "@remix-run/react";
import { Handshake, History, MessageCircle } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { day, dayAndTime, useClock } from "../i18n/time.ts";
import { Score } from "../ui/parts.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import type { PrepareCard as Card } from "./prepare.server.ts";
import { GuideWords } from "./guide-words.tsx";
import { prepareTexts } from "./prepare.texts.ts";
import { SimilarCases } from "./similar-cases.tsx";
import type { UsedGuide } from "./use-guide.ts";

const link = "inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2";

/** All that gives courage beside the customer's words: what was before, words to open with, what helped others. */
export function PrepareCard({ taskId, viewerId, card, guide, isFolded }: { taskId: number; viewerId: number; card: Card; guide: UsedGuide; isFolded: boolean }) {
  const t = useTexts(prepareTexts);
  const body = (
    // On a phone what helped others stands first: within one glance.
    <div className="flex flex-col gap-2 lg:gap-6">
      <Before card={card} viewerId={viewerId} />
      <SimilarCases taskId={taskId} viewerId={viewerId} className="lg:order-1" />
      <GuideWords openings={guide.openings.filter((line) => line !== guide.start)} dos={guide.dos} donts={guide.donts} />
      <p className="-mb-2 flex flex-wrap items-center gap-x-5 text-sm text-muted lg:order-2">
        {!guide.isOwn && <span>{t.noGuide}</span>}
        <Link to="/team/guides" className={link}>
          {t.seeGuides}
        </Link>
        <Link to="/team/lessons" className={link}>
          {t.allLessons}
        </Link>
      </p>
    </div>
  );
  if (isFolded)
    return (
      <details className="rounded-[14px] border border-line bg-surface px-5 py-1.5">
        <summary className="flex min-h-11 items-center font-semibold text-muted hover:text-ink">{t.more}</summary>
        <div className="pt-3 pb-3">{body}</div>
      </details>
    );
  return (
    <section aria-labelledby="prepare" className="rounded-[14px] border border-line bg-surface px-3.5 py-2 lg:px-5 lg:py-4">
      <h2 id="prepare" className="mb-4 text-lg font-semibold tracking-tight max-lg:sr-only">
        {t.title}
      </h2>
      {body}
    </section>
  );
}

/** Who spoke with her, what was promised elsewhere, how earlier loops ended. */
function Before({ card: { spoken, promises, earlier }, viewerId }: { card: Card; viewerId: number }) {
  const t = useTexts(prepareTexts);
  const ui = useTexts(uiTexts);
  const clock = useClock();
  const when = spoken && day(spoken.at, clock);
  return (
    <ul className="grid gap-1 max-lg:text-sm lg:gap-2">
      <Line icon={<MessageCircle aria-hidden size={17} />}>
        <span className="line-clamp-2">{!spoken ? t.nobodySpoke : spoken.actor_id === viewerId ? t.youSpoke(when!) : t.spoken(spoken.name, when!)}</span>
      </Line>
      {promises.map((promise) => (
        <Line key={promise.id} icon={<Handshake aria-hidden size={17} />}>
          <Link to={`/tasks/${promise.task_id}`} className="relative block underline decoration-1 underline-offset-4 after:absolute after:-inset-y-3 after:inset-x-0 hover:decoration-2">
            <span className="line-clamp-1 lg:line-clamp-2">{t.promised(promise.text, dayAndTime(promise.due_at, clock))}</span>
          </Link>
        </Line>
      ))}
      <Line icon={<History aria-hidden size={17} />}>
        {earlier.length === 0 ? (
          t.first
        ) : (
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 lg:gap-x-4 lg:gap-y-1.5">
            {earlier.slice(0, 3).map((answer) => (
              <span key={answer.received_at.toISOString()} className="inline-flex items-center gap-2 max-lg:*:first:size-5.5 max-lg:*:first:rounded-md">
                <Score score={answer.score} size="small" />
                <span>
                  <span className={answer.stage && earlier.length > 1 ? "max-lg:hidden" : ""}>
                    {day(answer.received_at, clock)}
                    {answer.stage && " · "}
                  </span>
                  {answer.outcome ? ui.outcome[answer.outcome].toLowerCase() : answer.stage && ui.stage[answer.stage].toLowerCase()}
                </span>
              </span>
            ))}
            {earlier.length > 3 && <span className="text-muted">{t.earlierMore(earlier.length - 3)}</span>}
          </span>
        )}
      </Line>
    </ul>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-2.5">
      <span className="pt-0.5 text-muted">{icon}</span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}
