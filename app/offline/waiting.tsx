import { Link, useNavigate, useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import { useLanguage, useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { keepDraft, readDraft } from "../ui/drafts.ts";
import { connectionIsLost, signedInIs } from "./connection.ts";
import { offlineTexts } from "./offline.texts.ts";
import { forget, type Kept, keptOf, type Sent, taskOf, whenKeptChanges, wordFields } from "./outbox.ts";
import { sendKept } from "./send-kept.ts";

/** Milliseconds between two tries while something waits: not every browser says that the network is back. */
const pause = 20_000;

/** What waits for a connection, sent as soon as there is one; what was refused leads back to its form. */
export function Waiting({ person }: { person: number }) {
  const t = useTexts(offlineTexts);
  const { kept, sentCount, send } = useOutbox(person);
  useServiceWorker();
  const shown = kept.filter(({ isSending }) => !isSending);
  const waiting = shown.filter(({ refused }) => refused === null);
  return (
    <div role="status" className="contents">
      {shown.length === 0 && sentCount > 0 && <p className="mx-4 mt-4 rounded-[10px] bg-accent-soft px-4 py-3 font-medium lg:mx-10">{t.sent(sentCount)}</p>}
      {shown.length > 0 && (
        <ul className="mx-4 mt-4 grid gap-2 rounded-[10px] bg-amber-soft px-4 py-3 lg:mx-10">
          {waiting.length > 0 && (
            <li className="flex flex-wrap items-center justify-between gap-x-4">
              <span className="font-semibold">{t.waiting(waiting.length)}</span>
              <Button type="button" kind="plain" onClick={send}>
                {t.tryNow}
              </Button>
            </li>
          )}
          {shown.map((one) => (
            <Row key={one.id} kept={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ kept: { id, person, path, fields, refused } }: { kept: Kept }) {
  const t = useTexts(offlineTexts);
  const words = wordFields.map((name) => fields[name]).find(Boolean);
  const isWish = path.endsWith("/claim");
  // Of several from one form, and what the service worker sent and was refused, it is this one's words.
  const withItsText = () => keepDraft(person, path, fields);
  const link = "inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4";
  return (
    <li className="wrap-anywhere">
      {refused !== null && (
        <p className="font-semibold text-clay">
          {t.refused} {refused || t.refusedAnyhow}
        </p>
      )}
      {isWish && refused === null && <p>{t.wish}</p>}
      {words && <p className="said line-clamp-3">{words}</p>}
      <span className="flex flex-wrap items-center gap-x-4">
        {refused !== null && words ? (
          <Link to={path} onClick={withItsText} className={link}>
            {t.open}
          </Link>
        ) : (
          path.startsWith("/tasks/") && (
            <Link to={taskOf({ path })} className={link}>
              {t.toTask}
            </Link>
          )
        )}
        {refused !== null && (
          <Button type="button" kind="plain" onClick={() => void forget(id)}>
            {t.discard}
          </Button>
        )}
      </span>
    </li>
  );
}

function useOutbox(person: number) {
  const [kept, setKept] = useState<Kept[]>([]);
  const [sentCount, setSentCount] = useState(0);
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const send = useCallback(() => sendKept(person).catch(() => {}), [person]);

  useEffect(() => {
    signedInIs(person);
    const look = (event?: Event) => {
      const sent = event instanceof MessageEvent && isSentBy(person, event.data) ? event.data : null;
      if (sent) {
        connectionIsLost(false);
        setSentCount((before) => before + 1);
        if (isOpenStill(sent)) navigate(sent.to, { replace: true, preventScrollReset: true });
        else revalidate();
      }
      void keptOf(person).then(setKept, () => {});
    };
    look();
    const first = window.setTimeout(send);
    window.addEventListener("online", send);
    const stop = whenKeptChanges(look);
    return () => {
      signedInIs(null);
      window.clearTimeout(first);
      window.removeEventListener("online", send);
      stop();
    };
  }, [person, send, revalidate, navigate]);

  const isWaiting = kept.some(({ refused }) => refused === null);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = window.setInterval(send, pause);
    return () => window.clearInterval(timer);
  }, [isWaiting, send]);
  return { kept, sentCount, send };
}

function isSentBy(person: number, data: unknown): data is Sent {
  return typeof data === "object" && data !== null && (data as Sent).person === person;
}

/**
 * Whether its form is before her as if it were still to be sent: the form itself, or after a reload the
 * same one, empty. It would get an id of its own now, and sent from there it would count again. One in which
 * she has typed since is another.
 */
function isOpenStill({ id, person, path }: Sent): boolean {
  const isForm = [...document.querySelectorAll<HTMLInputElement>("input[name=act_id]")].some(({ value }) => value === id);
  return isForm || (location.pathname === path && !readDraft(person, path));
}

/** Its only work is the page that shows without a connection (public/sw.js). */
function useServiceWorker(): void {
  const language = useLanguage();
  useEffect(() => {
    if (import.meta.env.PROD && "serviceWorker" in navigator) navigator.serviceWorker.register(`/sw.js?language=${language}`).catch(() => {});
  }, [language]);
}
