import { useId } from "react";
import { useTexts } from "../i18n/texts.ts";
import { taskTexts } from "./task.texts.ts";

const foldFrom = 520;

/**
 * The customer's words, as large as their length allows. A long complaint folds, but all of it is in
 * the page: for a screen reader, for the browser's search, and without JavaScript (a checkbox opens it).
 */
export function Said({ words, size = "hero" }: { words: string | null; size?: "hero" | "small" }) {
  const t = useTexts(taskTexts);
  const id = useId();
  if (!words) return <p className="max-w-[34ch] font-words text-2xl text-muted lg:text-[1.75rem] lg:leading-snug">{t.noWords}</p>;
  const shape = size === "small" ? "text-[1.15rem] leading-[1.45]" : words.length <= 160 ? "text-[1.7rem] leading-[1.3] lg:text-[2.1rem] lg:leading-[1.28]" : words.length <= 420 ? "text-[1.4rem] leading-[1.38] lg:text-[1.65rem] lg:leading-[1.36]" : "text-[1.2rem] leading-[1.5] lg:text-[1.3rem]";
  const isLong = words.length > foldFrom || words.split("\n").length > 10;
  return (
    <div>
      {isLong && <input type="checkbox" id={id} className="peer sr-only" />}
      <blockquote dir="auto" className={`said max-w-[62ch] tracking-[-0.005em] whitespace-pre-line ${shape} ${isLong ? "line-clamp-6 peer-checked:line-clamp-none lg:line-clamp-8" : ""}`}>{words}</blockquote>
      {isLong && (
        <label
          htmlFor={id}
          className="mt-1 inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2 peer-checked:hidden peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
        >
          {t.readOn}
        </label>
      )}
    </div>
  );
}
