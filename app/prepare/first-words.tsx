import { useId } from "react";
import { useTexts } from "../i18n/texts.ts";
import { prepareTexts } from "./prepare.texts.ts";
import type { UsedGuide } from "./use-guide.ts";

/** From so many characters a line folds; on a desk the first line has the whole width. On a phone it is set smaller before it folds. */
const longFrom = { phone: 150, desk: 130, deskFirst: 240 };
const smallFrom = 110;

/**
 * What to say first: who knows her first sentence dares to call. The other ways to open stand beside
 * it: on a desk below, on a phone a swipe away, so that the number to call stays on the screen.
 */
export function FirstWords({ guide: { start, openings, language } }: { guide: UsedGuide }) {
  const t = useTexts(prepareTexts);
  const others = openings.filter((line) => line !== start);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div role="region" aria-label={t.firstWords} tabIndex={0} className="relative -mx-4 overflow-x-auto px-4 max-lg:scroll-px-4 max-lg:snap-x max-lg:snap-mandatory max-lg:[scrollbar-width:none] lg:mx-0 lg:overflow-visible lg:px-0">
      <ul className="flex items-start gap-4 lg:grid lg:grid-cols-3 lg:gap-x-6 lg:gap-y-4">
        <Line label={t.start} line={start} language={language} isFirst />
        {others.map((line) => (
          <Line key={line} label={t.orSo} line={line} language={language} />
        ))}
      </ul>
    </div>
  );
}

function Line({ label, line, language, isFirst = false }: { label: string; line: string; language: string | undefined; isFirst?: boolean }) {
  const id = useId();
  const t = useTexts(prepareTexts);
  const isLongOnPhone = line.length > longFrom.phone;
  const isLongOnDesk = line.length > (isFirst ? longFrom.deskFirst : longFrom.desk);
  const isFolded = isLongOnPhone || isLongOnDesk;
  const where = !isLongOnDesk ? "lg:hidden" : !isLongOnPhone ? "max-lg:hidden" : "";
  return (
    <li className={`relative max-lg:w-[88%] max-lg:shrink-0 max-lg:snap-start max-lg:last:snap-end border-l-3 pl-3 lg:pl-4 ${isFirst ? "border-accent lg:col-span-3 lg:max-w-[60ch]" : "border-accent/45"}`}>
      {isFolded && <input type="checkbox" id={id} className={`peer sr-only ${where}`} />}
      <p className={`text-sm font-semibold ${isFirst ? "text-accent" : "text-muted"}`}>{label}</p>
      <p
        dir="auto"
        lang={language}
        className={`font-words leading-snug peer-checked:line-clamp-none ${line.length > smallFrom ? "text-[0.9375rem]" : "text-[1.1rem]"} ${isLongOnPhone ? "max-lg:line-clamp-3" : ""} ${isLongOnDesk ? (isFirst ? "lg:line-clamp-4" : "lg:line-clamp-5") : ""} ${isFirst ? "lg:text-[1.2rem]" : "lg:text-base lg:leading-normal"}`}
      >
        {line}
      </p>
      {isFolded && (
        <label htmlFor={id} className={`absolute end-0 bottom-0 cursor-pointer bg-paper ps-3 text-sm leading-5 font-semibold text-accent underline decoration-1 underline-offset-4 after:absolute after:-inset-x-2 after:-inset-y-3 peer-checked:hidden peer-focus-visible:outline-2 peer-focus-visible:outline-accent ${where}`}>
          {t.readOn}
        </label>
      )}
    </li>
  );
}
