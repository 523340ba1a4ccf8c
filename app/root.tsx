import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { guessLanguage } from "./i18n/language.server.ts";
import { useLanguage } from "./i18n/texts.ts";
import { noOrganisation } from "./people/session.server.ts";
import { type RootData, useRootData } from "./root-data.ts";
import { asksAgain } from "./tasks/ahead.ts";
import { clearNotice, readNotice } from "./ui/notice.server.ts";
import { ProblemPage } from "./ui/problem.tsx";
import { useFirstProblem } from "./ui/use-first-problem.ts";
import letters from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import words from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url";
import styles from "./tailwind.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  // Asked for with the stylesheet, not after it: letters that come late move what she reads. But behind the
  // scripts: on slow 3G 100 kB of letters let her wait half a second longer for a page that hears her.
  ...[letters, words].map((href) => ({ rel: "preload" as const, as: "font" as const, type: "font/woff2", crossOrigin: "anonymous" as const, fetchPriority: "low" as const, href })),
  { rel: "icon", href: "/icon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/icon-192.png" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export const meta: MetaFunction = () => [{ title: "Belterug" }, { name: "robots", content: "noindex" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await context.viewer();
  const organisation = viewer?.organisation ?? (await context.db.selectFrom("organisation").select(["name", "time_zone as timeZone"]).executeTakeFirst()) ?? noOrganisation;
  const language = viewer?.language ?? guessLanguage(request);
  const notice = readNotice(request, language);
  return data(
    {
      language,
      timeZone: organisation.timeZone,
      organisation: organisation.name,
      now: context.now().toISOString(),
      isDemo: context.config.mode !== "production",
      nonce: context.nonce,
      requestId: context.requestId,
      notice,
    } satisfies RootData,
    notice ? { headers: { "Set-Cookie": clearNotice } } : undefined,
  );
}

export const shouldRevalidate = asksAgain;

/** A list is where she left it, whichever way she comes back; every other page begins at its top. */
function placeOf({ pathname, search, key }: { pathname: string; search: string; key: string }): string {
  return pathname === "/inbox" || pathname === "/team" ? pathname + search : key;
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRootData();
  // Browsers hide the nonce from scripts after parsing; React would call that a mismatch.
  const nonce = typeof document === "undefined" ? root?.nonce : "";
  return (
    <html lang={useLanguage()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf9f6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#14130f" media="(prefers-color-scheme: dark)" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {/* Without the root's data there is no nonce: the error page does without scripts. */}
        {root && <ScrollRestoration nonce={nonce} getKey={placeOf} />}
        {root && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function Root() {
  useFirstProblem();
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ProblemPage error={useRouteError()} />;
}
