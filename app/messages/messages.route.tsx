import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { readId } from "../id.ts";
import { signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Empty, PageHeader, Pages, Score } from "../ui/parts.tsx";
import { messageList } from "./messages.server.ts";
import { messagesTexts } from "./messages.texts.ts";
import { pathOf } from "./path.ts";
import { sayMessage } from "./say.ts";

export const handle = { isLive: true };

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const before = readId(new URL(args.request.url).searchParams.get("before")) ?? null;
  return { ...(await messageList(db, viewer, before)), isLater: before !== null, viewerId: viewer.id };
}

export const meta = titled((language) => textsIn(messagesTexts, language).title);

export default function Messages() {
  const { messages, next, isLater } = useLoaderData<typeof loader>();
  const t = useTexts(messagesTexts);
  const hasUnread = messages.some(({ read_at }) => read_at === null);
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <PageHeader
        title={t.title}
        aside={
          <span className="flex flex-wrap gap-x-4">
            <ButtonLink to="/helping" kind="plain">
              {t.helping}
            </ButtonLink>
            <ButtonLink to="/me/messages" kind="plain">
              {t.settings}
            </ButtonLink>
          </span>
        }
      >
        <p className="mt-1 text-muted">{t.lead}</p>
      </PageHeader>
      {hasUnread && (
        <Form method="post" action="/messages/reading" className="mb-4 flex justify-end">
          <input type="hidden" name="up_to" value={messages[0]!.id} />
          <Button kind="quiet">{t.readAll}</Button>
        </Form>
      )}
      {messages.length === 0 ? (
        <Empty title={isLater ? t.nothingOlder : t.emptyTitle}>{!isLater && t.emptyText}</Empty>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-[14px] border border-line bg-surface">
          {messages.map((message) => (
            <Row key={message.id} message={message} />
          ))}
        </ul>
      )}
      <Pages older={next && `/messages?before=${next}`} newest={isLater ? "/messages" : null} words={t} />
    </div>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>["messages"][number];

/** The whole row opens it: a form, since that changes something (it is read from then on). */
function Row({ message }: { message: Loaded }) {
  const { viewerId } = useLoaderData<typeof loader>();
  const t = useTexts(messagesTexts);
  const clock = useClock();
  const { title, words, note } = sayMessage(message, viewerId, clock);
  const isUnread = message.read_at === null;
  const isGone = pathOf(message, viewerId) === null;
  const what = (
    <>
      {message.score === null ? <span className="size-9" /> : <Score score={message.score} />}
      <span className="grid min-w-0 gap-0.5">
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className={`min-w-0 ${isUnread ? "font-semibold" : ""}`}>
            {isUnread && <span className="sr-only">{t.unread}: </span>}
            {title}
          </span>
          <time dateTime={new Date(message.at).toISOString()} className="shrink-0 text-sm text-muted">
            {dayAndTime(message.at, clock)}
          </time>
        </span>
        {words && <span className="said line-clamp-3 text-lg whitespace-pre-line">{words}</span>}
        {note && <span className="line-clamp-3 text-sm whitespace-pre-line text-muted">{note}</span>}
        {isGone && <span className="text-sm text-muted">{t.gone}</span>}
      </span>
    </>
  );
  const shape = "grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3.5 px-4 py-3.5 text-left xl:px-5";
  return (
    <li className={isUnread ? "shadow-[inset_3px_0_0_var(--accent)]" : ""}>
      {isGone && !isUnread ? (
        <div className={shape}>{what}</div>
      ) : (
        <Form method="post" action={`/messages/${message.id}/opening`}>
          <button className={`${shape} cursor-pointer hover:bg-sunk/60 focus-visible:-outline-offset-2`}>
            {what}
            <ChevronRight aria-hidden size={18} className="text-muted" />
          </button>
        </Form>
      )}
    </li>
  );
}
