import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, Outlet, useFetcher, useFetchers, useLoaderData, useNavigation } from "@remix-run/react";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { FormError, type FormProblem } from "../ui/form.tsx";
import { Empty, PageHeader, Score } from "../ui/parts.tsx";
import { complimentLists, complimentsOf, markRead } from "./compliments.server.ts";
import { complimentTexts } from "./compliments.texts.ts";
import { readCursor } from "../tasks/list.server.ts";
import { Said } from "../tasks/said.tsx";

export const handle = { isLive: true };

export { shouldRevalidate } from "../offline/connection.ts";

export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const { searchParams } = new URL(args.request.url);
  const asked = complimentLists.find((name) => name === searchParams.get("list"));
  const after = asked && readCursor(searchParams.get("after"));
  const lists = await Promise.all((asked ? [asked] : complimentLists).map(async (name) => ({ name, ...(await complimentsOf(db, viewer, name, after)) })));
  return { lists, isLater: asked !== undefined, viewerName: viewer.name };
}

/** Marks as read: one, or all that are shown. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const ids = String((await args.request.formData()).get("response_ids") ?? "").split(",").map(Number);
  await markRead(db, viewer, ids.filter((id) => Number.isSafeInteger(id) && id > 0).slice(0, 100), now());
  return redirect("/compliments");
}

export const meta = titled((language) => textsIn(complimentTexts, language).title);

export default function Compliments() {
  const { lists, isLater } = useLoaderData<typeof loader>();
  const t = useTexts(complimentTexts);
  const isEmpty = lists.every(({ rows }) => rows.length === 0);
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <PageHeader
        title={t.title}
        aside={
          <ButtonLink kind="plain" to="/compliments/wall">
            {t.wall}
          </ButtonLink>
        }
      >
        <p className="mt-1 text-muted">{t.lead}</p>
      </PageHeader>
      {isEmpty && !isLater && <Empty title={t.emptyTitle}>{t.emptyText}</Empty>}
      <div className="grid gap-10">
        {lists.map((list) => (
          <List key={list.name} list={list} />
        ))}
      </div>
      {isLater && (
        <p className="mt-4">
          <ButtonLink kind="plain" to="/compliments">
            {t.fromStart}
          </ButtonLink>
        </p>
      )}
      <Outlet />
    </div>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>["lists"][number];

function List({ list }: { list: Loaded }) {
  const t = useTexts(complimentTexts);
  const seen = useSeen();
  if (list.rows.length === 0) return null;
  const isUnread = list.name === "unread";
  return (
    <section aria-labelledby={list.name}>
      <div className="mb-3 flex min-h-11 flex-wrap items-center justify-between gap-3">
        <h2 id={list.name} className="text-lg font-semibold tracking-tight">
          {t[list.name]}
        </h2>
        {isUnread && list.rows.filter(({ id }) => !seen.has(id)).length > 1 && <MarkRead ids={list.rows.map(({ id }) => id)}>{t.seenAll}</MarkRead>}
      </div>
      <ul className="grid gap-4">
        {list.rows.map((compliment) => (
          <Compliment key={compliment.id} compliment={compliment} isMine={list.name !== "team"} isUnread={isUnread && !seen.has(compliment.id)} />
        ))}
      </ul>
      {list.next && (
        <p className="mt-2">
          <Link to={`/compliments?list=${list.name}&after=${list.next}`} className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
            {t.more}
          </Link>
        </p>
      )}
    </section>
  );
}

/** What she marks as seen looks so at once. */
function useSeen(): Set<number> {
  const sent = useFetchers().filter(({ formAction }) => formAction === "/compliments");
  return new Set(sent.flatMap(({ formData }) => String(formData?.get("response_ids") ?? "").split(",").map(Number)));
}

/** And so does a thank-you that is under way. */
function useThanked(compliment: Loaded["rows"][number]): Loaded["rows"][number] {
  const { viewerName } = useLoaderData<typeof loader>();
  const { formMethod, formAction } = useNavigation();
  const { now } = useClock();
  if (formMethod !== "POST" || formAction !== `/compliments/${compliment.id}/thanks`) return compliment;
  return { ...compliment, canThank: false, thanked_at: now, thanked_by: viewerName };
}

function Compliment({ compliment: stored, isMine, isUnread }: { compliment: Loaded["rows"][number]; isMine: boolean; isUnread: boolean }) {
  const compliment = useThanked(stored);
  const t = useTexts(complimentTexts);
  const clock = useClock();
  const name = compliment.customer ?? t.noName;
  const facts = [isMine ? t.aboutYou : compliment.employee ? t.about(compliment.employee) : compliment.team, compliment.touchpoint && t.touchpoint(compliment.touchpoint), day(compliment.received_at, clock).replaceAll(" ", "\u00a0")];
  return (
    <li className={`rounded-[14px] border bg-surface px-5 py-4 ${isUnread ? "border-accent/40 shadow-[inset_3px_0_0_var(--accent)]" : "border-line"}`}>
      <Said words={compliment.words} size="small" />
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Score score={compliment.score} size="small" />
        <p className="line-clamp-4 min-w-[min(100%,12rem)] flex-1 text-sm text-muted">
          <bdi className="font-semibold text-ink">{name}</bdi> {facts.filter(Boolean).join("\u00a0· ")}
        </p>
        {isUnread && (
          <MarkRead ids={[compliment.id]} label={t.seenOf(name)}>
            {t.seen}
          </MarkRead>
        )}
        {compliment.canThank && (
          <ButtonLink kind="quiet" to={`/compliments/${compliment.id}/thanks`} preventScrollReset aria-label={t.thankOf(name)}>
            {t.thank}
          </ButtonLink>
        )}
      </div>
      {compliment.thanked_at && (
        <p className="mt-2 text-sm text-muted">
          {t.thanked(day(compliment.thanked_at, clock), compliment.thanked_by!)} {(compliment.thanks_status === "failed" || compliment.thanks_status === "unknown") && t.thanksFailed}
        </p>
      )}
    </li>
  );
}

function MarkRead({ ids, label, children }: { ids: number[]; label?: string; children: ReactNode }) {
  const { Form, state, data } = useFetcher<FormProblem>();
  return (
    <Form method="post" action="/compliments" preventScrollReset>
      <input type="hidden" name="response_ids" value={ids.join(",")} />
      <Button kind="quiet" aria-label={label}>
        <Check aria-hidden size={18} /> {children}
      </Button>
      <FormError>{state === "idle" && data?.errors["form"]}</FormError>
    </Form>
  );
}
