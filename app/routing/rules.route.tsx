import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Outlet, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card, Empty, PageHeader } from "../ui/parts.tsx";
import { routingTexts } from "./routing.texts.ts";
import { RuleList } from "./rule-list.tsx";
import { routingPage } from "./shown.server.ts";
import { readTakenOut } from "./taken-out.server.ts";
import { latestTryout } from "./tryouts.server.ts";
import { rulesToChange } from "./versions.server.ts";

export const meta = titled((language) => textsIn(routingTexts, language).title);

export { shouldRevalidate } from "../offline/connection.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const page = await routingPage(db, readTakenOut(args.request)?.rule, viewer.language);
  return { ...page, tryoutId: page.draft ? await latestTryout(db, await rulesToChange(db)) : null };
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Rules() {
  const page = useLoaderData<typeof loader>();
  const t = useTexts(routingTexts);
  return (
    <AdminPage measure={page.draft ? "wide" : "list"}>
      <PageHeader title={t.title}>
        <p className="mt-1 max-w-2xl text-muted">{t.intro}</p>
      </PageHeader>
      {page.draft && <Draft draft={page.draft} tryoutId={page.tryoutId} />}
      <div className={page.draft ? "grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]" : ""}>
        <div>
          <p className="mb-4 flex flex-wrap gap-3">
            <ButtonLink to="/admin/routing/rules/new" kind={page.draft ? "quiet" : "primary"}>
              {t.add}
            </ButtonLink>
            <ButtonLink to="/admin/routing/versions" kind="plain">
              {t.versions}
            </ButtonLink>
          </p>
          {page.rules.length === 0 ? <Empty title={t.noRules}>{t.noRulesText(page.defaultTeam)}</Empty> : <RuleList rules={page.rules} />}
          {page.rules.length > 0 && <p className="mt-3 rounded-[14px] border border-dashed border-line px-5 py-4 text-muted">{t.rest(page.defaultTeam)}</p>}
          <Removed removed={page.removed} />
        </div>
        {page.draft && <Active active={page.active} />}
      </div>
      <Outlet />
    </AdminPage>
  );
}

/** What is being worked on, and the ways out of it. */
function Draft({ draft, tryoutId }: { draft: NonNullable<Page["draft"]>; tryoutId: number | null }) {
  const t = useTexts(routingTexts);
  const clock = useClock();
  return (
    <section aria-labelledby="draft" className="mb-6 rounded-[14px] border-l-4 border-accent bg-accent-soft px-5 py-4">
      <h2 id="draft" className="text-lg font-semibold">
        {t.draft.title}
      </h2>
      <p className="mt-1">
        {t.draft.text} {draft.savedBy && t.draft.saved(draft.savedBy, dayAndTime(draft.savedAt, clock))}
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {tryoutId === null ? (
          <Form method="post" action="/admin/routing/tryouts">
            <Button>{t.draft.tryOut}</Button>
          </Form>
        ) : (
          <ButtonLink to={`/admin/routing/tryouts/${tryoutId}`}>{t.draft.seeTryout}</ButtonLink>
        )}
        <ButtonLink to="/admin/routing/activation" kind="quiet" preventScrollReset>
          {t.draft.use}
        </ButtonLink>
        <ButtonLink to="/admin/routing/discarding" kind="danger" preventScrollReset>
          {t.draft.discard}
        </ButtonLink>
      </div>
    </section>
  );
}

function Removed({ removed }: { removed: Page["removed"] }) {
  const t = useTexts(routingTexts);
  if (removed.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="mb-2 text-sm font-semibold text-muted">{t.removed}</h2>
      <ul className="grid gap-3">
        {removed.map(({ id, sentence }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-[14px] border border-dashed border-line px-5 py-3">
            <p className="min-w-0 flex-1 basis-64 wrap-break-word text-muted line-through">{sentence}</p>
            <Form method="post" action={`/admin/routing/rules/${id}/return`} preventScrollReset>
              <Button kind="quiet">
                {`${t.putBack} `}
                <span className="sr-only">{sentence}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What routes now, to hold the draft against. */
function Active({ active }: { active: Page["active"] }) {
  const t = useTexts(routingTexts);
  const clock = useClock();
  return (
    <Card title={t.active} className="xl:sticky xl:top-6">
      <p className="-mt-2 mb-3 text-sm text-muted">{active.number !== null && active.since ? t.activeSince(active.number, dayAndTime(active.since, clock)) : t.activeFirst}</p>
      {active.rules.length === 0 && <p>{t.noRules}</p>}
      <ol className="grid list-decimal gap-3 pl-5 marker:text-muted">
        {active.rules.map(({ id, sentence }) => (
          <li key={id} className="wrap-break-word">
            {sentence}
          </li>
        ))}
      </ol>
    </Card>
  );
}
