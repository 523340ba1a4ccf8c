import { Form } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/form.tsx";
import { mandateTexts } from "./mandate.texts.ts";

/** A lead's yes or no: one tap, and where she wants a word with it. `back`: where she was. */
export function Decision({ gestureId, back, error, note }: { gestureId: number; back: "task" | "list"; error?: string | undefined; note?: string | undefined }) {
  const t = useTexts(mandateTexts);
  return (
    <Form method="post" action="/team/gestures" preventScrollReset className="mt-3 grid gap-2">
      <input type="hidden" name="gesture_id" value={gestureId} />
      <input type="hidden" name="back" value={back} />
      <div className="grid grid-cols-2 gap-2 sm:flex">
        <Button name="decision" value="yes">
          {t.yes}
        </Button>
        <Button name="decision" value="no" kind="quiet" className={back === "task" ? "bg-surface!" : ""}>
          {t.no}
        </Button>
      </div>
      <details open={Boolean(error || note)}>
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline decoration-1 underline-offset-4">{t.sayMore}</summary>
        <TextArea label={t.note} name="note" rows={2} maxLength={20_000} defaultValue={note} error={error} />
      </details>
    </Form>
  );
}
