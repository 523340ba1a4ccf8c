import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Outlet, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { readId } from "../id.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { BackLink, Card, PageHeader } from "../ui/parts.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { checkEndpoint } from "./endpoint-check.server.ts";
import { EndpointFields } from "./endpoint-fields.tsx";
import { EndpointState } from "./endpoint-state.tsx";
import { changeEndpoint, endpointById } from "./endpoints.server.ts";
import { deliveryLog } from "./log.server.ts";
import { outgoingTexts } from "./outgoing.texts.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.endpoint.name} · Belterug` }];

// It holds the secret: no cache may keep it.
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const { db, config } = await signedIn(args, "admin");
  const endpoint = await endpointById(db, idFrom(args.params["endpointId"]));
  if (!endpoint) throw notFound();
  const before = readId(new URL(args.request.url).searchParams.get("before"));
  return { endpoint, ...(await deliveryLog(db, endpoint.id, { before, origin: config.origin })) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, config, viewer } = await signedIn(args, "admin");
  const endpoint = await endpointById(db, idFrom(args.params["endpointId"]));
  if (!endpoint) throw notFound();
  const checked = await checkEndpoint(await args.request.formData(), { config, language: viewer.language });
  if ("problem" in checked) return data(checked.problem, { status: 422 });
  await changeEndpoint(db, endpoint.id, checked.input);
  return redirectWithNotice(`/admin/events/${endpoint.id}`, "saved");
}

export default function Endpoint() {
  const { endpoint, deliveries, next } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(outgoingTexts);
  return (
    <AdminPage>
      <BackLink to="/admin/events">{t.back}</BackLink>
      <PageHeader title={endpoint.name} aside={<EndpointState endpoint={endpoint} />} />
      {endpoint.paused_at && (
        <div className="mb-5 flex flex-wrap items-center justify-between gap-4 rounded-[14px] bg-amber-soft px-5 py-4">
          <p className="min-w-0 flex-1 basis-64">{endpoint.is_gone ? t.gone(endpoint.waiting) : t.paused(endpoint.waiting)}</p>
          <Form method="post" action="resumption" preventScrollReset>
            <Button kind="quiet">{t.resume}</Button>
          </Form>
        </div>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title={t.settings}>
          <Form method="post" className="grid gap-5 py-1" noValidate>
            <EndpointFields endpoint={endpoint} problem={problem} />
            <div>
              <Button>{t.save}</Button>
            </div>
          </Form>
        </Card>
        <div className="grid gap-5">
          <Secret />
          <Card title={t.trying}>
            <p className="mb-4 text-muted">{t.testText}</p>
            <div className="flex flex-wrap gap-3">
              <Form method="post" action="test" preventScrollReset>
                <Button kind="quiet">{t.test}</Button>
              </Form>
              {!endpoint.paused_at && (
                <Form method="post" action="pause" preventScrollReset>
                  <Button kind="quiet">{t.pause}</Button>
                </Form>
              )}
              <ButtonLink to="archival" kind="danger" preventScrollReset>
                {t.archive}
              </ButtonLink>
            </div>
          </Card>
        </div>
      </div>
      <DeliveryLog endpoint={endpoint} deliveries={deliveries} next={next} />
      <Outlet />
    </AdminPage>
  );
}

function Secret() {
  const { endpoint } = useLoaderData<typeof loader>();
  const t = useTexts(outgoingTexts);
  const clock = useClock();
  const until = endpoint.previous_secret_until;
  return (
    <Card>
      <TextField label={t.secret} hint={t.secretText} readOnly value={endpoint.secret} name="secret" className="font-mono text-sm" onFocus={(event) => event.currentTarget.select()} />
      {until && until > clock.now && <p className="mt-3 text-sm text-amber">{t.secretPrevious(dayAndTime(until, clock))}</p>}
      <div className="mt-3 flex flex-wrap gap-3">
        <CopyButton text={endpoint.secret} />
        <ButtonLink to="secret" kind="quiet" preventScrollReset>
          {t.renew}
        </ButtonLink>
      </div>
    </Card>
  );
}
