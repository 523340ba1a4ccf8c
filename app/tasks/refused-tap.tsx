import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { ButtonLink } from "../ui/button.tsx";
import { FormError } from "../ui/form.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { type SheetForm, useProblem } from "./hidden-fields.tsx";
import { sheetTexts } from "./sheets.texts.ts";

/** The page of a form of one tap, which is seen without JavaScript: why it was refused. With it, tap.tsx says so. */
export function RefusedTap() {
  const { form } = useLoaderData<{ form: SheetForm }>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).tap;
  const task = `/tasks/${form.taskId}`;
  return (
    <Sheet title={problem ? t.refused : t.nothing} back={task}>
      <div className="grid gap-5">
        <FormError>{problem && Object.values(problem.errors).join(" ")}</FormError>
        <ButtonLink to={task} kind="quiet">
          {t.toTask}
        </ButtonLink>
      </div>
    </Sheet>
  );
}
