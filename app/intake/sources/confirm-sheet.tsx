import { Form } from "@remix-run/react";
import { useTexts } from "../../i18n/texts.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { sourceTexts } from "./source.texts.ts";

type Props = { title: string; text: string; button: string; sourceId: number; isDanger?: boolean };

/** Asks once, in words that say what will be otherwise, and does it. */
export function ConfirmSheet({ title, text, button, sourceId, isDanger = false }: Props) {
  const t = useTexts(sourceTexts);
  const back = `/admin/sources/${sourceId}`;
  return (
    <Sheet title={title} back={back}>
      <p className="mb-6">{text}</p>
      <Form method="post" className="flex flex-wrap gap-3">
        <Button kind={isDanger ? "danger" : "primary"}>{button}</Button>
        <ButtonLink to={back} kind="quiet" preventScrollReset>
          {t.no}
        </ButtonLink>
      </Form>
    </Sheet>
  );
}
