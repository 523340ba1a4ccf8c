import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Button, ButtonAnchor, ButtonLink } from "../ui/button.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import { useKey } from "../keyboard/use-key.ts";
import { CallButton } from "./call.tsx";
import { type Tap, TapForm, TapProblem, useTap } from "./tap.tsx";
import type { TaskPage } from "./task.server.ts";
import { taskTexts } from "./task.texts.ts";

/** What to do now for this customer: one thing, large. Everything else that is possible stands quietly below. */
export function NextStep({ page }: { page: TaskPage }) {
  const tap = useTap();
  return (
    <>
      <TapProblem tap={tap} />
      <Next page={page} tap={tap} />
    </>
  );
}

function Next({ page, tap }: { page: TaskPage; tap: Tap }) {
  const { task, promises } = page;
  if (task.stage === "closed") return <Closed page={page} />;
  if (!task.owner) return <Claim page={page} tap={tap} />;
  if (promises.length > 0 && task.stage === "to_act") return <KeepPromise page={page} tap={tap} />;
  if (task.stage === "to_call") return <Call page={page} />;
  if (task.stage === "to_act") return <Act page={page} />;
  if (task.stage === "to_tell") return <Tell page={page} />;
  return <Told page={page} />;
}

function Step({ title, text, children, tone = "accent" }: { title: ReactNode; text?: ReactNode; children?: ReactNode; tone?: "accent" | "quiet" }) {
  return (
    <section className={`rounded-[16px] border p-5 sm:p-6 ${tone === "accent" ? "border-accent/35 bg-accent-soft" : "border-line bg-surface"}`}>
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      {text && <div className="mt-1 max-w-[60ch]">{text}</div>}
      {children && <div className="mt-4 flex flex-wrap items-center gap-3">{children}</div>}
    </section>
  );
}

function Claim({ page: { task, form }, tap }: { page: TaskPage; tap: Tap }) {
  const t = useTexts(taskTexts).next.claim;
  return (
    <Step title={t.title} text={t.text}>
      <TapForm tap={tap} action={`/tasks/${task.id}/claim`} form={form}>
        <Button>{t.button}</Button>
      </TapForm>
    </Step>
  );
}

function Call({ page: { task, customer } }: { page: TaskPage }) {
  const all = useTexts(taskTexts);
  const t = all.next.call;
  const clock = useClock();
  const tried = task.attemptCount > 0 && [t.tries(task.attemptCount), task.againAt && t.again(dayAndTime(task.againAt, clock))].filter(Boolean).join(" ");
  const noNumber = !customer.phone ? t.noPhone(Boolean(customer.email)) : !customer.dial ? t.strangePhone(customer.phone) : null;
  return (
    <>
      {(tried || noNumber) && (
        <section aria-label={t.title(customer.name ?? all.noName)} className="grid gap-2 max-lg:text-[0.8125rem]">
          {tried && <p className="font-semibold">{tried}</p>}
          {noNumber && <p className="max-w-[60ch]">{noNumber}</p>}
        </section>
      )}
      <CallNow taskId={task.id} customer={customer} />
    </>
  );
}

/** The number, and the sheet for who called already. On a phone it stays above the tabs while what is above it is long. */
function CallNow({ taskId, customer }: { taskId: number; customer: TaskPage["customer"] }) {
  const all = useTexts(taskTexts);
  const t = all.next.call;
  return (
    <div className="z-[5] -mx-4 -my-1.5 flex flex-wrap items-center gap-2 bg-paper px-4 py-1.5 max-lg:sticky max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] sm:flex-nowrap lg:m-0 lg:gap-3 lg:p-0">
      {customer.phone && customer.dial && (
        <CallButton taskId={taskId} phone={customer.phone} dial={customer.dial} className="min-h-12 min-w-0 grow px-3! text-lg sm:grow-0 sm:px-5! lg:min-h-14 lg:px-6! lg:text-2xl lg:tracking-tight" />
      )}
      {!customer.phone && customer.email && <ButtonAnchor href={`mailto:${customer.email}`} className="min-h-13">{all.mail}</ButtonAnchor>}
      <ButtonLink kind="quiet" to={`/tasks/${taskId}/attempts`} preventScrollReset className="min-h-12 lg:min-h-13">
        {customer.dial ? t.called : t.contacted}
      </ButtonLink>
    </div>
  );
}

function Act({ page: { task, customer } }: { page: TaskPage }) {
  const t = useTexts(taskTexts).next;
  const texts = task.isReopened ? t.reopenedAct : t.act;
  const key = useKey();
  // Who says "not yet" is called again: then the number comes first, and on a phone stays in sight.
  const isCall = task.isReopened && !task.hasActed;
  return (
    <>
      {isCall && <CallNow taskId={task.id} customer={customer} />}
      <Step title={texts.title} text={texts.text}>
        <ButtonLink kind={isCall ? "quiet" : "primary"} to={`/tasks/${task.id}/actions`} preventScrollReset {...key("a")} className={isCall ? "bg-surface!" : ""}>
          {texts.button}
        </ButtonLink>
        {!isCall && <PhoneLink taskId={task.id} customer={customer} />}
      </Step>
    </>
  );
}

function KeepPromise({ page: { task, promises, customer, form }, tap }: { page: TaskPage; tap: Tap }) {
  const t = useTexts(taskTexts).next.promise;
  const clock = useClock();
  const first = promises[0]!;
  return (
    <Step
      title={t.title}
      text={
        <>
          <p className="line-clamp-4 whitespace-pre-line text-lg">{first.text}</p>
          <p className="mt-1 text-sm text-muted">{t.due(dayAndTime(first.due_at, clock))}</p>
        </>
      }
    >
      {first.id !== 0 && (
        <>
          <TapForm tap={tap} action={`/tasks/${task.id}/promises/${first.id}`} form={form}>
            <input type="hidden" name="end" value="kept" />
            <Button>{t.kept}</Button>
          </TapForm>
          <ButtonLink kind="quiet" to={`/tasks/${task.id}/promises/${first.id}`} preventScrollReset className="bg-surface!">
            {t.notKept}
          </ButtonLink>
        </>
      )}
      <PhoneLink taskId={task.id} customer={customer} />
    </Step>
  );
}

function Tell({ page: { task, customer, mails } }: { page: TaskPage }) {
  const t = useTexts(taskTexts).next;
  const key = useKey();
  if (!customer.email || customer.no_mail_at)
    return (
      <Step title={t.tell.title} text={customer.email ? t.tellByPhone.optedOut : t.tellByPhone.noMail}>
        <ButtonLink to={`/tasks/${task.id}/telling`} preventScrollReset>
          {t.tellByPhone.button}
        </ButtonLink>
        <PhoneLink taskId={task.id} customer={customer} />
      </Step>
    );
  const status = mails.findLast(({ kind }) => kind === "reply")?.status;
  if (status === "queued") return <Step tone="quiet" title={t.sending.title} text={t.sending.text} />;
  const trouble = status === "failed" || status === "kept" || status === "unknown" ? t.mailTrouble[status] : undefined;
  return (
    <Step title={t.tell.title} text={trouble ? <strong className="text-clay">{trouble}</strong> : t.tell.text}>
      <ButtonLink to={`/tasks/${task.id}/reply`} {...key("r")}>{trouble ? t.mailTrouble.button : t.tell.button}</ButtonLink>
      <ButtonLink kind="quiet" to={`/tasks/${task.id}/telling`} preventScrollReset className="bg-surface!">
        {t.tell.byPhone}
      </ButtonLink>
    </Step>
  );
}

function PhoneLink({ taskId, customer }: { taskId: number; customer: TaskPage["customer"] }) {
  if (!customer.phone || !customer.dial) return null;
  return <CallButton taskId={taskId} phone={customer.phone} dial={customer.dial} kind="quiet" className="bg-surface!" />;
}

function Told({ page: { task } }: { page: TaskPage }) {
  const t = useTexts(taskTexts).next.told;
  const clock = useClock();
  return <Step tone="quiet" title={t.title} text={task.toldAt && t.text(dayAndTime(task.toldAt, clock))} />;
}

function Closed({ page: { task, verdict, events } }: { page: TaskPage }) {
  const all = useTexts(taskTexts);
  const outcome = useTexts(uiTexts).outcome;
  const clock = useClock();
  const closing = events.findLast((event) => event.kind === "closed");
  const words = verdict?.kind === "verdict_given" ? verdict.data.words : null;
  return (
    <Step
      tone={task.outcome === "solved" ? "accent" : "quiet"}
      title={task.outcome ? outcome[task.outcome] : all.next.closed.title}
      text={
        <>
          <p>{task.outcome && all.outcome[task.outcome]}</p>
          {closing?.kind === "closed" && closing.data.reason && <p className="mt-2 whitespace-pre-line">{closing.data.reason}</p>}
          {words && <p className="said mt-3 text-xl whitespace-pre-line">{words}</p>}
          {task.closedAt && <p className="mt-2 text-sm text-muted">{all.next.closed.at(dayAndTime(task.closedAt, clock))}</p>}
        </>
      }
    />
  );
}
