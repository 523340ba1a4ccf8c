import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { Button } from "../ui/button.tsx";
import { BackLink, Card, PageHeader } from "../ui/parts.tsx";
import { ChangeList } from "./change-list.tsx";
import { routingTexts } from "./routing.texts.ts";
import { versionPage } from "./shown.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const version = await versionPage(db, idFrom(args.params["versionId"]), viewer.language);
  if (!version) throw notFound();
  return { version, language: viewer.language };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: [data && routingTexts[data.language].version(data.version.number), "Belterug"].filter(Boolean).join(" · ") }, { name: "robots", content: "noindex" }];

export default function Version() {
  const { version } = useLoaderData<typeof loader>();
  const t = useTexts(routingTexts);
  const clock = useClock();
  return (
    <AdminPage>
      <BackLink to="/admin/routing/versions">{t.backToVersions}</BackLink>
      <PageHeader title={t.version(version.number)} aside={t.activatedBy(version.activatedBy ?? t.someone, dayAndTime(version.activatedAt, clock))} />
      <div className="grid gap-5">
        <Card title={t.rulesOf}>
          {version.rules.length === 0 && <p>{t.noRules}</p>}
          <ol className="grid list-decimal gap-3 pl-6 marker:text-muted">
            {version.rules.map(({ id, sentence }) => (
              <li key={id} id={id} className="font-words text-lg leading-snug wrap-break-word target:rounded-lg target:bg-accent-soft">
                {sentence}
              </li>
            ))}
          </ol>
        </Card>
        <Card title={t.changes.title}>
          <ChangeList changes={version.changes} />
        </Card>
        <Form method="post" action={`/admin/routing/versions/${version.id}/restoration`} className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button kind="quiet">{t.restore}</Button>
          <p className="min-w-0 flex-1 basis-64 text-sm text-muted">{t.restoreText}</p>
        </Form>
      </div>
    </AdminPage>
  );
}
