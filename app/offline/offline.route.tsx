import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { textsIn } from "../i18n/texts.ts";
import styles from "../tailwind.css?url";
import { offlineTexts } from "./offline.texts.ts";

/** The page that the service worker keeps for when there is no connection: nobody's data, and no script but the one that leaves it again. */
export function loader({ request }: LoaderFunctionArgs) {
  const language = new URL(request.url).searchParams.get("language") === "en" ? "en" : "nl";
  const t = textsIn(offlineTexts, language);
  const page = (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>{t.title}</title>
        <link rel="stylesheet" href={styles} />
        <script src="/back-online.js" defer />
      </head>
      <body>
        <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-4 p-6">
          <h1 className="font-words text-3xl">{t.title}</h1>
          <p className="text-muted">{t.text}</p>
          <form>
            <button className="inline-flex min-h-11 cursor-pointer items-center rounded-[10px] bg-accent px-4 font-semibold text-accent-ink">{t.again}</button>
          </form>
        </main>
      </body>
    </html>
  );
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" } });
}
