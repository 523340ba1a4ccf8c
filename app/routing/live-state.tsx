import { Form } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { liveTexts } from "./live.texts.ts";

/** Whether a team opens tasks, since when, and what was kept meanwhile. */
export function LiveState({ liveFrom, held }: { liveFrom: Date | null; held: number }) {
  const t = useTexts(liveTexts);
  const clock = useClock();
  const when = liveFrom && dayAndTime(liveFrom, clock);
  return (
    <p>
      {when === null ? t.isNotLive : new Date(liveFrom!) > clock.now ? t.willBe(when) : t.isLive(when)} {held > 0 && <span className="font-semibold">{t.held(held)}</span>}
    </p>
  );
}

/** On a team's own sheet: how it stands, and what can be done about it. */
export function TeamLive({ team, held, isDefault }: { team: { id: number; live_from: Date | null }; held: number; isDefault: boolean }) {
  const t = useTexts(liveTexts);
  const clock = useClock();
  const isLive = team.live_from !== null && new Date(team.live_from) <= clock.now;
  return (
    <section aria-label={t.heading} className="mt-7 grid gap-3 border-t border-line pt-5">
      <LiveState liveFrom={team.live_from} held={held} />
      <div className="flex flex-wrap gap-3">
        {(!team.live_from || held > 0) && (
          <ButtonLink to={`/admin/teams/${team.id}/live`} kind="quiet" preventScrollReset>
            {t.goLive}
          </ButtonLink>
        )}
        {team.live_from && !isDefault && (
          <Form method="post" action={`/admin/teams/${team.id}/live/end`} preventScrollReset>
            <Button kind="danger">{t.stop}</Button>
          </Form>
        )}
      </div>
      {isDefault ? <p className={isLive ? "text-sm text-muted" : "font-semibold text-amber"}>{isLive ? t.isDefault : t.isDefaultYet}</p> : team.live_from && <p className="text-sm text-muted">{t.stopText}</p>}
    </section>
  );
}
