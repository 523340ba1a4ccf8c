import { Form } from "@remix-run/react";
import { Phone } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Button, ButtonAnchor, ButtonLink } from "../ui/button.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import { HiddenFields } from "./act-sheet.tsx";
import { attemptOutcomes } from "./events.ts";
import { sheetTexts } from "./sheets.texts.ts";
import type { TaskPage } from "./task.server.ts";
import { taskTexts } from "./task.texts.ts";

/** What to do now for this customer: one thing, large. Everything else that is possible stands quietly below. */
export function NextStep({ page }: { page: TaskPage }) {
  const { task, promises } = page;
  if (task.stage === "closed") return <Closed page={page} />;
  if (!task.owner) return <Claim page={page} />;
  if (promises.length > 0 && task.stage === "to_act") return <KeepPromise page={page} />;
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

function Claim({ page: { task, form } }: { page: TaskPage }) {
  const t = useTexts(taskTexts).next.claim;
  return (
    <Step title={t.title} text={t.text}>
      <Form method="post" action={`/tasks/${task.id}/claim`}>
        <HiddenFields form={form} />
        <Button>{t.button}</Button>
      </Form>
    </Step>
  );
}

function Call({ page: { task, customer } }: { page: TaskPage }) {
  const all = useTexts(taskTexts);
  const t = all.next.call;
  const outcomes = useTexts(sheetTexts).attempts.outcomes;
  const text = !customer.phone ? t.noPhone(Boolean(customer.email)) : !customer.dial ? t.strangePhone(customer.phone) : t.tries(task.attemptCount);
  return (
    <Step title={t.title(customer.name ?? all.noName)} text={text}>
      {customer.phone && customer.dial && (
        <ButtonAnchor href={customer.dial} className="w-full text-lg sm:w-auto lg:min-h-14 lg:px-6 lg:text-2xl lg:tracking-tight">
          <Phone aria-hidden className="size-5 lg:size-6" />
          <span className="sr-only">{t.button("")}</span>
          <span className="tabular">{customer.phone}</span>
        </ButtonAnchor>
      )}
      {!customer.phone && customer.email && <ButtonAnchor href={`mailto:${customer.email}`}>{all.mail}</ButtonAnchor>}
      <div className="w-full">
        <p className="mb-2 text-sm font-semibold">{t.how}</p>
        <ul className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
          {attemptOutcomes.map((outcome) => (
            <li key={outcome}>
              <ButtonLink kind="quiet" to={`/tasks/${task.id}/attempts?outcome=${outcome}`} preventScrollReset className="h-full w-full bg-surface! text-center">
                {outcomes[outcome]}
              </ButtonLink>
            </li>
          ))}
        </ul>
      </div>
    </Step>
  );
}

function Act({ page: { task, customer } }: { page: TaskPage }) {
  const t = useTexts(taskTexts).next;
  const texts = task.isReopened ? t.reopenedAct : t.act;
  return (
    <Step title={texts.title} text={texts.text}>
      <ButtonLink to={`/tasks/${task.id}/actions`} preventScrollReset>
        {texts.button}
      </ButtonLink>
      <PhoneLink customer={customer} />
    </Step>
  );
}

function KeepPromise({ page: { task, promises, customer, form } }: { page: TaskPage }) {
  const t = useTexts(taskTexts).next.promise;
  const promised = useTexts(sheetTexts).promise.due;
  const clock = useClock();
  const first = promises[0]!;
  return (
    <Step
      title={t.title}
      text={
        <>
          <p className="line-clamp-4 whitespace-pre-line text-lg">{first.text}</p>
          <p className="mt-1 text-sm text-muted">{promised(dayAndTime(first.due_at, clock))}</p>
        </>
      }
    >
      <Form method="post" action={`/tasks/${task.id}/promises/${first.id}`} preventScrollReset>
        <HiddenFields form={form} />
        <input type="hidden" name="end" value="kept" />
        <Button>{t.kept}</Button>
      </Form>
      <ButtonLink kind="quiet" to={`/tasks/${task.id}/promises/${first.id}`} preventScrollReset className="bg-surface!">
        {t.notKept}
      </ButtonLink>
      <PhoneLink customer={customer} />
    </Step>
  );
}

function Tell({ page: { task, customer, mails } }: { page: TaskPage }) {
  const t = useTexts(taskTexts).next;
  if (!customer.email || customer.no_mail_at)
    return (
      <Step title={t.tell.title} text={customer.email ? t.tellByPhone.optedOut : t.tellByPhone.noMail}>
        <ButtonLink to={`/tasks/${task.id}/telling`} preventScrollReset>
          {t.tellByPhone.button}
        </ButtonLink>
        <PhoneLink customer={customer} />
      </Step>
    );
  const status = mails.findLast(({ kind }) => kind === "reply")?.status;
  if (status === "queued") return <Step tone="quiet" title={t.sending.title} text={t.sending.text} />;
  const trouble = status === "failed" || status === "kept" || status === "unknown" ? t.mailTrouble[status] : undefined;
  return (
    <Step title={t.tell.title} text={trouble ? <strong className="text-clay">{trouble}</strong> : t.tell.text}>
      <ButtonLink to={`/tasks/${task.id}/reply`}>{trouble ? t.mailTrouble.button : t.tell.button}</ButtonLink>
      <ButtonLink kind="quiet" to={`/tasks/${task.id}/telling`} preventScrollReset className="bg-surface!">
        {t.tell.byPhone}
      </ButtonLink>
    </Step>
  );
}

function PhoneLink({ customer }: { customer: TaskPage["customer"] }) {
  if (!customer.phone || !customer.dial) return null;
  return (
    <ButtonAnchor kind="quiet" href={customer.dial} className="bg-surface!">
      <Phone aria-hidden size={18} /> <span className="tabular">{customer.phone}</span>
    </ButtonAnchor>
  );
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
