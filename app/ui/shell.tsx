import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node";
import { Form, NavLink, Outlet, useLoaderData, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { BarChart3, Bell, Heart, Inbox, LogOut, Mail, Menu, Settings, Sprout, User, Users } from "lucide-react";
import { urls } from "virtual:daily-texts/urls";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { useKey } from "../keyboard/use-key.ts";
import { useKeyboard, useSendKey } from "../keyboard/use-keyboard.ts";
import { LiveWords } from "../live/live-words.tsx";
import { useLive } from "../live/use-live.ts";
import { useUnread } from "../messages/use-unread.ts";
import { SignOut } from "../offline/sign-out.tsx";
import { Waiting } from "../offline/waiting.tsx";
import { signedIn } from "../people/access.server.ts";
import { useRootData } from "../root-data.ts";
import { asksAgain } from "../tasks/ahead.ts";
import { NextCustomer } from "../tasks/next-customer.tsx";
import { Button } from "./button.tsx";
import { dropOldDrafts } from "./drafts.ts";
import type { Undo } from "./notice.server.ts";
import { Avatar } from "./parts.tsx";
import { Problem, ProblemPage } from "./problem.tsx";
import { navigationCounts } from "./shell.server.ts";
import { uiTexts } from "./ui.texts.ts";
import { useHeading } from "./use-heading.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, config } = await signedIn(args);
  const { hasKeys, ...counts } = await navigationCounts(db, viewer);
  return {
    viewer: { id: viewer.id, name: viewer.name, role: viewer.role, isLead: viewer.ledTeamIds.length > 0 || viewer.isAdmin, isAdmin: viewer.isAdmin },
    counts,
    hasKeys,
    hasMailbox: config.mode !== "production",
    textsUrl: urls[viewer.language],
  };
}

export const shouldRevalidate = asksAgain;

export type ShellData = Awaited<ReturnType<typeof loader>>;

// Few ask for it.
const KeyHelp = lazy(() => import("../keyboard/key-help.tsx"));

export default function Shell() {
  return (
    <Frame shell={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

/** A page that is not hers or not there: all that she works with stays around it. Without the shell's own data it stands alone. */
export function ErrorBoundary() {
  const error = useRouteError();
  const shell = useRouteLoaderData<typeof loader>("ui/shell");
  if (!shell) return <ProblemPage error={error} />;
  return (
    <Frame shell={shell}>
      <div className="grid max-w-words justify-items-start gap-4 px-4 py-6 lg:px-10">
        <Problem error={error} />
      </div>
    </Frame>
  );
}

/** What stands around every screen of someone who is signed in: a rail on a desk, tabs on a phone. */
function Frame({ shell: { viewer, counts, hasMailbox, hasKeys, textsUrl }, children }: { shell: SerializeFrom<typeof loader>; children: ReactNode }) {
  const t = useTexts(uiTexts);
  useEffect(() => dropOldDrafts(viewer.id), [viewer.id]);
  const live = useLive();
  const unread = useUnread(counts.messages, { isTold: live.isOpen, newsCount: live.newsCount });
  const [isHelping, setIsHelping] = useState(false);
  useKeyboard({ isOn: hasKeys, isLead: viewer.isLead, onHelp: useCallback(() => setIsHelping(true), []) });
  useSendKey();
  useHeading();
  const location = useLocation(); // as a key: going somewhere closes the menu
  const more = (
    <>
      <Item to="/me/story" icon={<Sprout aria-hidden size={18} />}>{t.story}</Item>
      <Item to="/me" end icon={<User aria-hidden size={18} />}>{t.me}</Item>
      {viewer.isAdmin && <Item to="/admin" icon={<Settings aria-hidden size={18} />}>{t.admin}</Item>}
      {hasMailbox && <Item to="/demo/mailbox" icon={<Mail aria-hidden size={18} />}>{t.demoMailbox}</Item>}
      <SignOut action="/signout">
        <button className="flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-lg px-3 font-medium text-muted hover:bg-sunk">
          <LogOut aria-hidden size={18} /> {t.signOut}
        </button>
      </SignOut>
    </>
  );
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      {textsUrl && <link rel="modulepreload" href={textsUrl} />}
      <a href="#content" className="sr-only z-30 rounded-lg bg-surface p-3 focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        {t.skip}
      </a>
      <nav aria-label={t.menu} className="sticky top-0 hidden h-dvh flex-col gap-0.5 overflow-y-auto border-r border-line px-3 py-5 lg:flex">
        <Brand />
        <Item to="/inbox" icon={<Inbox aria-hidden size={18} />} count={counts.mine}>{t.inbox}</Item>
        <Item to="/team" icon={<Users aria-hidden size={18} />} count={counts.team}>{t.team}</Item>
        <Item to="/compliments" icon={<Heart aria-hidden size={18} />} count={counts.compliments}>{t.compliments}</Item>
        <Item to="/messages" icon={<Bell aria-hidden size={18} />} count={unread}>{t.messages}</Item>
        {viewer.isLead && <Item to="/overview" icon={<BarChart3 aria-hidden size={18} />}>{t.overview}</Item>}
        <div className="mt-auto grid gap-0.5 pt-6">
          {more}
          <p className="flex items-center gap-2.5 px-3 pt-3 text-sm text-muted">
            <Avatar name={viewer.name} /> <bdi className="line-clamp-2 min-w-0">{viewer.name}</bdi>
          </p>
        </div>
      </nav>

      <header className="flex items-center justify-between px-4 pt-1 lg:hidden">
        <Brand />
        <div className="flex items-center">
        <NavLink to="/messages" aria-label={t.unread(unread)} className={({ isActive }) => `relative grid size-11 place-items-center rounded-full hover:bg-sunk ${isActive ? "text-accent" : ""}`}>
          <Bell aria-hidden size={20} />
          {unread > 0 && <span aria-hidden className="tabular absolute top-0.5 left-1/2 rounded-full bg-accent px-1.5 whitespace-nowrap text-[0.7rem] font-semibold text-accent-ink">{unread > 99 ? "99+" : unread}</span>}
        </NavLink>
        <details className="relative" key={location.key}>
          <summary className="grid size-11 list-none place-items-center rounded-full hover:bg-sunk [&::-webkit-details-marker]:hidden" aria-label={t.menu}>
            <Menu aria-hidden size={20} />
          </summary>
          <div className="absolute right-0 z-20 grid w-56 gap-0.5 rounded-[14px] border border-line bg-surface p-2 shadow-lg">{more}</div>
        </details>
        </div>
      </header>

      <main id="content" tabIndex={-1} data-live={live.isOpen || undefined} className="min-w-0 pb-24 outline-none lg:pb-10">
        <Waiting person={viewer.id} />
        <Notice />
        <LiveWords appeared={live.appeared} unread={unread} />
        {children}
      </main>

      <nav aria-label={t.menu} className="fixed inset-x-0 bottom-0 z-10 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden">
        <Tab to="/inbox" icon={<Inbox aria-hidden size={20} />} count={counts.mine}>{t.inbox}</Tab>
        <Tab to="/team" icon={<Users aria-hidden size={20} />} count={counts.team}>{t.team}</Tab>
        <Tab to="/compliments" icon={<Heart aria-hidden size={20} />} count={counts.compliments}>{t.compliments}</Tab>
        {viewer.isLead && <Tab to="/overview" icon={<BarChart3 aria-hidden size={20} />}>{t.overview}</Tab>}
      </nav>
      {isHelping && (
        <Suspense>
          <KeyHelp isLead={viewer.isLead} onClose={() => setIsHelping(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Brand() {
  return (
    <p className="px-1 font-words text-[1.2rem] font-semibold tracking-tight lg:px-3 lg:pb-5">
      Belte<span className="text-accent">rug</span>
    </p>
  );
}

function Item({ to, icon, count, children, end = false }: { to: string; end?: boolean; icon: ReactNode; count?: number; children: ReactNode }) {
  return (
    <NavLink
      to={to}
      end={end}
      prefetch="intent"
      className={({ isActive }) => `flex min-h-11 items-center gap-3 rounded-lg px-3 font-medium ${isActive ? "bg-sunk text-ink" : "text-muted hover:bg-sunk"}`}
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {count ? <span className="tabular text-sm">{count}</span> : null}
    </NavLink>
  );
}

function Tab({ to, icon, count, children }: { to: string; icon: ReactNode; count?: number; children: ReactNode }) {
  return (
    <NavLink
      to={to}
      className={({ isActive }) => `relative grid min-h-14 place-items-center content-center gap-0.5 text-center text-[0.6875rem] font-medium min-[400px]:text-xs ${isActive ? "text-accent" : "text-muted"}`}
    >
      {icon}
      {children}
      {count ? <span className="tabular absolute top-1.5 left-1/2 ml-2 whitespace-nowrap rounded-full bg-accent px-1.5 text-[0.7rem] font-semibold text-accent-ink">{count}</span> : null}
    </NavLink>
  );
}

/** What just happened, once, after an act: also for whoever had scrolled down. Then it goes back to its place on top. */
function Notice() {
  const root = useRootData();
  const { key } = useLocation();
  // The loaders are asked again while she reads it: then it is not news any more, and still stands there.
  const [said, setSaid] = useState({ key, notice: root?.notice ?? null });
  const current = root?.notice ?? (said.key === key ? said.notice : null);
  if (said.key !== key || said.notice !== current) setSaid({ key, notice: current });
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What had the focus went with the form that was sent: who uses a keyboard goes on from here.
    if (current && document.activeElement === document.body) words.current?.focus({ preventScroll: true });
  }, [current, key]);
  return (
    <div role="status" aria-live="polite" className="contents">
      {current && (
        <div key={key} className="animate-notice pointer-events-none sticky z-10 mx-4 mt-4 mb-2 flex flex-wrap items-center justify-between gap-x-4 rounded-[10px] bg-accent-soft px-4 py-1 font-medium shadow-sm lg:mx-10">
          {/* On a phone the way back stands beside it, not below. */}
          <p ref={words} tabIndex={-1} className={`min-w-0 py-2 outline-none ${current.undo ? "max-sm:flex-1" : ""}`}>{current.text}</p>
          {current.undo && <TakeBack undo={current.undo} />}
          <NextCustomer />
        </div>
      )}
    </div>
  );
}

/** Undo rather than "are you sure"; without JavaScript, too. */
function TakeBack({ undo: { taskId, eventId } }: { undo: Undo }) {
  const t = useTexts(uiTexts);
  const key = useKey();
  return (
    <Form method="post" action={`/tasks/${taskId}/undo`} preventScrollReset className="pointer-events-auto">
      <input type="hidden" name="event_id" value={eventId} />
      <Button kind="plain" {...key("u")}>
        {t.undo}
      </Button>
    </Form>
  );
}
