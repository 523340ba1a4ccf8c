import { Form, Link } from "@remix-run/react";
import { ArrowDown, ArrowUp, GripVertical, TriangleAlert } from "lucide-react";
import type { HTMLAttributes, ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { useFetchModules } from "../tasks/fetch-modules.ts";
import { FormError } from "../ui/form.tsx";
import { useHydrated } from "../ui/use-hydrated.ts";
import { routingTexts } from "./routing.texts.ts";
import type { ShownRule } from "./shown.server.ts";
import { useReorder } from "./use-reorder.ts";

/**
 * The rules in their order. They move by dragging or by the arrow keys on their handle, which wait for
 * JavaScript, and by the buttons, which do not.
 */
export function RuleList({ rules }: { rules: ShownRule[] }) {
  const t = useTexts(routingTexts);
  useFetchModules("routing/place.route");
  const { order, dragged, said, isLost, handle } = useReorder(rules.map(({ id }) => id), (place, count) => t.nowAt(place, count));
  const shown = order.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);
  return (
    <>
      {isLost && <FormError>{t.notMoved}</FormError>}
      <ol className="grid gap-3">
        {shown.map((rule, index) => (
          <li key={rule.id} id={rule.id} data-rule={rule.id} className={`scroll-mt-4 rounded-[14px] border bg-surface ${dragged === rule.id ? "border-accent shadow-lg" : "border-line"}`}>
            <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-1 py-3 pr-3 sm:grid-cols-[2.75rem_minmax(0,1fr)_auto] sm:pr-4">
              <Handle place={index + 1} {...handle(rule.id)} />
              <div className="min-w-0 py-2">
                {rule.mark && <span className="mb-1 inline-block rounded-full bg-accent-soft px-2.5 py-0.5 text-sm font-semibold text-accent">{t.marks[rule.mark]}</span>}
                <p className="font-words text-lg leading-snug wrap-break-word">{rule.sentence}</p>
                {rule.warnings.map((warning) => (
                  <p key={warning} className="mt-2 flex gap-2 text-sm font-medium text-amber">
                    <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0" /> <span className="min-w-0 wrap-break-word">{warning}</span>
                  </p>
                ))}
                <Acts id={rule.id} place={index + 1} />
              </div>
              <div className={`col-start-2 gap-1 sm:col-start-3 sm:flex-col ${shown.length > 1 ? "flex" : "hidden"}`}>
                <Move id={rule.id} before={shown[index - 1]?.id} isPossible={index > 0} label={t.up(index + 1)} icon={<ArrowUp aria-hidden size={20} />} />
                <Move id={rule.id} before={shown[index + 2]?.id} isPossible={index < shown.length - 1} label={t.down(index + 1)} icon={<ArrowDown aria-hidden size={20} />} />
              </div>
            </div>
          </li>
        ))}
      </ol>
      <p role="status" aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  );
}

/** The rule's number; with JavaScript it takes hold of the rule. */
function Handle({ place, ...events }: { place: number } & HTMLAttributes<HTMLElement>) {
  const t = useTexts(routingTexts);
  const number = <span className="tabular text-lg font-semibold">{place}</span>;
  if (!useHydrated()) return <p className="py-2 text-center text-muted">{number}</p>;
  return (
    <button type="button" data-hydrated aria-label={t.drag(place)} className="flex min-h-11 cursor-grab touch-none flex-col items-center self-start py-2 text-muted select-none hover:text-ink active:cursor-grabbing" {...events}>
      {number}
      <GripVertical aria-hidden size={18} />
    </button>
  );
}

const link = "inline-flex min-h-11 cursor-pointer items-center font-medium text-accent underline decoration-1 underline-offset-4 hover:decoration-2";

function Acts({ id, place }: { id: string; place: number }) {
  const t = useTexts(routingTexts);
  const which = <span className="sr-only">{t.ofRule(place)}</span>;
  return (
    <div className="mt-1 flex flex-wrap gap-x-5">
      <Link to={`/admin/routing/rules/${id}`} className={link}>
        {`${t.change} `}
        {which}
      </Link>
      <Form method="post" action={`/admin/routing/rules/${id}/copies`} preventScrollReset>
        <button className={link}>
          {`${t.copy} `}
          {which}
        </button>
      </Form>
      <Form method="post" action={`/admin/routing/rules/${id}/removal`} preventScrollReset>
        <button className={link}>
          {`${t.remove} `}
          {which}
        </button>
      </Form>
    </div>
  );
}

/** One place up or down: to stand before `before`, or last. */
function Move({ id, before, isPossible, label, icon }: { id: string; before: string | undefined; isPossible: boolean; label: string; icon: ReactNode }) {
  return (
    <Form method="post" action={`/admin/routing/rules/${id}/place`} preventScrollReset>
      <input type="hidden" name="before" value={before ?? ""} />
      <button aria-label={label} disabled={!isPossible} className="grid size-11 cursor-pointer place-items-center rounded-[10px] text-muted hover:bg-sunk hover:text-ink disabled:cursor-default disabled:opacity-30">
        {icon}
      </button>
    </Form>
  );
}
