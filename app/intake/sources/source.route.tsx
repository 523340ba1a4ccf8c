import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { idFrom, notFound, signedIn } from "../../people/access.server.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { BackLink, Empty, PageHeader, Pages } from "../../ui/parts.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { cursorIn, isReplaying, listDeliveries, sourcePage } from "./pages.server.ts";
import type { Reason } from "./reason.ts";
import { AddressCard, FetchingCard, MappingCard, SigningCard, TestCard } from "./source-cards.tsx";
import { shownSource } from "./shown.server.ts";
import { sourceTexts } from "./source.texts.ts";
import { SourceState } from "./source-state.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.source.name} · Belterug` }, { name: "robots", content: "noindex" }];

// It holds the secret: no cache may keep it.
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const { db, boss, config, viewer, now } = await signedIn(args, "admin");
  const source = await sourcePage(db, idFrom(args.params["sourceId"]));
  if (!source) throw notFound();
  const before = cursorIn(args.request, "before");
  return { source: shownSource(source, { origin: config.origin, now: now(), language: viewer.language }), before, isReplaying: await isReplaying(boss, source.id), ...(await listDeliveries(db, source.id, { before })) };
}

export default function Source() {
  const { source, isReplaying, deliveries, before, next } = useLoaderData<typeof loader>();
  const t = useTexts(sourceTexts);
  const clock = useClock();
  return (
    <AdminPage>
      <BackLink to="/admin/sources">{t.back}</BackLink>
      <PageHeader title={source.name} aside={source.tool} />
      {source.archivedAt ? <p className="mb-5 rounded-[14px] bg-sunk px-5 py-4">{t.archivedText(dayAndTime(source.archivedAt, clock))}</p> : <SourceState source={source} isReplaying={isReplaying} reason={deliveries.find(({ verdict }) => verdict === "waiting")?.reason as Reason | null | undefined} />}
      {!source.archivedAt && (
        <div className="mb-8 grid items-start gap-5 lg:grid-cols-2">
          <div className="grid min-w-0 gap-5">
            <AddressCard source={source} />
            <TestCard />
          </div>
          <div className="grid min-w-0 gap-5">
            <SigningCard source={source} />
            {source.fetching && <FetchingCard fetching={source.fetching} />}
            <MappingCard source={source} />
          </div>
        </div>
      )}
      <h2 className="mb-3 text-lg font-semibold">{t.deliveries}</h2>
      {deliveries.length === 0 ? <Empty title={t.noDeliveries}>{!source.archivedAt && t.noDeliveriesText}</Empty> : <DeliveryList sourceId={source.id} deliveries={deliveries} />}
      <Pages older={next && `?before=${next}`} newest={before && "."} words={t} />
      {!source.archivedAt && (
        <p className="mt-8 flex flex-wrap gap-3 border-t border-line pt-5">
          <ButtonLink to={source.pausedAt ? "resumption" : "pause"} kind="quiet" preventScrollReset>
            {source.pausedAt ? t.resume : t.pause}
          </ButtonLink>
          <ButtonLink to="archiving" kind="danger" preventScrollReset>
            {t.archive}
          </ButtonLink>
        </p>
      )}
      <Outlet />
    </AdminPage>
  );
}
