import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../../i18n/texts.ts";
import { idFrom, notFound, signedIn } from "../../people/access.server.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { BackLink, PageHeader } from "../../ui/parts.tsx";
import { ConnectSteps } from "./connect-steps.tsx";
import { FirstDelivery } from "./first-delivery.tsx";
import { lastDelivery, sourcePage } from "./pages.server.ts";
import { shownSource } from "./shown.server.ts";
import { sourcesTexts } from "./sources.texts.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.source.name} · Belterug` }, { name: "robots", content: "noindex" }];

// It holds the secret: no cache may keep it.
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const { db, config, viewer, now } = await signedIn(args, "admin");
  const source = await sourcePage(db, idFrom(args.params["sourceId"]));
  if (!source || source.archived_at) throw notFound();
  return { source: shownSource(source, { origin: config.origin, now: now(), language: viewer.language }), isLocal: isLoopback(config.origin), last: await lastDelivery(db, source.id) };
}

/** The demo on somebody's own computer: no survey tool can reach that. */
function isLoopback(origin: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(origin).hostname);
}

/** Step by step, with what to paste, and the first delivery as soon as it is there. */
export default function Connect() {
  const { source, last, isLocal } = useLoaderData<typeof loader>();
  const t = useTexts(sourcesTexts);
  return (
    <AdminPage>
      <BackLink to={`/admin/sources/${source.id}`}>{source.name}</BackLink>
      <PageHeader title={t.connectTitle(source.name)}>
        <p className="mt-2 max-w-2xl text-muted">{t.connectIntro}</p>
      </PageHeader>
      {isLocal && (
        <div className="mb-5 flex flex-wrap items-center justify-between gap-4 rounded-[14px] bg-amber-soft px-5 py-4">
          <p className="min-w-0 flex-1 basis-64">{t.localUrl}</p>
          <ButtonLink to={`/admin/sources/${source.id}/test`} kind="quiet">
            {t.tryUrl}
          </ButtonLink>
        </div>
      )}
      <ConnectSteps source={source} />
      <FirstDelivery source={source} last={last} />
    </AdminPage>
  );
}
