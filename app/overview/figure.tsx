import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { fewestAnswers } from "./nps.ts";
import { percent } from "./numbers.ts";
import { overviewTexts } from "./overview.texts.ts";
import { compareRunning, type Rate } from "./rates.ts";

/** A figure: what it is, the number, what to make of it, and how it was counted. */
export function Figure({ label, value, to, how, size = "large", children }: { label: string; value: string | number; to?: string | undefined; how: string; size?: "large" | "small"; children?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <h2 className="text-muted">{label}</h2>
      <p className={`tabular font-semibold tracking-tight ${size === "large" ? "text-[2.6rem] leading-tight" : "text-2xl"}`}>
        {to ? (
          <Link to={to} aria-label={`${label}: ${value}`} className="relative rounded-sm decoration-line decoration-2 underline-offset-6 after:absolute after:-inset-2 hover:underline hover:decoration-accent">
            {value}
          </Link>
        ) : (
          value
        )}
      </p>
      <div className="mt-1 mb-2 grid gap-0.5">{children}</div>
      <HowCounted>{how}</HowCounted>
    </div>
  );
}

/** A rate large: as a percentage, or under 20 cases as what it is, so many of so many. */
export function rateValue(rate: Rate, of: (numerator: number, denominator: number) => string): string {
  if (rate.denominator === 0) return "–";
  return rate.denominator < fewestAnswers ? of(rate.numerator, rate.denominator) : percent(rate);
}

/** Both numbers of the rate, and in words whether it differs from before. `running`: cases that may yet count. */
export function RateNote({ now, before, running = 0 }: { now: Rate; before: Rate; running?: number }) {
  const t = useTexts(overviewTexts);
  if (now.denominator === 0) return <p className="text-muted">{t.nothingYet}</p>;
  const change = compareRunning(now, before, running);
  const colour = change === "up" ? "font-semibold text-green" : change === "down" ? "font-semibold text-clay" : "";
  return (
    <p className="tabular">
      {now.denominator >= fewestAnswers && <>{t.of(now.numerator, now.denominator)} · </>}
      {change ? (
        <>
          {t.was(rateValue(before, t.of))}, <span className={colour}>{change === "running" ? t.stillRunning : t.change[change]}</span>
        </>
      ) : (
        <span className="text-muted">{t.noBefore}</span>
      )}
    </p>
  );
}

export function FigureLink({ to, isBad, children }: { to: string; isBad?: boolean; children: ReactNode }) {
  return (
    <p>
      <Link to={to} className={`items-center underline decoration-1 underline-offset-4 hover:decoration-2 pointer-coarse:inline-flex pointer-coarse:min-h-11 ${isBad ? "font-semibold text-clay" : "text-accent"}`}>
        {children}
      </Link>
    </p>
  );
}

export function HowCounted({ children }: { children: ReactNode }) {
  const t = useTexts(overviewTexts);
  return (
    <details className="group mt-auto text-sm text-muted">
      <summary className="inline-flex min-h-6 items-center rounded-sm underline decoration-dotted pointer-coarse:min-h-11 decoration-1 underline-offset-4 hover:text-ink">{t.howCounted}</summary>
      <p className="mt-1 max-w-prose">{children}</p>
    </details>
  );
}
