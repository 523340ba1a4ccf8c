import { Gift } from "lucide-react";
import type { ReactNode } from "react";
import { useLanguage, useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { type Tap, TapForm, TapProblem, useTap } from "../tasks/tap.tsx";
import type { TaskPage } from "../tasks/task.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/parts.tsx";
import { Decision } from "./decision.tsx";
import { mandateTexts } from "./mandate.texts.ts";
import { euros, sayGesture } from "./say.ts";

type Part = { page: Pick<TaskPage, "task" | "gestures" | "form" | "events" | "names" | "viewerId"> };

/** On the task page: what waits for a yes, and what she may give herself at one tap. */
export function Gestures({ page }: Part) {
  const tap = useTap();
  const { kinds, asked, given, allowed } = page.gestures;
  if (kinds.length + asked.length + given.length + allowed.length === 0) return null;
  return (
    <>
      <TapProblem tap={tap} />
      <span id={place} className="-mt-2.5 scroll-mt-20 lg:-mt-7" />
      <Answers page={page} />
      {asked.map((gesture) => (
        <Asked key={gesture.id} page={page} gesture={gesture} tap={tap} />
      ))}
      <Offer page={page} tap={tap} />
    </>
  );
}

/** On a phone what she asked stands below the fold: in one line on top she sees that it waits, or what was said. */
export function GestureNews({ page }: Part) {
  const t = useTexts(mandateTexts);
  const answer = answersTo(page).at(-1)?.data;
  const waits = page.gestures.asked.some(({ isMine, mayDecide }) => isMine && !mayDecide);
  if (!waits && !answer) return null;
  const look = waits ? "bg-amber-soft" : answer?.is_allowed ? "bg-green-soft" : "bg-clay-soft";
  return (
    <p role="status" className={`rounded-[10px] px-3 text-sm lg:hidden ${look}`}>
      <a href={`#${place}`} className="flex min-h-11 items-center font-semibold underline decoration-1 underline-offset-4">
        {waits ? t.isWaiting : answer?.is_allowed ? t.isYes : t.isNo}
      </a>
    </p>
  );
}

/** Where on the page gestures stand. */
const place = "gestures";

/** What was said to her questions, until the customer was told. */
function answersTo({ events, viewerId }: Part["page"]) {
  const told = events.findLastIndex(({ kind }) => kind === "reply_queued" || kind === "told_by_phone");
  return events.slice(told + 1).flatMap((event) => (event.kind === "gesture_decided" && event.data.employee_id === viewerId ? [event] : []));
}

/** The same, where she asked it. */
function Answers({ page }: Part): ReactNode {
  const t = useTexts(mandateTexts);
  const clock = useClock();
  const { names } = page;
  return answersTo(page).map(({ id, at, actor_id, data: { is_allowed, note, ...gesture } }) => (
    <section key={id} className={`rounded-[14px] border-l-4 px-5 py-4 ${is_allowed ? "border-green bg-green-soft" : "border-clay bg-clay-soft"}`}>
      <h2 className="font-semibold wrap-break-word">{t[is_allowed ? "yesSaid" : "noSaid"](names.people[actor_id ?? 0] ?? t.someone, sayGesture(gesture, clock.language))}</h2>
      {note && <p className="mt-1 line-clamp-6 whitespace-pre-line wrap-break-word">{note}</p>}
      <p className="mt-1 text-sm">{dayAndTime(at, clock)}</p>
    </section>
  ));
}

function Asked({ page: { task, form }, gesture, tap }: Part & { tap: Tap; gesture: TaskPage["gestures"]["asked"][number] }) {
  const t = useTexts(mandateTexts);
  const clock = useClock();
  const what = sayGesture(gesture, clock.language);
  const since = dayAndTime(gesture.asked_at, clock);
  return (
    <section className="rounded-[14px] border-l-4 border-amber bg-amber-soft px-5 py-4">
      <h2 className="font-semibold wrap-break-word">{gesture.isMine ? t.youAsk(what) : t.asks(gesture.asker, what)}</h2>
      {gesture.note && <p className="mt-1 line-clamp-6 whitespace-pre-line wrap-break-word">{gesture.note}</p>}
      {!gesture.mayDecide && gesture.id !== 0 && <p className="mt-1 text-sm">{gesture.waitsFor.length === 0 ? t.waitsForNobody(since) : t.waits(gesture.waitsFor.join(` ${t.or} `), since)}</p>}
      {gesture.mayDecide && <Decision gestureId={gesture.id} back="task" />}
      {gesture.mayWithdraw && (
        <TapForm tap={tap} action={`/tasks/${task.id}/gestures/${gesture.id}/withdrawal`} form={form} className="mt-3">
          <Button kind="quiet" className="bg-surface!">
            {t.withdraw}
          </Button>
        </TapForm>
      )}
    </section>
  );
}

const mostButtons = 4;

function Offer({ page: { task, gestures, form }, tap }: Part & { tap: Tap }) {
  const t = useTexts(mandateTexts);
  const language = useLanguage();
  const { kinds, given, allowed } = gestures;
  // Two of each while they are few, so that every kind has its button.
  const perKind = kinds.length > 2 ? 1 : 2;
  const buttons = kinds.flatMap((kind) => kind.proposals.slice(0, perKind).map((amount) => ({ ...kind, amount }))).slice(0, mostButtons);
  const sheet = `/tasks/${task.id}/gestures`;
  return (
    <Card title={t.title}>
      <p className="-mt-1 mb-3">{buttons.length > 0 ? t.offer : t.askOnly}</p>
      <div className="flex flex-wrap gap-2">
        {buttons.map(({ id, name, has_amount, amount }) => (
          <TapForm key={`${id} ${amount}`} tap={tap} action={sheet} form={form} className="max-w-full">
            <input type="hidden" name="gesture_kind_id" value={id} />
            <input type="hidden" name="amount" value={has_amount ? amount / 100 : amount} />
            <input type="hidden" name="note" value="" />
            <Button kind="quiet" className="max-w-full bg-accent-soft! text-accent">
              <Gift aria-hidden size={18} className="shrink-0" />
              <span className="min-w-0 wrap-break-word">
                {`${name} `}
                {has_amount && <span className="tabular whitespace-nowrap">{euros(amount, language)}</span>}
              </span>
            </Button>
          </TapForm>
        ))}
        <ButtonLink kind="quiet" to={buttons.length > 0 ? sheet : `${sheet}/asking`} preventScrollReset>
          {buttons.length > 0 ? t.other : t.ask}
        </ButtonLink>
      </div>
      {allowed.map((gesture) => (
        <p key={gesture.id} className="mt-3 wrap-break-word">
          {t.allowed(gesture.decider, sayGesture(gesture, language))} <span className="text-sm text-muted">{t.allowedHint}</span>
        </p>
      ))}
      {given.map((gesture) => (
        <TapForm key={gesture.id} tap={tap} action={`${sheet}/${gesture.id}/withdrawal`} form={form} className="mt-3 flex flex-wrap items-center gap-x-4">
          <p className="min-w-0 wrap-break-word">
            {t.given(sayGesture(gesture, language))} <span className="text-sm text-muted">{t.takeBackHint}</span>
          </p>
          {gesture.id !== 0 && <Button kind="plain">{t.takeBack}</Button>}
        </TapForm>
      ))}
    </Card>
  );
}
