import { Link } from "@remix-run/react";
import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import type { listDeliveries } from "./pages.server.ts";
import type { Reason } from "./reason.ts";
import { sayReason } from "./reason.texts.ts";
import { sourceTexts } from "./source.texts.ts";
import { Verdict } from "./verdict.tsx";

type Delivery = Awaited<ReturnType<typeof listDeliveries>>["deliveries"][number];

/** What a source delivered: when, what became of it and why, and where that is. */
export function DeliveryList({ sourceId, deliveries }: { sourceId: number; deliveries: Delivery[] }) {
  return (
    <ul className="overflow-hidden rounded-[14px] border border-line bg-surface">
      {deliveries.map((delivery) => (
        <Row key={delivery.id} sourceId={sourceId} delivery={delivery} />
      ))}
    </ul>
  );
}

function Row({ sourceId, delivery }: { sourceId: number; delivery: Delivery }) {
  const t = useTexts(sourceTexts);
  const language = useLanguage();
  const when = dayAndTime(delivery.received_at, useClock());
  const reason = delivery.reason as Reason | null;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line px-4 py-2 last:border-b-0">
      <span className="tabular w-36 shrink-0 text-muted">{when}</span>
      <span className="min-w-0 flex-1 basis-56">
        <Verdict verdict={delivery.verdict} isNew={delivery.is_new} />
        {delivery.score !== null && <span className="ml-2 text-sm text-muted">{t.score(delivery.score)}</span>}
        {reason && <span className="mt-0.5 block text-sm text-muted">{sayReason(reason, language)}</span>}
      </span>
      <span className="ml-auto flex gap-4">
        {delivery.task_id ? <Quiet to={`/tasks/${delivery.task_id}`}>{t.task}</Quiet> : delivery.customer_id && <Quiet to={`/customers/${delivery.customer_id}`}>{t.customer}</Quiet>}
        <Quiet to={`/admin/sources/${sourceId}/deliveries/${delivery.id}`} label={t.detailsOf(when)}>
          {t.details}
        </Quiet>
      </span>
    </li>
  );
}

function Quiet({ to, label, children }: { to: string; label?: string; children: string }) {
  return (
    <Link to={to} aria-label={label} className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">
      {children}
    </Link>
  );
}
