import { isRouteErrorResponse } from "@remix-run/react";
import { textsIn, useLanguage } from "../i18n/texts.ts";
import { offlineTexts } from "../offline/offline.texts.ts";
import { useRootData } from "../root-data.ts";
import { ButtonLink } from "./button.tsx";
import { uiTexts } from "./ui.texts.ts";

/** Where nothing can stand around it. */
export function ProblemPage({ error }: { error: unknown }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-4 p-6">
      <p className="font-words text-lg font-semibold">
        Belte<span className="text-accent">rug</span>
      </p>
      <Problem error={error} />
    </main>
  );
}

/** What is said instead of a page that is not there, or that cannot be shown now. */
export function Problem({ error }: { error: unknown }) {
  const root = useRootData();
  const language = useLanguage();
  const t = textsIn(uiTexts, language);
  const offline = textsIn(offlineTexts, language);
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const isOffline = error instanceof TypeError;
  const [title, text] =
    isOffline ? [offline.title, offline.text] :
    status === 404 ? [t.notFoundTitle, t.notFoundText] : status === 503 ? [t.awayTitle, t.awayText] : [t.errorTitle, t.errorText];
  return (
    <>
      <h1 className="font-words text-3xl">{title}</h1>
      <p className="text-muted">{text}</p>
      {status >= 500 && status !== 503 && !isOffline && root && <code className="text-sm">{root.requestId}</code>}
      <p>
        <ButtonLink to="/inbox" reloadDocument>
          {t.toInbox}
        </ButtonLink>
      </p>
    </>
  );
}
