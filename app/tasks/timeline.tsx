import type { ReactNode } from "react";
import type { MailKind, MailStatus } from "#db/schema.ts";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { sayGesture } from "../mandate/say.ts";
import type { StoredEvent } from "./events.ts";
import { timelineTexts } from "./timeline.texts.ts";

export type History = {
  events: StoredEvent[];
  mails: { id: string; kind: MailKind; status: MailStatus; error: string | null; sent_at: Date | null; to_email: string; reply_id: number | null; we_did: string | null }[];
  names: { people: Record<number, string>; teams: Record<number, string>; causes: Record<number, string> };
};

type Item = {
  title: string;
  /** What an employee typed. */
  note?: string | null | undefined;
  /** What the customer said. */
  said?: string | null | undefined;
  extra?: ReactNode;
  tone?: "plain" | "good" | "bad";
};

/** Everything that happened to a task, the newest first, in plain words. */
export function Timeline({ history, viewerId }: { history: History; viewerId: number }) {
  const t = useTexts(timelineTexts);
  const clock = useClock();
  const describe = useDescribe(history, viewerId);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-4 text-lg font-semibold tracking-tight">
        {t.title}
      </h2>
      <ol className="grid">
        {[...history.events].reverse().map((event) => {
          const item = describe(event);
          return (
            <li key={event.id} className="group relative grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 pb-6 last:pb-0">
              <span aria-hidden className="absolute top-3 bottom-[-0.6rem] left-[0.5625rem] w-0.5 bg-line group-last:hidden" />
              <span aria-hidden className={`relative mt-1 size-3 justify-self-center rounded-full border-2 ${dots[item.tone ?? "plain"]}`} />
              <div className="min-w-0">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <span className="font-semibold">{item.title}</span>
                  <time dateTime={new Date(event.at).toISOString()} className="text-sm text-muted">
                    {dayAndTime(event.at, clock)}
                  </time>
                </p>
                {item.said && <p className="said mt-1 text-lg whitespace-pre-line">{item.said}</p>}
                {item.note && <p className="mt-1 whitespace-pre-line text-muted">{item.note}</p>}
                {item.extra}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const dots = { plain: "border-field bg-paper", good: "border-accent bg-accent", bad: "border-clay bg-clay" };

function useDescribe({ mails, names }: History, viewerId: number): (event: StoredEvent) => Item {
  const t = useTexts(timelineTexts);
  const clock = useClock();
  const person = (id: number | null) => (id === viewerId ? t.you : id ? (names.people[id] ?? t.someone) : t.app);
  const whom = (id: number) => (id === viewerId ? t.youObject : person(id));
  const receiver = ({ owner_id, team_id }: { owner_id: number | null; team_id: number }) => (owner_id === viewerId ? t.youObject : owner_id ? person(owner_id) : (names.teams[team_id] ?? t.someone));
  const handedOver = ({ data }: Extract<StoredEvent, { kind: "handed_over" }>, who: string) => {
    const to = receiver(data);
    if (data.reason === "absence") {
      const absent = data.from_owner_id === viewerId ? t.youObject : person(data.from_owner_id);
      return data.owner_id ? t.covered.absence(to, absent) : t.covered.pool(to, absent);
    }
    if (data.reason === "return") return t.covered.return(to);
    return data.reason ? t.covered[data.reason](who, to) : t.handed_over(who, to);
  };
  return (event) => {
    const who = person(event.actor_id);
    switch (event.kind) {
      case "opened":
        return { title: t.opened(event.data.score), note: t.openedTo(receiver(event.data)) };
      case "response_changed":
        return { title: t.response_changed(event.data.score) };
      case "rerouted":
        return { title: t.rerouted(receiver(event.data)) };
      case "claimed":
        return { title: t.claimed(who) };
      case "handed_over":
        return { title: handedOver(event, who), note: event.data.note };
      case "cover_introduced": {
        const mail = mails.find(({ id }) => id === event.data.mail_id);
        return { title: t.cover_introduced(who), extra: mail && <Mail mail={mail} /> };
      }
      case "attempted": {
        const { outcome, channel, note, again_at, seconds } = event.data;
        const how = outcome === "voicemail" ? t.howTried[channel] : outcome === "no_answer" ? t.howMissed[channel] : t.how[channel];
        const actor = outcome === "declined" && event.actor_id === viewerId ? t.youObject : who;
        const extra = [again_at && t.again(dayAndTime(again_at, clock)), seconds !== undefined && t.duration(Math.round(seconds / 60))].filter(Boolean).join(" · ");
        return { title: t.attempted[outcome](actor, how), note, tone: outcome === "reached" ? "good" : outcome === "declined" ? "bad" : "plain", extra: extra && <p className="mt-1 text-sm text-muted">{extra}</p> };
      }
      case "promised":
        return { title: t.promised(who, dayAndTime(event.data.due_at, clock)), note: event.data.text };
      case "promise_kept":
        return { title: t.promise_kept(who), tone: "good" };
      case "promise_withdrawn":
        return { title: t.promise_withdrawn(who), note: event.data.reason };
      case "acted": {
        const cause = event.data.cause_id ? names.causes[event.data.cause_id] : undefined;
        return { title: t.acted(who), note: event.data.text, tone: "good", extra: cause && <p className="mt-1 text-sm text-muted">{t.cause(cause)}</p> };
      }
      case "reply_queued": {
        const mail = mails.find(({ reply_id }) => reply_id === event.data.reply_id);
        return { title: t.reply_queued(who), note: mail?.we_did, extra: mail && <Mail mail={mail} /> };
      }
      case "reply_sent":
        return { title: t.reply_sent, tone: "good" };
      case "reply_kept":
        return { title: t.reply_kept, tone: "bad" };
      case "reply_failed":
        return { title: event.data.is_unknown ? t.reply_unknown : t.reply_failed, note: event.data.reason, tone: "bad" };
      case "reminded":
        return { title: t.reminded(event.data.waits_for, dayAndTime(event.data.due_at, clock)) };
      case "lead_told":
        return { title: t.lead_told(event.data.waits_for, dayAndTime(event.data.due_at, clock)), tone: "bad" };
      case "escalated": {
        const { from_owner_id, from_team_id, team_id } = event.data;
        const from = from_owner_id ? (names.people[from_owner_id] ?? t.someone) : (names.teams[from_team_id] ?? t.someone);
        return { title: t.escalated(names.teams[team_id] ?? t.someone), note: t.escalatedFrom(from_owner_id === viewerId ? t.youObject : from), tone: "bad" };
      }
      case "undone":
        return { title: t.undone(who) };
      case "help_asked":
        return { title: t.help_asked(who, whom(event.data.employee_id)), note: event.data.note };
      case "gesture_given":
        return { title: t.gesture_given(who, sayGesture(event.data, clock.language)), note: event.data.note, tone: "good" };
      case "gesture_asked":
        return { title: t.gesture_asked(who, sayGesture(event.data, clock.language)), note: event.data.note };
      case "gesture_decided": {
        const { is_allowed, note } = event.data;
        return { title: t.gesture_decided[is_allowed ? "yes" : "no"](who, sayGesture(event.data, clock.language)), note, tone: is_allowed ? "good" : "bad" };
      }
      case "gesture_withdrawn":
        return { title: t.gesture_withdrawn(who, sayGesture(event.data, clock.language)) };
      case "buddy_asked":
        return { title: t.buddy_asked[event.data.part](who, whom(event.data.employee_id)), note: event.data.note };
      case "buddy_answered": {
        const { is_accepted, advice } = event.data;
        return { title: t.buddy_answered[!is_accepted ? "no" : advice ? "advice" : "yes"](who), note: advice, tone: is_accepted ? "good" : "plain" };
      }
      case "buddy_thanked":
        return { title: t.buddy_thanked(who, whom(event.data.employee_id)), tone: "good" };
      case "buddy_ended":
        return { title: t.buddy_ended(who, whom(event.data.employee_id)) };
      case "told_by_phone":
        return { title: t.told_by_phone(who), note: event.data.note, tone: "good" };
      case "verdict_given": {
        const { answer, score, words } = event.data;
        return { title: t.verdict[answer], said: words, tone: answer === "solved" ? "good" : "bad", extra: score !== null && <p className="mt-1 text-sm text-muted">{t.newScore(score)}</p> };
      }
      case "closed": {
        const { outcome, reason } = event.data;
        const last = outcome === "unreachable" ? mails.find(({ kind }) => kind === "last_mail") : undefined;
        const title = outcome === "no_answer" ? t.closed.no_answer : t.closed[outcome](who);
        return { title, note: reason, extra: last && <Mail mail={last} label={t.lastMail} /> };
      }
    }
  };
}

/** How far a mail came, and the mail itself. */
function Mail({ mail, label }: { mail: History["mails"][number]; label?: string }) {
  const t = useTexts(timelineTexts);
  const isBad = mail.status === "failed" || mail.status === "unknown" || mail.status === "kept";
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm">
      {label && <span className="text-muted">{label}:</span>}
      <span className={isBad ? "font-semibold text-clay" : mail.status === "sent" ? "font-semibold text-green" : "text-muted"}>{t.mail[mail.status]}</span>
      {/* A reply's failure is an event of its own. */}
      {mail.error && isBad && label && <span className="text-muted">{mail.error}</span>}
      <a href={`/mail-body/${mail.id}`} target="_blank" rel="noreferrer" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">
        {t.seeMail}
      </a>
    </p>
  );
}
