import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Language } from "#db/schema.ts";
import { useLanguage, useTexts } from "../i18n/texts.ts";
import { useRootData } from "../root-data.ts";
import { uiTexts } from "../ui/ui.texts.ts";
import { signinTexts } from "./signin.texts.ts";

/** What stands around every page for employees who are not signed in: why we are here, and the form. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts(signinTexts);
  const root = useRootData();
  const notice = root?.notice?.text;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <aside className="hidden flex-col justify-between gap-10 bg-accent-soft p-10 lg:flex xl:p-14">
        <Name />
        <div>
          <p className="max-w-md font-words text-5xl leading-[1.12] tracking-tight text-balance">{t.waiting}</p>
          <p className="mt-5 max-w-sm text-lg text-pretty text-muted">{t.waitingMore}</p>
        </div>
        <Loop />
      </aside>
      <div className="flex min-h-dvh flex-col px-4 py-4 sm:px-8 lg:py-8">
        <header className="flex items-center justify-between gap-4 lg:justify-end">
          <div className="lg:hidden">
            <Name />
          </div>
          <LanguageChoice />
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 py-8">
          {notice && (
            <p role="status" className="rounded-[10px] bg-accent-soft px-4 py-3 font-medium">
              {notice}
            </p>
          )}
          <h1 className="font-words text-3xl tracking-tight sm:text-4xl">{title}</h1>
          {children}
        </main>
        <p className="text-center text-sm text-muted">{root && root.organisation !== "Belterug" ? root.organisation : null}</p>
      </div>
    </div>
  );
}

function Name() {
  return (
    <p className="font-words text-2xl font-semibold tracking-tight">
      Belte<span className="text-accent">rug</span>
    </p>
  );
}

/** The loop in five steps, the last one the customer's. */
function Loop() {
  const t = useTexts(uiTexts);
  return (
    <ol className="flex max-w-md text-sm" aria-label={t.stagesLabel}>
      {(["to_call", "to_act", "to_tell", "told", "closed"] as const).map((stage, index) => (
        <li key={stage} className="flex-1 border-t-3 border-accent pt-2 pr-2">
          <span className="tabular mr-1.5 text-muted">{index + 1}</span>
          {t.stage[stage]}
        </li>
      ))}
    </ol>
  );
}

const names: Record<Language, string> = { nl: "Nederlands", en: "English" };

/** Both languages, each in its own words; the one you read now is marked. */
export function LanguageChoice() {
  const t = useTexts(signinTexts);
  const now = useLanguage();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/language" aria-label={t.language} className="-mx-2 flex text-sm">
      <input type="hidden" name="to" value={pathname + search} />
      {(Object.keys(names) as Language[]).map((language) => (
        <button
          key={language}
          name="language"
          value={language}
          lang={language}
          aria-current={language === now ? "true" : undefined}
          className={`min-h-11 cursor-pointer rounded-lg px-2 ${language === now ? "font-semibold" : "text-muted underline underline-offset-4 hover:text-ink"}`}
        >
          {names[language]}
        </button>
      ))}
    </Form>
  );
}
