import { Form } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { Button } from "../ui/button.tsx";
import { coverTexts } from "./cover.texts.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import type { TaskPage } from "./task.server.ts";

/** Whose task this was until she went away; who stands in can decline, or tell the customer who will call. */
export function CoverNote({ page: { task, cover, customer, form } }: { page: TaskPage }) {
  const t = useTexts(coverTexts);
  const clock = useClock();
  if (!cover || task.stage === "closed" || task.stage === "told") return null;
  const until = cover.until ? t.until(day(new Date(cover.until.getTime() - 1), clock)) : t.unknown;
  return (
    <section className="rounded-[14px] bg-amber-soft px-5 py-4">
      <h2 className="font-semibold">{task.isMine ? t.mine(cover.absent) : t.others(cover.absent)}</h2>
      <p>
        {until} {task.isMine ? t.context : !task.owner && t.waits}
      </p>
      {task.isMine && cover.customerToldAt && <p className="mt-1">{t.introduced}</p>}
      {task.isMine && (
        <div className="mt-3 flex flex-wrap gap-3">
          {!cover.customerToldAt && customer.email && !customer.no_mail_at && (
            <Form method="post" action={`/tasks/${task.id}/introduction`} preventScrollReset>
              <HiddenFields form={form} />
              <Button kind="quiet" className="bg-surface!">
                {t.introduce}
              </Button>
            </Form>
          )}
          {!cover.isTouched && (
            <Form method="post" action={`/tasks/${task.id}/declining`}>
              <HiddenFields form={form} />
              <Button kind="plain">{t.decline}</Button>
            </Form>
          )}
        </div>
      )}
    </section>
  );
}
