import { Link } from "@remix-run/react";
import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { useRefresh } from "../../ui/use-refresh.ts";
import { deliveryTexts } from "./delivery.texts.ts";
import type { lastDelivery } from "./pages.server.ts";
import type { Reason } from "./reason.ts";
import { sayReason } from "./reason.texts.ts";
import type { ShownSource } from "./shown.server.ts";
import { sourcesTexts } from "./sources.texts.ts";
import { useIsHydrated } from "./use-is-hydrated.ts";
import { Verdict } from "./verdict.tsx";

type Props = { source: ShownSource; last: Awaited<ReturnType<typeof lastDelivery>> };

/** Waits for what the tool sends, and says what became of it. Without JavaScript a link looks again. */
export function FirstDelivery({ source, last }: Props) {
  const t = useTexts(sourcesTexts);
  const isDone = last !== null && last.verdict === "taken_in";
  useRefresh(!isDone);
  const isHydrated = useIsHydrated();
  return (
    <section role="status" aria-live="polite" className={`mt-6 rounded-[14px] border-2 px-5 py-4 ${isDone ? "border-accent bg-surface" : "border-dashed border-line"}`}>
      {last ? <Arrived source={source} last={last} /> : <p className="font-words text-xl">{t.waitTitle}</p>}
      {!isDone && (
        <p className="mt-2 text-muted">
          {!last && isHydrated && t.waitText}{" "}
          <Link to="." reloadDocument className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">
            {t.lookAgain}
          </Link>
        </p>
      )}
    </section>
  );
}

function Arrived({ source, last }: { source: ShownSource; last: NonNullable<Props["last"]> }) {
  const t = useTexts(sourcesTexts);
  const delivery = useTexts(deliveryTexts);
  const language = useLanguage();
  const clock = useClock();
  const here = `/admin/sources/${source.id}`;
  return (
    <>
      <p className="flex flex-wrap items-center gap-3">
        <span className="font-words text-xl">{t.arrived}</span>
        <Verdict verdict={last.verdict} isNew={last.is_new} />
        <span className="text-sm text-muted">{dayAndTime(last.received_at, clock)}</span>
      </p>
      <p className="mt-2">
        {delivery.verdictText[last.verdict]} {last.reason !== null && sayReason(last.reason as Reason, language)}
      </p>
      <p className="mt-4 flex flex-wrap gap-3">
        {last.verdict === "waiting" && <ButtonLink to={`${here}/mapping?delivery=${last.id}`}>{t.toMapping}</ButtonLink>}
        {last.task_id && <ButtonLink to={`/tasks/${last.task_id}`}>{t.toTask}</ButtonLink>}
        {last.customer_id && !last.task_id && <ButtonLink to={`/customers/${last.customer_id}`}>{t.toAnswer}</ButtonLink>}
        <ButtonLink to={`${here}/deliveries/${last.id}`} kind="quiet">
          {t.toDelivery}
        </ButtonLink>
        <ButtonLink to={here} kind="quiet">
          {t.toSource}
        </ButtonLink>
      </p>
    </>
  );
}
