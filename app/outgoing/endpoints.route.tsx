import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Empty, PageHeader } from "../ui/parts.tsx";
import { EndpointState } from "./endpoint-state.tsx";
import { listEndpoints } from "./endpoints.server.ts";
import { outgoingTexts } from "./outgoing.texts.ts";

export const meta = titled((language) => textsIn(outgoingTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  return { endpoints: (await listEndpoints(db)).map(({ url, ...endpoint }) => ({ ...endpoint, host: new URL(url).host })) };
}

type Endpoint = ReturnType<typeof useLoaderData<typeof loader>>["endpoints"][number];

export default function Endpoints() {
  const { endpoints } = useLoaderData<typeof loader>();
  const t = useTexts(outgoingTexts);
  const inUse = endpoints.filter((endpoint) => !endpoint.archived_at);
  const archived = endpoints.filter((endpoint) => endpoint.archived_at);
  return (
    <AdminPage>
      <PageHeader title={t.title}>
        <p className="mt-2 max-w-2xl text-muted">{t.intro}</p>
      </PageHeader>
      <div className="grid gap-5">
        {inUse.length === 0 ? (
          <Empty title={t.none}>{t.noneText}</Empty>
        ) : (
          <ul className="grid gap-3">
            {inUse.map((endpoint) => (
              <Item key={endpoint.id} endpoint={endpoint} />
            ))}
          </ul>
        )}
        <p>
          <ButtonLink to="/admin/events/new" preventScrollReset>
            {t.add}
          </ButtonLink>
        </p>
        {archived.length > 0 && (
          <details className="text-sm text-muted">
            <summary className="inline-flex min-h-11 items-center font-semibold">
              {t.archived} ({archived.length})
            </summary>
            <ul className="grid gap-1">
              {archived.map((endpoint) => (
                <li key={endpoint.id} className="break-words">
                  {endpoint.name}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Outlet />
    </AdminPage>
  );
}

function Item({ endpoint }: { endpoint: Endpoint }) {
  const t = useTexts(outgoingTexts);
  const { waiting, failed } = endpoint;
  const fares = [waiting > 0 && t.waiting(waiting), failed > 0 && t.failed(failed)].filter(Boolean).join(" · ");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-[14px] border border-line bg-surface px-5 py-4">
      <div className="min-w-0 flex-1 basis-56">
        <h2 className="font-semibold break-words">{endpoint.name}</h2>
        <p className="text-sm break-all text-muted">{endpoint.host}</p>
        <p className={`mt-1 text-sm ${failed > 0 ? "text-clay" : "text-muted"}`}>{fares || t.allWell}</p>
      </div>
      <EndpointState endpoint={endpoint} />
      <ButtonLink to={`/admin/events/${endpoint.id}`} kind="quiet" className="ml-auto">
        {t.open}
        <span className="sr-only">{endpoint.name}</span>
      </ButtonLink>
    </li>
  );
}
