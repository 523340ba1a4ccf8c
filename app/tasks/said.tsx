import { useId } from "react";
import { useTexts } from "../i18n/texts.ts";
import { taskTexts } from "./task.texts.ts";

const foldFrom = 520;
const foldFromOnPhone = 150;

/**
 * The customer's words, as large as their length allows. A long complaint folds, but all of it is in
 * the page: for a screen reader, for the browser's search, and without JavaScript (a checkbox opens it).
 */
export function Said({ words, size = "hero" }: { words: string | null; size?: "hero" | "small" }) {
  const t = useTexts(taskTexts);
  const id = useId();
  if (!words) return <p className="max-w-[34ch] font-words text-2xl text-muted lg:text-[1.75rem] lg:leading-snug">{t.noWords}</p>;
  const shape =
    size === "small"
      ? "text-[1.15rem] leading-[1.45]"
      : words.length <= 90
        ? "text-[1.4rem] leading-[1.28] lg:text-[2.1rem] lg:leading-[1.28]"
        : words.length <= 160
          ? "text-[1.15rem] leading-[1.3] lg:text-[2.1rem] lg:leading-[1.28]"
          : words.length <= 420
            ? "text-[1.15rem] leading-[1.38] lg:text-[1.65rem] lg:leading-[1.36]"
            : "text-[1.15rem] leading-[1.38] lg:text-[1.3rem] lg:leading-[1.5]";
  const lines = words.split("\n").length;
  const isLong = words.length > foldFrom || lines > 10;
  // Below her words the number to call must fit on the screen of a phone.
  const isLongOnPhone = size === "hero" && (words.length > foldFromOnPhone || lines > 3);
  const clamp = [isLong && "lg:line-clamp-6", isLongOnPhone ? "max-lg:line-clamp-3" : isLong && "max-lg:line-clamp-6"].filter(Boolean).join(" ");
  return (
    <div dir="auto" className="relative max-w-[62ch]">
      {(isLong || isLongOnPhone) && <input type="checkbox" id={id} className={`peer sr-only ${isLong ? "" : "lg:hidden"}`} />}
      <blockquote className={`said tracking-[-0.005em] whitespace-pre-line ${shape} ${clamp} peer-checked:line-clamp-none`}>{words}</blockquote>
      {(isLong || isLongOnPhone) && (
        <label
          htmlFor={id}
          className={`mt-1 inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2 peer-checked:hidden peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent ${isLong ? "" : "lg:hidden"} ${isLongOnPhone ? overTheEnd : ""}`}
        >
          {t.readOn}
        </label>
      )}
    </div>
  );
}

/** On a phone it stands at the end of the last line, not below it. */
const overTheEnd = "max-lg:absolute max-lg:end-0 max-lg:bottom-0 max-lg:mt-0 max-lg:min-h-0 max-lg:bg-paper max-lg:ps-3 max-lg:text-sm max-lg:leading-6 max-lg:after:absolute max-lg:after:-inset-x-2 max-lg:after:-inset-y-3";
