import { Form } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/form.tsx";
import { Empty, Pages } from "../ui/parts.tsx";
import { useRefresh } from "../ui/use-refresh.ts";
import { outgoingTexts } from "./outgoing.texts.ts";
import { sinces } from "./since.ts";

type Delivery = {
  id: number;
  event_id: string;
  kind: string;
  at: Date;
  status: "waiting" | "delivered" | "failed";
  try_count: number;
  next_try_at: Date | null;
  last_status: number | null;
  last_problem: string | null;
  body: string;
};
type Endpoint = { id: number; paused_at: Date | null; failed: number; is_failing: boolean };

/** What was sent to one endpoint, with a second chance for what did not arrive. */
export function DeliveryLog({ endpoint, deliveries, next }: { endpoint: Endpoint; deliveries: Delivery[]; next: number | null }) {
  const t = useTexts(outgoingTexts);
  const { now } = useClock();
  // What leaves in a moment shows its end by itself.
  useRefresh(!endpoint.paused_at && deliveries.some(({ status, next_try_at }) => status === "waiting" && next_try_at && next_try_at.getTime() < now.getTime() + 90_000));
  return (
    <section className="mt-8" aria-labelledby="log">
      <h2 id="log" className="text-lg font-semibold">
        {t.log}
      </h2>
      <p className="mb-4 text-muted">{t.logText}</p>
      <div className="grid gap-4">
        {(endpoint.failed > 0 || endpoint.is_failing) && <Failed count={endpoint.failed} />}
        {deliveries.length === 0 ? (
          <Empty title={t.logNone}>{t.logNoneText}</Empty>
        ) : (
          <ul className="divide-y divide-line rounded-[14px] border border-line bg-surface px-5">
            {deliveries.map((delivery) => (
              <Item key={delivery.id} delivery={delivery} isPaused={endpoint.paused_at !== null} />
            ))}
          </ul>
        )}
        <Pages older={next && `?before=${next}`} words={t} />
      </div>
    </section>
  );
}

function Failed({ count }: { count: number }) {
  const t = useTexts(outgoingTexts);
  return (
    <Form method="post" action="replays" preventScrollReset className="grid items-end gap-4 rounded-[14px] bg-clay-soft px-5 py-4 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
      <p className="self-center">{count > 0 ? t.replayFailed(count) : t.stillTrying}</p>
      <Select label={t.since} name="since" defaultValue="day">
        {sinces.map((since) => (
          <option key={since} value={since}>
            {t.sinces[since]}
          </option>
        ))}
      </Select>
      <Button kind="quiet">{t.replayAll}</Button>
    </Form>
  );
}

const colours = { delivered: "bg-green-soft text-green", waiting: "bg-sunk text-ink", failed: "bg-clay-soft text-clay" };

function Item({ delivery, isPaused }: { delivery: Delivery; isPaused: boolean }) {
  const t = useTexts(outgoingTexts);
  const clock = useClock();
  const { status, last_status, last_problem, try_count, next_try_at } = delivery;
  const name = t.kind[delivery.kind as keyof typeof t.kind];
  const isSoon = next_try_at !== null && next_try_at.getTime() <= clock.now.getTime() + 2_000;
  const details = [
    try_count > 0 && t.tries(try_count),
    last_status !== null && t.answered(last_status),
    status === "waiting" && next_try_at && (isPaused ? t.held : isSoon ? t.soon : t.nextTry(dayAndTime(next_try_at, clock))),
  ].filter(Boolean);
  const problem = last_status !== null && last_status >= 300 ? (last_status < 400 ? t.redirect : t.badAnswer(last_status)) : last_problem && t.problem[last_problem as keyof typeof t.problem];
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 font-semibold">{name}</h3>
        <span className={`rounded-full px-2.5 py-0.5 text-sm font-semibold ${colours[status]}`}>{t.status[status]}</span>
      </div>
      {problem && <p className="text-clay">{problem}</p>}
      <p className="text-sm text-muted">{[dayAndTime(delivery.at, clock), ...details].join(" · ")}</p>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <details className="min-w-0 flex-1 basis-56 text-sm">
          <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-accent underline underline-offset-4">{t.what}</summary>
          <p className="mb-2 break-all text-muted">webhook-id: {delivery.event_id}</p>
          <pre className="mb-2 rounded-[10px] bg-sunk p-4 font-mono text-xs break-words whitespace-pre-wrap">{delivery.body}</pre>
        </details>
        {(status !== "waiting" || (try_count > 0 && !isSoon)) && (
          <Form method="post" action={`deliveries/${delivery.id}/replay`} preventScrollReset>
            <Button kind="plain" aria-label={t.replayOf(name)}>
              {t.replay}
            </Button>
          </Form>
        )}
      </div>
    </li>
  );
}
