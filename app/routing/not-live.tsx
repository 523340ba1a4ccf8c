import { Link } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Card } from "../ui/parts.tsx";
import type { NotLive } from "./live.server.ts";
import { liveTexts } from "./live.texts.ts";

/** In the overview: the teams that get no tasks yet, and what would have come. */
export function NotLiveTeams({ teams, isAdmin }: { teams: NotLive[]; isAdmin: boolean }) {
  const t = useTexts(liveTexts);
  const clock = useClock();
  return (
    <Card title={t.overviewTitle} className="mt-8">
      <p className="-mt-2 mb-2 text-sm text-muted">{t.overviewText}</p>
      <ul>
        {teams.map(({ id, name, liveFrom, heldBack }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line py-1 first:border-0">
            <p className="min-w-0">
              <span className="font-semibold">{name}</span>: {t.overviewHeld(heldBack)}
              {liveFrom && <span className="text-muted"> ({t.overviewFrom(dayAndTime(liveFrom, clock))})</span>}
            </p>
            {isAdmin && (
              <Link to={`/admin/teams/${id}/live`} className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">
                {`${t.goLive} `}
                <span className="sr-only">{name}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
