import { Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { adminTexts } from "./admin.texts.ts";

/** What an administrator looks after, by what she comes for. */
const groups = {
  work: ["routing", "escalation", "causes", "gestures"],
  workplace: ["people", "teams", "organisation"],
  connections: ["sources", "import", "keys", "events", "mails"],
} as const;

type Group = keyof typeof groups;

const inOrder: Group[] = ["workplace", "work", "connections"];

const measures = { words: "max-w-words", list: "max-w-list", wide: "max-w-wide" };

/** Every page under /admin: on top the way to the others, in the same place and as wide whatever is below it. */
export function AdminPage({ measure = "list", children }: { measure?: keyof typeof measures; children: ReactNode }) {
  return (
    <>
      <div className="max-w-list px-4 pt-6 lg:px-10">
        <AdminNav />
      </div>
      <div className={`px-4 pb-6 lg:px-10 ${measures[measure]}`}>{children}</div>
    </>
  );
}

function AdminNav() {
  const t = useTexts(adminTexts);
  const here = useLocation().pathname.split("/")[2];
  const current = inOrder.find((group) => groups[group].some((place) => place === here)) ?? "workplace";
  return (
    <nav aria-label={t.label} className="mb-6 border-b border-line">
      <ul className="flex flex-wrap gap-x-1 sm:gap-x-2">
        {inOrder.map((group) => (
          <li key={group}>
            <Link
              to={`/admin/${groups[group][0]}`}
              prefetch="intent"
              aria-current={group === current ? "true" : undefined}
              className={`flex min-h-11 items-center rounded-[10px] px-2 text-sm font-semibold sm:px-3 sm:text-[0.9375rem] ${group === current ? "bg-sunk text-ink" : "text-muted hover:text-ink"}`}
            >
              {t.groups[group]}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="mt-1 flex flex-wrap gap-x-5 px-2.5 sm:gap-x-6 sm:px-3">
        {groups[current].map((place) => (
          <li key={place}>
            <NavLink
              to={`/admin/${place}`}
              prefetch="intent"
              className={({ isActive }) => `-mb-px flex min-h-11 items-center border-b-2 text-sm font-medium sm:text-[0.9375rem] ${isActive ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink"}`}
            >
              {t[place]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
