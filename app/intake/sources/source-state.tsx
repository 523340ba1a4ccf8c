import type { ReactNode } from "react";
import { ButtonLink } from "../../ui/button.tsx";
import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { useRefresh } from "../../ui/use-refresh.ts";
import type { Reason } from "./reason.ts";
import { sayReason } from "./reason.texts.ts";
import type { ShownSource } from "./shown.server.ts";
import { sourceTexts } from "./source.texts.ts";

/** What is not as usual about a source, and what to do about it. While something is being taken in it keeps itself up to date. `reason`: why the newest that waits does. */
export function SourceState({ source, isReplaying, reason }: { source: ShownSource; isReplaying: boolean; reason: Reason | null | undefined }) {
  const t = useTexts(sourceTexts);
  const language = useLanguage();
  const clock = useClock();
  useRefresh(isReplaying);
  const left = source.waiting + source.held;
  if (source.pausedAt)
    return (
      <Banner action={{ to: "resumption", label: t.resume }}>
        {t.pausedText(dayAndTime(source.pausedAt, clock))} {source.held > 0 && t.held(source.held)}
      </Banner>
    );
  if (isReplaying && left > 0) return <Banner>{t.takingIn(left)}</Banner>;
  if (source.waiting === 0) return null;
  return (
    <Banner action={{ to: "mapping", label: source.isMapped ? t.mappingChange : t.mappingStart }}>
      {t.waitingText(source.waiting)} {reason && sayReason(reason, language)}
    </Banner>
  );
}

function Banner({ action, children }: { action?: { to: string; label: string }; children: ReactNode }) {
  return (
    <div role="status" className="mb-5 flex flex-wrap items-center justify-between gap-4 rounded-[14px] bg-amber-soft px-5 py-4">
      <p className="min-w-0 flex-1 basis-64">{children}</p>
      {action && (
        <ButtonLink to={action.to} kind="quiet" preventScrollReset>
          {action.label}
        </ButtonLink>
      )}
    </div>
  );
}
