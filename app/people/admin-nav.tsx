import { NavLink } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { adminTexts } from "./admin.texts.ts";

const places = ["people", "teams", "routing", "causes", "sources", "import", "keys", "events", "mails", "escalation", "organisation"] as const;

/** Stands first on every page under /admin, above its PageHeader. */
export function AdminNav() {
  const t = useTexts(adminTexts);
  return (
    <nav aria-label={t.label} className="mb-6 grid grid-cols-3 border-b border-line sm:flex sm:flex-wrap sm:gap-x-6">
      {places.map((place) => (
        <NavLink
          key={place}
          to={`/admin/${place}`}
          prefetch="intent"
          className={({ isActive }) =>
            `-mb-px flex min-h-11 items-center justify-center border-b-2 text-sm font-medium sm:text-[0.9375rem] ${isActive ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink"}`
          }
        >
          {t[place]}
        </NavLink>
      ))}
    </nav>
  );
}
