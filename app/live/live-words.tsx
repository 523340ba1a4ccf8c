import { useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { liveTexts } from "./live.texts.ts";

/** Says what appeared by itself to whoever listens to the page instead of looking at it. */
export function LiveWords({ appeared, unread }: { appeared: string[]; unread: number }) {
  const t = useTexts(liveTexts);
  const [said, setSaid] = useState({ appeared, unread, words: "" });
  if (said.appeared !== appeared || said.unread !== unread) {
    const more = unread - said.unread;
    const news = said.appeared === appeared ? (more > 0 ? t.messages(more) : said.words) : appeared.length === 1 ? t.appeared(appeared[0]!) : t.manyAppeared(appeared.length);
    setSaid({ appeared, unread, words: news });
  }
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said.words}
    </p>
  );
}
