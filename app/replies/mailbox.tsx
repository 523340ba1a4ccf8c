import { Link, NavLink } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Empty } from "../ui/parts.tsx";
import { mailboxTexts } from "./mailbox.texts.ts";

export type Listed = { id: string; to_name: string | null; to_email: string; subject: string; beginning: string; created_at: Date };
export type Opened = { id: string; from_name: string; from: string; to_name: string | null; to_email: string; reply_to: string | null; subject: string; created_at: Date };

/** A simple mail program: the list, and the open mail beside it; on a phone one after the other. */
export function Mailbox({ mails, next, before, opened }: { mails: Listed[]; next: string | null; before: string | null; opened?: Opened }) {
  const t = useTexts(mailboxTexts);
  const page = before ? `?before=${encodeURIComponent(before)}` : "";
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] lg:h-dvh">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line bg-surface px-4 py-3 lg:px-6">
        <div className="min-w-0">
          {opened ? <p className="text-lg font-semibold">{t.title}</p> : <h1 className="text-lg font-semibold">{t.title}</h1>}
          <p className={`text-sm text-muted ${opened ? "hidden lg:block" : ""}`}>{t.explain}</p>
        </div>
        <Link to="/" className="inline-flex min-h-11 items-center gap-1.5 font-medium text-accent underline underline-offset-4">
          <ArrowLeft aria-hidden size={16} /> {t.back}
        </Link>
      </header>
      <div className="min-h-0 lg:grid lg:grid-cols-[23rem_minmax(0,1fr)]">
        <nav aria-label={t.list} className={`min-h-0 overflow-y-auto border-line bg-surface lg:border-r ${opened ? "hidden lg:block" : ""}`}>
          {mails.length === 0 && (
            <div className="p-4">
              <Empty title={t.emptyTitle}>{t.emptyText}</Empty>
            </div>
          )}
          <ul>
            {mails.map((mail) => (
              <Row key={mail.id} mail={mail} page={page} />
            ))}
          </ul>
          <p className="flex flex-wrap gap-x-6 px-4 py-2">
            {before && <Page to="/demo/mailbox">{t.newest}</Page>}
            {next && <Page to={`/demo/mailbox?before=${encodeURIComponent(next)}`}>{t.older}</Page>}
          </p>
        </nav>
        {opened ? <Open mail={opened} page={page} /> : <p className="hidden place-content-center p-10 text-muted lg:grid">{t.pick}</p>}
      </div>
    </div>
  );
}

function Row({ mail, page }: { mail: Listed; page: string }) {
  const clock = useClock();
  return (
    <li className="border-b border-line">
      <NavLink to={`/demo/mailbox/${mail.id}${page}`} preventScrollReset className={({ isActive }) => `block px-4 py-3 ${isActive ? "bg-accent-soft" : "hover:bg-sunk"}`}>
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-semibold">{mail.to_name ?? mail.to_email}</span>
          <span className="shrink-0 text-xs text-muted">{dayAndTime(mail.created_at, clock)}</span>
        </span>
        <span className="block truncate">{mail.subject}</span>
        <span className="line-clamp-1 text-sm text-muted">{mail.beginning}</span>
      </NavLink>
    </li>
  );
}

function Open({ mail, page }: { mail: Opened; page: string }) {
  const t = useTexts(mailboxTexts);
  const clock = useClock();
  return (
    <main className="flex min-h-0 flex-col">
      <div className="border-b border-line px-4 py-4 lg:px-6">
        <Link to={`/demo/mailbox${page}`} className="mb-1 inline-flex min-h-11 items-center gap-1.5 text-muted lg:hidden">
          <ArrowLeft aria-hidden size={18} /> {t.backToList}
        </Link>
        <h1 className="text-xl font-semibold">{mail.subject}</h1>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm">
          <Header name={t.from}>{mail.from_name} <Address>{mail.from}</Address></Header>
          <Header name={t.to}>{mail.to_name ? <>{mail.to_name} <Address>{mail.to_email}</Address></> : mail.to_email}</Header>
          {mail.reply_to && <Header name={t.replyTo}>{mail.reply_to}</Header>}
        </dl>
        <p className="mt-1 text-sm text-muted">{dayAndTime(mail.created_at, clock)}</p>
      </div>
      {/* Its buttons open the customer's page by themselves, as from a real mailbox. */}
      <iframe key={mail.id} src={`/mail-body/${mail.id}`} title={t.body} sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" className="h-[85dvh] w-full shrink-0 border-0 bg-sunk lg:h-auto lg:shrink lg:flex-1" />
    </main>
  );
}

function Header({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** On a phone on a line of its own. */
function Address({ children }: { children: string }) {
  return <span className="text-muted max-sm:block sm:before:content-['<'] sm:after:content-['>']">{children}</span>;
}

function Page({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">
      {children}
    </Link>
  );
}
