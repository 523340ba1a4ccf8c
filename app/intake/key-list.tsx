import { Link } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Card, Empty } from "../ui/parts.tsx";
import { scopes } from "./api/scopes.ts";
import { keysTexts } from "./keys.texts.ts";

type Key = { id: number; name: string; scopes: string[]; created_at: Date; last_used_at: Date | null; revoked_at: Date | null };

/** The keys that work, and behind a fold those that do not any more. */
export function KeyList({ keys }: { keys: Key[] }) {
  const t = useTexts(keysTexts);
  const clock = useClock();
  const active = keys.filter((key) => key.revoked_at === null);
  const revoked = keys.filter((key) => key.revoked_at !== null);
  return (
    <>
      {active.length === 0 ? (
        <Empty title={t.none}>{t.noneText}</Empty>
      ) : (
        <Card title={t.list}>
          <ul className="-my-1 divide-y divide-line">
            {active.map((key) => (
              <li key={key.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2">
                <p className="min-w-0 flex-1 basis-48 wrap-anywhere">
                  <span className="font-semibold">{key.name}</span>
                  <span className="block text-sm text-muted">{scopes.filter((scope) => key.scopes.includes(scope)).map((scope) => t.scopes[scope].short).join(", ")}</span>
                </p>
                <p className="text-sm text-muted">
                  {key.last_used_at ? t.used(dayAndTime(key.last_used_at, clock)) : t.neverUsed}
                  <span className="block">{t.made(dayAndTime(key.created_at, clock))}</span>
                </p>
                <Link
                  to={`/admin/keys/${key.id}/revocation`}
                  preventScrollReset
                  aria-label={t.revokeOf(key.name)}
                  className="ml-auto inline-flex min-h-11 items-center font-semibold text-clay underline decoration-1 underline-offset-4 hover:decoration-2"
                >
                  {t.revoke}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {revoked.length > 0 && (
        <details className="text-sm text-muted">
          <summary className="inline-flex min-h-11 items-center font-semibold">
            {t.revoked} ({revoked.length})
          </summary>
          <ul className="grid gap-1">
            {revoked.map((key) => (
              <li key={key.id}>
                {key.name} · {t.revokedOn(dayAndTime(key.revoked_at!, clock))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
