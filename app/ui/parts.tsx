import { Link } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import type { ScoreCategory, TaskStage } from "#db/schema.ts";
import { due, useClock } from "../i18n/time.ts";
import { useTexts } from "../i18n/texts.ts";
import { categoryOf } from "../intake/category.ts";
import { uiTexts } from "./ui.texts.ts";
import { ButtonLink } from "./button.tsx";

const scoreColours: Record<ScoreCategory, string> = { detractor: "bg-clay-soft text-clay", passive: "bg-amber-soft text-amber", promoter: "bg-green-soft text-green" };

/** The score with its word, for eyes and for screen readers: never colour alone. */
export function Score({ score, size = "normal" }: { score: number; size?: "normal" | "small" }) {
  const t = useTexts(uiTexts);
  const category = categoryOf(score);
  return (
    <span
      className={`tabular inline-grid shrink-0 place-items-center rounded-[10px] font-semibold ${scoreColours[category]} ${size === "small" ? "size-7 text-sm" : "size-9 text-base"}`}
      title={t.scoreWord(score, t.category[category])}
    >
      <span aria-hidden>{score}</span>
      <span className="sr-only">{t.scoreWord(score, t.category[category])}</span>
    </span>
  );
}

/** "nog 3 uur", "2 uur te laat" */
export function Due({ at, className = "" }: { at: string | Date; className?: string }) {
  const { text, isLate } = due(at, useClock());
  return <span className={`whitespace-nowrap text-sm ${isLate ? "font-semibold text-clay" : "text-muted"} ${className}`}>{text}</span>;
}

const stages: TaskStage[] = ["to_call", "to_act", "to_tell", "told", "closed"];

/** Where the loop stands, as five steps. */
export function Stages({ stage }: { stage: TaskStage }) {
  const t = useTexts(uiTexts);
  const now = stages.indexOf(stage);
  return (
    <ol className="grid grid-cols-5 gap-1 text-xs sm:text-sm" aria-label={t.stagesLabel}>
      {stages.map((name, index) => (
        <li
          key={name}
          aria-current={index === now ? "step" : undefined}
          className={`border-t-3 pt-2 ${index < now ? "border-accent text-ink" : index === now ? "border-accent font-semibold text-accent" : "border-line text-muted"}`}
        >
          {t.stage[name]}
        </li>
      ))}
    </ol>
  );
}

/** A quiet block with a hairline; `title` is its heading. */
export function Card({ title, children, className = "" }: { title?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={`rounded-[14px] border border-line bg-surface px-5 py-4 ${className}`}>
      {title && <h2 className="mb-3 text-sm font-semibold text-muted">{title}</h2>}
      {children}
    </section>
  );
}

/** The heading of a screen, with what stands beside it. */
export function PageHeader({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-tight max-sm:hyphens-auto max-sm:[hyphenate-limit-chars:16_5_5]">{title}</h1>
        {aside && <div className="text-sm text-muted">{aside}</div>}
      </div>
      {children}
    </header>
  );
}

/** Nothing here: says why, and what to do next. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="rounded-[14px] border border-dashed border-line px-6 py-12 text-center">
      <p className="font-words text-xl">{title}</p>
      {children && <div className="mx-auto mt-2 max-w-md text-balance text-muted">{children}</div>}
    </div>
  );
}

export function Avatar({ name, size = "normal" }: { name: string; size?: "normal" | "small" }) {
  const words = name.split(/\s+/).filter(Boolean);
  const initials = ((words[0]?.[0] ?? "") + (words.length > 1 ? words.at(-1)![0] : "")).toUpperCase();
  return (
    <span aria-hidden className={`grid shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent ${size === "small" ? "size-6 text-[0.65rem]" : "size-8 text-xs"}`}>
      {initials}
    </span>
  );
}

/** Above a page's title: the way back to the list that it belongs to. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <p className="-mt-2 mb-2">
      <Link to={to} className="inline-flex min-h-11 items-center gap-1.5 font-medium text-muted hover:text-ink">
        <ArrowLeft aria-hidden size={18} className="shrink-0" /> {children}
      </Link>
    </p>
  );
}

/** Below a list that pages by cursor: on to what is older, and back to where the list begins. Absent: there is none. */
export function Pages({ older, newest, words }: { older: string | 0 | null | undefined; newest?: string | 0 | null | undefined; words: { older: string; newest?: string } }) {
  if (!older && !newest) return null;
  return (
    <p className="mt-4 flex flex-wrap gap-3">
      {older && (
        <ButtonLink kind="quiet" to={older}>
          {words.older}
        </ButtonLink>
      )}
      {newest && (
        <ButtonLink kind="plain" to={newest}>
          {words.newest}
        </ButtonLink>
      )}
    </p>
  );
}
