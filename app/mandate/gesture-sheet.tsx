import { Form, useNavigation } from "@remix-run/react";
import { useLanguage, useTexts } from "../i18n/texts.ts";
import { HiddenFields, useProblem } from "../tasks/hidden-fields.tsx";
import { useIsShown } from "../tasks/pending.ts";
import { sheetTexts } from "../tasks/sheets.texts.ts";
import { Button } from "../ui/button.tsx";
import { Choice, FormError, TextArea, TextField } from "../ui/form.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { readAmount } from "./amount.ts";
import type { GestureSheet as Loaded } from "./gesture-sheet.server.ts";
import { gestureSheetTexts } from "./gesture-sheet.texts.ts";
import { mandateTexts } from "./mandate.texts.ts";
import { sayAmount } from "./say.ts";

/** One form with two ends: give it, where her mandate reaches that far, or ask. */
export function GestureSheet({ sheet: { form, kinds, deciders }, isAsking }: { sheet: Loaded; isAsking: boolean }) {
  const problem = useProblem();
  const t = useTexts(gestureSheetTexts);
  const { or } = useTexts(mandateTexts);
  const language = useLanguage();
  const isSending = useNavigation().state === "submitting";
  const isShown = useIsShown();
  const task = `/tasks/${form.taskId}`;
  const closed = useTexts(sheetTexts).closed;
  if (form.isClosed && !problem) return <Sheet title={t.title} back={task}>{closed}</Sheet>;
  if (kinds.length === 0) return <Sheet title={t.title} back={task}>{t.noKinds}</Sheet>;
  const hint = ({ has_amount, room }: Loaded["kinds"][number]) => (room === null ? t.unlimited : room === 0 ? t.askFirst : t.room(sayAmount({ has_amount, amount: room }, language)));
  const mayGive = kinds.some(({ room }) => room !== 0);
  const wanted = kinds.find(({ id }) => String(id) === problem?.values["gesture_kind_id"]);
  const isAbove = wanted !== undefined && wanted.room !== null && (readAmount(problem?.values["amount"] || "1", wanted.has_amount) ?? 0) > wanted.room;
  const asksFirst = isAsking || isAbove;
  const give = (
    <Button key="give" kind={asksFirst ? "quiet" : "primary"} className="w-full" formAction={`${task}/gestures`}>
      {t.give}
    </Button>
  );
  const ask = (
    <Button key="ask" kind={asksFirst ? "primary" : "quiet"} className="w-full" formAction={`${task}/gestures/asking`}>
      {t.ask}
    </Button>
  );
  return (
    <Sheet title={t.title} back={task} isSent={isShown}>
      <Form method="post" className="grid gap-6" preventScrollReset aria-busy={isSending}>
        <FormError>{problem?.errors["form"]}</FormError>
        <HiddenFields form={form} />
        <Choice
          legend={t.kind}
          name="gesture_kind_id"
          columns={1}
          required
          options={kinds.map((kind) => ({ value: String(kind.id), label: kind.name, hint: hint(kind) }))}
          defaultValue={problem?.values["gesture_kind_id"] ?? String(kinds[0]!.id)}
          error={problem?.errors["gesture_kind_id"]}
        />
        <TextField label={t.amount} hint={t.amountHint} name="amount" inputMode="decimal" autoComplete="off" maxLength={12} defaultValue={problem?.values["amount"]} error={problem?.errors["amount"]} className="max-w-40" />
        <TextArea label={t.note} hint={t.noteHint} name="note" rows={3} maxLength={20_000} defaultValue={problem?.values["note"]} error={problem?.errors["note"]} />
        <div className="grid gap-2">
          {!mayGive ? ask : asksFirst ? [ask, give] : [give, ask]}
          {deciders.length > 0 && <p className="text-sm text-muted">{t.asked(deciders.join(` ${or} `))}</p>}
        </div>
      </Form>
    </Sheet>
  );
}
