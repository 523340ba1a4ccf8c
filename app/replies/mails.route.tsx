import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox, FormError } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Empty, PageHeader, Pages } from "../ui/parts.tsx";
import { mailsTexts } from "./mails.texts.ts";
import { outbox, sendAgain, sendAgainForm } from "./outbox.server.ts";
import { providerOf } from "./providers.server.ts";

export const meta = titled((language) => textsIn(mailsTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, config, now } = await signedIn(args, "admin");
  const before = new URL(args.request.url).searchParams.get("before");
  return { ...(await outbox(db, { before, now: now() })), provider: providerOf(config)?.name ?? null };
}

/** Sends one mail again, or every kept one of the page. */
export async function action(args: ActionFunctionArgs) {
  const { db, boss, viewer, now } = await signedIn(args, "admin");
  const t = textsIn(mailsTexts, viewer.language);
  const form = await args.request.formData();
  const needsCheck = form.get("status") === "unknown";
  const parsed = sendAgainForm.safeParse({ mail_id: form.getAll("mail_id"), is_checked: form.has("is_checked") });
  if (!parsed.success) return data({ error: t.nothingQueued }, { status: 422 });
  if (needsCheck && !parsed.data.is_checked) return data({ error: t.checkFirst }, { status: 422 });
  const count = await sendAgain({ db, boss }, viewer.id, parsed.data, now());
  return count > 0 ? redirectWithNotice("/admin/mails", "mailsQueued") : data({ error: t.nothingQueued }, { status: 409 });
}

type Mail = ReturnType<typeof useLoaderData<typeof loader>>["mails"][number];

export default function Mails() {
  const { mails, next, pausedUntil, provider } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(mailsTexts);
  const clock = useClock();
  const kept = mails.filter(({ status }) => status === "kept");
  return (
    <AdminPage>
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.intro}</p>
      </PageHeader>
      <div className="grid gap-4">
        <FormError>{problem?.error}</FormError>
        {!provider && (
          <Banner>
            <strong className="block">{t.noProvider}</strong>
            {t.noProviderHow}
          </Banner>
        )}
        {pausedUntil && <Banner>{t.paused(dayAndTime(pausedUntil, clock))}</Banner>}
        {provider === "demo-mailbox" && (
          <p className="text-muted">
            {t.demo}{" "}
            <Link to="/demo/mailbox" className="font-semibold text-accent underline underline-offset-4">
              {t.openMailbox}
            </Link>
          </p>
        )}
        {provider && kept.length > 1 && (
          <Form method="post">
            {kept.map(({ id }) => (
              <input key={id} type="hidden" name="mail_id" value={id} />
            ))}
            <Button>{t.sendAll(kept.length)}</Button>
          </Form>
        )}
        {mails.length === 0 ? <Empty title={t.emptyTitle}>{t.emptyText}</Empty> : <ul className="grid gap-3">{mails.map((mail) => <Item key={mail.id} mail={mail} canSend={provider !== null} />)}</ul>}
        <Pages older={next && `?before=${encodeURIComponent(next)}`} words={t} />
      </div>
    </AdminPage>
  );
}

function Banner({ children }: { children: ReactNode }) {
  return <p className="rounded-[10px] bg-amber-soft px-4 py-3">{children}</p>;
}

const colours = { queued: "bg-sunk text-ink", kept: "bg-amber-soft text-amber", failed: "bg-clay-soft text-clay", unknown: "bg-amber-soft text-amber", sent: "bg-green-soft text-green" };

function Item({ mail, canSend }: { mail: Mail; canSend: boolean }) {
  const t = useTexts(mailsTexts);
  const clock = useClock();
  const details = [dayAndTime(mail.created_at, clock), mail.try_count > 0 && t.tries(mail.try_count), mail.next_try_at && t.nextTry(dayAndTime(mail.next_try_at, clock))].filter(Boolean).join(" · ");
  return (
    <li className="rounded-[14px] border border-line bg-surface px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 font-semibold">{mail.to_name ? `${mail.to_name}, ${mail.to_email}` : mail.to_email}</h2>
        <span className={`rounded-full px-2.5 py-0.5 text-sm font-semibold ${colours[mail.status]}`}>{t.status[mail.status]}</span>
      </div>
      <p className="text-muted">
        {t.kind[mail.kind]}: {mail.subject}
      </p>
      <p className="mt-2">{t.statusText[mail.status]}</p>
      {mail.error && (
        <p className="mt-1 text-sm">
          <span className="text-muted">{t.reason}: </span>
          {mail.error}
        </p>
      )}
      <p className="mt-1 text-sm text-muted">{details}</p>
      <div className="mt-2 flex flex-wrap items-end gap-x-5 gap-y-2">
        {mail.task_id && <Quiet to={`/tasks/${mail.task_id}`}>{t.toTask}</Quiet>}
        {mail.task_id && <Quiet to={`/mail-body/${mail.id}`}>{t.read}</Quiet>}
        {mail.status !== "queued" && canSend && (
          <Form method="post" className="ml-auto grid gap-1">
            <input type="hidden" name="mail_id" value={mail.id} />
            <input type="hidden" name="status" value={mail.status} />
            {mail.status === "unknown" && <Checkbox name="is_checked" label={t.checked} required />}
            <Button kind="quiet">{t.sendAgain}</Button>
          </Form>
        )}
      </div>
    </li>
  );
}

function Quiet({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} reloadDocument={to.startsWith("/mail-body/")} className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">
      {children}
    </Link>
  );
}
