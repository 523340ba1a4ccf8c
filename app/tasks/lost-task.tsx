import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { ButtonLink } from "../ui/button.tsx";
import type { LostTask as Lost } from "./answer.server.ts";
import { lostTaskTexts } from "./lost-task.texts.ts";

/** The ErrorBoundary of an act's page: the task went out of her sight meanwhile. Says how, and gives back what she typed. */
export function LostTask() {
  const error = useRouteError();
  const t = useTexts(lostTaskTexts);
  if (!isRouteErrorResponse(error) || error.status !== 409) throw error;
  const { sentence, typed } = error.data as Lost;
  return (
    <section className="grid max-w-2xl gap-5 px-4 py-6 lg:px-10">
      <h1 className="text-2xl font-semibold tracking-tight">{t.notYours}</h1>
      <p role="alert">{sentence}</p>
      {typed.length > 0 && (
        <>
          <p>{t.yourText}</p>
          {typed.map((words) => (
            <textarea key={words} readOnly rows={6} aria-label={t.yourText} defaultValue={words} className="w-full rounded-[10px] border border-field bg-surface p-3" />
          ))}
        </>
      )}
      <p>
        <ButtonLink to="/inbox">{t.toInbox}</ButtonLink>
      </p>
    </section>
  );
}
