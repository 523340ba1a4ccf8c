import { Link } from "@remix-run/react";
import { Check, ChevronRight } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import type { FirstStep } from "./first-steps.server.ts";
import { firstStepsTexts } from "./first-steps.texts.ts";

/** What is left to do before the first customer can be called back; gone once all of it is done. */
export function FirstSteps({ steps }: { steps: FirstStep[] }) {
  const t = useTexts(firstStepsTexts);
  return (
    <section aria-labelledby="first-steps" className="mb-8 max-w-3xl overflow-hidden rounded-[14px] border border-line bg-surface">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-4 py-3">
        <h2 id="first-steps" className="text-lg font-semibold">
          {t.title}
        </h2>
        <p className="text-sm text-muted">{t.progress(steps.filter(({ isDone }) => isDone).length, steps.length)}</p>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li key={step.name} className="border-b border-line last:border-b-0">
            <Step step={step} number={index + 1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step: { name, isDone, to }, number }: { step: FirstStep; number: number }) {
  const t = useTexts(firstStepsTexts);
  return (
    <Link to={to} prefetch="intent" className="flex min-h-11 items-center gap-3.5 px-4 py-3 hover:bg-sunk">
      <span aria-hidden className={`tabular grid size-8 shrink-0 place-items-center rounded-full font-semibold ${isDone ? "bg-green-soft text-green" : "bg-accent-soft text-accent"}`}>
        {isDone ? <Check size={18} /> : number}
      </span>
      <span className="min-w-0 flex-1">
        <span className={`block ${isDone ? "text-muted" : "font-semibold"}`}>
          {isDone && <span className="sr-only">{t.done} </span>}
          {t.steps[name]}
        </span>
        {!isDone && <span className="block text-sm text-muted">{t.hints[name]}</span>}
      </span>
      <ChevronRight aria-hidden size={18} className="shrink-0 text-muted" />
    </Link>
  );
}
