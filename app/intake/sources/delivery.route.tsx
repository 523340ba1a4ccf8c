import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { textsIn, useLanguage, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { titled } from "../../i18n/title.ts";
import { idFrom, notFound, signedIn } from "../../people/access.server.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { Said } from "../../tasks/said.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { BackLink, Card, PageHeader, Score } from "../../ui/parts.tsx";
import { useRefresh } from "../../ui/use-refresh.ts";
import { deliveryTexts } from "./delivery.texts.ts";
import { canBeTriedAgain } from "./delivery.ts";
import { deliveryPage, isReplaying } from "./pages.server.ts";
import { prettyBody } from "./pretty.server.ts";
import type { Reason } from "./reason.ts";
import { sayReason } from "./reason.texts.ts";
import { Verdict } from "./verdict.tsx";

export const meta = titled((language) => textsIn(deliveryTexts, language).title);

// A customer's own words in a tool's own shape: no cache may keep it.
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const { db, boss } = await signedIn(args, "admin");
  const found = await deliveryPage(db, idFrom(args.params["sourceId"]), idFrom(args.params["deliveryId"]));
  if (!found) throw notFound();
  const { body, fetched, reason, ...delivery } = found;
  return {
    isReplaying: await isReplaying(boss, found.source_id),
    fetched: fetched && (await prettyBody("application/json", fetched)), delivery: { ...delivery, reason: reason as Reason | null, canBeTriedAgain: canBeTriedAgain(found) }, body: body && (await prettyBody(found.content_type, body)) };
}

export default function Delivery() {
  const { delivery, body, fetched, isReplaying } = useLoaderData<typeof loader>();
  useRefresh(isReplaying);
  const t = useTexts(deliveryTexts);
  const language = useLanguage();
  const when = dayAndTime(delivery.received_at, useClock());
  const isUpdate = delivery.verdict === "taken_in" && delivery.is_new === false;
  const source = `/admin/sources/${delivery.source_id}`;
  return (
    <AdminPage>
      <BackLink to={source}>{delivery.source_name}</BackLink>
      <PageHeader title={t.titleAt(when)} />
      <div className="grid gap-5">
        <Card>
          <p className="mb-2">
            <Verdict verdict={delivery.verdict} isNew={delivery.is_new} />
          </p>
          <p>{isUpdate ? t.updatedText : t.verdictText[delivery.verdict]}</p>
          {delivery.reason && <p className="mt-2 font-semibold">{sayReason(delivery.reason, language)}</p>}
          <div className="mt-3 flex flex-wrap gap-3 empty:hidden">
            {delivery.verdict === "waiting" && <ButtonLink to={`${source}/mapping?delivery=${delivery.id}`}>{t.toMapping}</ButtonLink>}
            {delivery.canBeTriedAgain && (
              <>
                <Form method="post" action={`${source}/deliveries/${delivery.id}/retry`}>
                  <Button kind="quiet">{t.again}</Button>
                </Form>
                <Form method="post" action={`${source}/deliveries/${delivery.id}/dismissal`}>
                  <Button kind="quiet">{t.dismiss}</Button>
                </Form>
              </>
            )}
          </div>
        </Card>
        {delivery.score !== null && <Became />}
        <Card title={t.body}>
          <p className="mb-3 text-muted">{body ? t.bodyText : t.bodyGone}</p>
          {delivery.content_type && (
            <p className="mb-2 text-sm text-muted">
              {t.contentType}: <span className="font-mono">{delivery.content_type}</span>
            </p>
          )}
          {body && <Body body={body} />}
        </Card>
        {fetched && (
          <Card title={t.fetched}>
            <Body body={fetched} />
          </Card>
        )}
      </div>
    </AdminPage>
  );
}

function Body({ body }: { body: { text: string; shown: number; all: number } }) {
  const t = useTexts(deliveryTexts);
  const language = useLanguage();
  return (
    <>
      {body.text === "" ? <p>{t.bodyEmpty}</p> : <pre className="rounded-[10px] bg-sunk p-4 font-mono text-sm whitespace-pre-wrap">{body.text}</pre>}
      {body.shown < body.all && <p className="mt-2 text-sm text-muted">{t.bodyCut(body.shown.toLocaleString(language), body.all.toLocaleString(language))}</p>}
    </>
  );
}

function Became() {
  const { delivery } = useLoaderData<typeof loader>();
  const t = useTexts(deliveryTexts);
  return (
    <Card title={t.became}>
      <div className="flex items-start gap-4">
        <Score score={delivery.score!} />
        <div className="min-w-0 flex-1">
          <Said words={delivery.comment} size="small" />
          <p className="mt-1 text-muted">{delivery.customer_name ?? t.nameless}</p>
        </div>
      </div>
      <p className="mt-3 flex flex-wrap gap-3">
        {delivery.task_id && (
          <ButtonLink kind="quiet" to={`/tasks/${delivery.task_id}`}>
            {t.task}
          </ButtonLink>
        )}
        <ButtonLink kind="quiet" to={`/customers/${delivery.customer_id}`}>
          {t.customer}
        </ButtonLink>
      </p>
    </Card>
  );
}
