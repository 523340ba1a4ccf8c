import { useFetchers, useMatches, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { markAppeared, shownTasks } from "./appeared.ts";
import { bePatient } from "./patient-fetch.ts";
import { type News, openStream } from "./stream.ts";

/** Milliseconds. */
const pauseBetween = 1_000;
const pauseWhileBusy = 500;
/** So that a thousand tabs that all missed something do not ask in the same moment. */
const spread = 1_500;

/**
 * A route says with `export const handle = { isLive: true }` that asking its loader again harms nothing
 * that somebody may be doing on its page.
 */
type LiveHandle = { isLive?: boolean } | undefined;

type Live = {
  /** Whether the stream is open: then nobody needs to look now and then. */
  isOpen: boolean;
  /** Whose tasks have just appeared. */
  appeared: string[];
  /** Counts what changed near her, whatever page she is on. */
  newsCount: number;
};

/** Keeps what is on the page current, once per tab: when the stream says that it changed, the page's loaders are asked again. */
export function useLive(): Live {
  const { revalidate, state: revalidation } = useRevalidator();
  const isLivePage = (useMatches().at(-1)?.handle as LiveHandle)?.isLive === true;
  const isNavigating = useNavigation().state !== "idle";
  // Only forms: what is fetched ahead and given up is "loading" for ever in Remix' eyes (v3_fetcherPersist).
  const isSending = useFetchers().some(({ state, formMethod }) => state !== "idle" && formMethod !== undefined);
  const [isOpen, setIsOpen] = useState(false);
  const [newsCount, setNewsCount] = useState(0);
  const [appeared, setAppeared] = useState<string[]>([]);
  const shownBefore = useRef<Set<number> | null>(null);
  const lastAt = useRef(0);
  const [dueAt, setDueAt] = useState<number | null>(null);

  useEffect(() => {
    const hear = (news: News) => {
      const isNear = news === "everything" || news.isNear;
      if (isNear) setNewsCount((count) => count + 1);
      if (!isNear && !concernsPage(news.tasks)) return;
      const wait = news === "everything" ? Math.random() * spread : 0;
      setDueAt((due) => Math.min(due ?? Infinity, Math.max(performance.now() + wait, lastAt.current + pauseBetween)));
    };
    return openStream(hear, setIsOpen);
  }, []);

  // What she is doing goes first: it is looked at again when she is done with it.
  const isFree = isLivePage && !isNavigating && !isSending && revalidation === "idle";
  useEffect(() => {
    if (dueAt === null || !isFree) return;
    const run = () => {
      if (isTyping()) {
        timer = window.setTimeout(run, pauseWhileBusy);
        return;
      }
      lastAt.current = performance.now();
      shownBefore.current = shownTasks();
      setDueAt(null);
      bePatient(true);
      revalidate();
    };
    let timer = window.setTimeout(run, Math.max(0, dueAt - performance.now()));
    return () => window.clearTimeout(timer);
  }, [dueAt, isFree, revalidate]);

  useEffect(() => {
    if (revalidation !== "idle" || !shownBefore.current) return;
    bePatient(false);
    const names = markAppeared(shownBefore.current);
    shownBefore.current = null;
    if (names.length > 0) setAppeared(names);
  }, [revalidation]);

  return { isOpen, appeared, newsCount };
}

function concernsPage(tasks: number[]): boolean {
  const shown = shownTasks();
  return tasks.some((id) => shown.has(id));
}

/** A sheet is open, something was refused and she reads why, or there are words in a field that nobody has sent. */
function isTyping(): boolean {
  if (document.querySelector("dialog[open], main [role=alert]")) return true;
  // A tick box says "on" whether it is ticked or not: without a value of its own it would be typing for ever.
  return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main textarea, main input:not([type=hidden], [type=checkbox], [type=radio])")].some((field) => field.value !== field.defaultValue);
}
