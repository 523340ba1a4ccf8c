import { Link } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Buddies } from "../buddies/buddies.tsx";
import { useKey } from "../keyboard/use-key.ts";
import { GestureNews, Gestures } from "../mandate/gestures.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Due, Score, Stages } from "../ui/parts.tsx";
import { LeaveLesson } from "../prepare/leave-lesson.tsx";
import { FirstWords } from "../prepare/first-words.tsx";
import { PrepareCard } from "../prepare/prepare-card.tsx";
import { useGuide } from "../prepare/use-guide.ts";
import { CallLink } from "./call.tsx";
import { CoverNote } from "./cover-note.tsx";
import { NextStep } from "./next-step.tsx";
import { Said } from "./said.tsx";
import type { TaskPage } from "./task.server.ts";
import { taskTexts } from "./task.texts.ts";
import { Timeline } from "./timeline.tsx";

/** Then nobody went through all five stages. */
const endedEarly = new Set(["unreachable", "declined", "no_follow_up"]);

/**
 * A task as its owner sees it: the customer's words first, then a line to begin with and the number to
 * call, then all that helps. `Title` is the page's h1 where it stands alone.
 */
export function TaskArticle({ page, isBesideList, title: Title = "h1" }: { page: TaskPage; isBesideList: boolean; title?: "h1" | "h2" }) {
  const { task, response, customer, card } = page;
  const t = useTexts(taskTexts);
  const back = task.isMine ? { to: "/inbox", label: t.back } : { to: "/team", label: t.backToTeam };
  // A promise goes first: then calling is not what is next.
  const isToCall = task.owner !== null && isCallNext(task) && (task.stage === "to_call" || page.promises.length === 0);
  const guide = useGuide({ guides: card.guides, causeId: task.causeId, score: response.score, hasWords: response.comment !== null, inTheirs: page.inTheirs, customer: customer.name ?? t.aCustomer, me: card.me });
  return (
    // Not a grid: the call button stays in sight below what is long (next-step.tsx).
    <article data-open-task={task.stage === "closed" ? "" : task.id} className="flex max-w-[54rem] flex-col gap-2 px-4 pb-3 lg:gap-7 lg:px-10 lg:py-8">
      <Link to={back.to} className={`-mb-3 -ml-1 inline-flex min-h-11 items-center gap-1.5 self-start rounded-lg px-1 font-medium text-muted hover:text-ink max-lg:hidden ${isBesideList ? "xl:hidden" : ""}`}>
        <ArrowLeft aria-hidden size={18} /> {back.label}
      </Link>
      <header className="grid grid-cols-[minmax(0,1fr)] gap-2 lg:gap-4">
        {/* On a desk below the words, on a phone on one line with the way back. */}
        <div className="flex items-center gap-2.5 lg:order-last lg:gap-3">
          <Link to={back.to} aria-label={back.label} className="-mr-2 -ml-3 grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-sunk lg:hidden">
            <ArrowLeft aria-hidden size={20} />
          </Link>
          <Score score={response.score} />
          <div className="min-w-0">
            <Title className="text-lg leading-tight font-semibold">
              <Link to={`/customers/${customer.id}`} className="relative block w-fit decoration-1 underline-offset-4 after:absolute after:-inset-y-3 after:inset-x-0 hover:underline">
                <bdi className="text-left max-lg:line-clamp-2">{customer.name ?? t.noName}</bdi>
              </Link>
            </Title>
            <p className="text-[0.8125rem] leading-tight wrap-break-word text-muted lg:text-sm">
              {customer.account && <>{customer.account} · </>}
              <Answered page={page} />
              {task.owner && !task.isMine && (
                <span className="font-semibold text-ink max-lg:block">
                  <span className="max-lg:hidden"> · </span>
                  {t.withOwner(task.owner)}
                </span>
              )}
            </p>
          </div>
        </div>
        <Said words={response.comment} />
      </header>

      <Reopened page={page} />
      <CoverNote page={page} />
      <GestureNews page={page} />
      {isToCall && <FirstWords guide={guide} />}
      <NextStep page={page} />
      {page.lesson.isAsked && !(task.outcome && endedEarly.has(task.outcome)) && <LeaveLesson taskId={task.id} lesson={page.lesson.text} />}
      <PrepareCard taskId={task.id} viewerId={page.viewerId} card={card} guide={isToCall ? { ...guide, openings: [] } : guide} isFolded={!isCallNext(task)} />
      <Where page={page} />
      <Others page={page} />
      <Gestures page={page} />
      <Buddies page={page} />
      <Promises page={page} />
      <Reach page={page} />
      <Timeline history={page} viewerId={page.viewerId} />
    </article>
  );
}

/** She is to be called now: for the first time, or because it was not solved. */
function isCallNext({ stage, isReopened, hasActed }: TaskPage["task"]): boolean {
  return stage === "to_call" || (stage === "to_act" && isReopened && !hasActed);
}

function Answered({ page: { response } }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const clock = useClock();
  return (
    <>
      <span className="max-lg:hidden">{t.answered(dayAndTime(response.answered_at, clock))}</span>
      <span className="lg:hidden">{dayAndTime(response.answered_at, clock)}</span>
      {response.touchpoint && `, ${t.about(response.touchpoint)}`}
      {response.touchpoint?.toLowerCase() !== response.source.toLowerCase() && <span className="max-sm:hidden"> · {response.source}</span>}
    </>
  );
}

/** Where the loop stands, with whom, and why. */
function Where({ page }: { page: TaskPage }) {
  const { task } = page;
  const t = useTexts(taskTexts);
  return (
    <div className="grid gap-3">
      {!(task.outcome && endedEarly.has(task.outcome)) && <Stages stage={task.stage} />}
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        <WhenDue page={page} />
        {task.owner && !task.isMine && (
          <span>
            <span className="font-semibold text-ink">{t.with}</span> {task.owner}, {task.team}
          </span>
        )}
        <span>
          <span className="font-semibold text-ink">{task.isMine ? t.why : t.whyThem}</span> {page.why}
        </span>
      </p>
      {page.rule && (
        <details className="-my-2.5 text-sm text-muted">
          <summary className="inline-flex min-h-11 list-none items-center underline decoration-1 underline-offset-4 hover:text-ink [&::-webkit-details-marker]:hidden">{t.byWhichRule}</summary>
          <p className="max-w-2xl pb-2.5 wrap-break-word">{page.rule}</p>
        </details>
      )}
    </div>
  );
}

/** The customer said "not yet": her newest words stand with the first ones. */
function Reopened({ page: { task, verdict } }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const clock = useClock();
  if (!task.isReopened || task.stage === "closed" || verdict?.kind !== "verdict_given") return null;
  const { words, score } = verdict.data;
  return (
    <section className="rounded-[14px] border-l-4 border-clay bg-clay-soft px-5 py-4">
      <h2 className="font-semibold text-clay">
        {t.reopened}
        {score !== null && t.newScore(score)}
      </h2>
      {words && <p className="said mt-2 text-xl whitespace-pre-line">{words}</p>}
      <p className="mt-1 text-sm">{dayAndTime(verdict.at, clock)}</p>
    </section>
  );
}

function WhenDue({ page: { task, promises } }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const clock = useClock();
  if (!task.urgentAt || task.stage === "told" || task.stage === "closed") return null;
  if (task.againAt && task.againAt.getTime() === task.urgentAt.getTime())
    return (
      <span>
        <span className="font-semibold text-ink">{t.again}</span> <span className={task.againAt < clock.now ? "font-semibold text-clay" : ""}>{dayAndTime(task.againAt, clock)}</span>
      </span>
    );
  return (
    <span>
      <span className="font-semibold text-ink">{task.stage === "to_act" && promises.length > 0 ? t.promiseDue : t.due[task.stage]}</span> <Due at={task.urgentAt} />
    </span>
  );
}

/** Everything else she may do, quietly. */
function Others({ page: { task, customer, promises } }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const key = useKey();
  if (task.stage === "closed") return null;
  const sheet = (path: string, label: string, letter?: string) => (
    <li>
      <ButtonLink kind="quiet" to={`/tasks/${task.id}/${path}`} preventScrollReset className="lg:px-3.5" {...(letter && key(letter))}>
        {label}
      </ButtonLink>
    </li>
  );
  return (
    <nav aria-label={t.also}>
      <ul className="flex flex-wrap gap-2">
        {task.stage !== "to_call" && sheet("attempts", t.log)}
        {sheet("promises", t.promise, "p")}
        {(task.stage !== "to_act" || promises.length > 0) && sheet("actions", t.act, "a")}
        {customer.email && (
          <li>
            <a href={`mailto:${customer.email}`} className="inline-flex min-h-11 items-center rounded-[10px] bg-sunk px-4 py-2 font-semibold lg:px-3.5">
              {t.mail}
            </a>
          </li>
        )}
        {sheet("help", t.help)}
        {sheet("handover", t.handover)}
        {sheet("closing", t.close)}
      </ul>
    </nav>
  );
}

function Promises({ page: { task, promises } }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  // The first one is what to do next: it stands above.
  const others = task.stage === "to_act" && task.owner ? promises.slice(1) : promises;
  if (others.length === 0) return null;
  return (
    <Card title={t.promises}>
      <ul className="grid gap-4">
        {others.map((promise) => (
          <li key={promise.id} className="grid gap-1">
            <p className="line-clamp-6 whitespace-pre-line">{promise.text}</p>
            <p className="flex flex-wrap items-center justify-between gap-x-4">
              <Due at={promise.due_at} />
              {promise.id !== 0 && (
                <Link to={`/tasks/${task.id}/promises/${promise.id}`} preventScrollReset className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
                  {t.promiseEnd}
                </Link>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Reach({ page: { task, customer } }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const link = "inline-flex min-h-11 items-center text-accent underline decoration-1 underline-offset-4 hover:decoration-2";
  return (
    <Card title={t.reach}>
      <dl className="grid items-center gap-x-5 sm:gap-x-3 [&>dt:not(:first-child)]:mt-2 sm:[&>dt]:mt-0! sm:grid-cols-[auto_minmax(0,auto)_auto_minmax(0,1fr)] sm:gap-y-1">
        <dt className="text-sm text-muted sm:text-base">{t.phone}</dt>
        <dd>
          {customer.phone && customer.dial ? (
            <CallLink taskId={task.id} dial={customer.dial} className={`tabular text-lg ${link}`}>
              {customer.phone}
            </CallLink>
          ) : (
            (customer.phone ?? t.noPhone)
          )}
        </dd>
        <dt className="text-sm text-muted sm:text-base">{t.email}</dt>
        <dd>
          {customer.email ? (
            <a href={`mailto:${customer.email}`} className={link}>
              {customer.email}
            </a>
          ) : (
            t.noEmail
          )}
          {customer.no_mail_at && <p className="text-sm font-semibold text-clay">{t.noMailWanted}</p>}
        </dd>
        {customer.language && (
          <>
            <dt className="text-sm text-muted sm:text-base">{t.language}</dt>
            <dd>{t.languages[customer.language]}</dd>
          </>
        )}
      </dl>
      <p className="mt-2">
        <Link to={`/customers/${customer.id}`} className={link}>
          {t.seeCustomer}
        </Link>
      </p>
    </Card>
  );
}
