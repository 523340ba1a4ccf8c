import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { problemsOf, refusedForm, requiredLine, typedIn } from "../people/fields.ts";
import { Said } from "../tasks/said.tsx";
import { Button } from "../ui/button.tsx";
import { FormError, type FormProblem, TextArea } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { complimentTexts } from "./compliments.texts.ts";
import { thankCustomer, thanksFor } from "./thanks.server.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

const longestLine = 500;

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const compliment = await thanksFor(db, viewer, idFrom(args.params["responseId"]));
  if (!compliment) throw notFound();
  return compliment;
}

const form = z.object({ line: z.preprocess((typed) => (typeof typed === "string" ? typed.replace(/\s*[\r\n]+\s*/g, " ") : typed), requiredLine(longestLine)) });

export async function action(args: ActionFunctionArgs) {
  const { db, boss, config, viewer, now } = await signedIn(args);
  const responseId = idFrom(args.params["responseId"]);
  const typed = await args.request.formData();
  if (!(await thanksFor(db, viewer, responseId))) throw notFound();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const refused = await thankCustomer({ db, boss, config }, viewer, responseId, parsed.data.line, now());
  if (!refused) return redirectWithNotice("/compliments", "customerThanked");
  const problem: FormProblem = { errors: { form: textsIn(complimentTexts, viewer.language).refused[refused] }, values: typedIn(typed) };
  return data(problem, { status: 409 });
}

export default function Thanks() {
  const { customer, words, email, line, thanked_at, thankedBy } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(complimentTexts);
  const clock = useClock();
  const name = customer ?? t.noName;
  // The list below shows already that the customer was thanked.
  const isSent = useNavigation().formMethod === "POST";
  return (
    <Sheet title={t.thankTitle(name)} back="/compliments" isSent={isSent}>
      <div className="grid gap-6">
        <Said words={words} size="small" />
        {thanked_at ? (
          <p>{t.thanked(day(thanked_at, clock), thankedBy!)}</p>
        ) : !email ? (
          <p>{t.refused.noMail}</p>
        ) : (
          <Form method="post" className="grid gap-6" noValidate>
            <FormError>{problem?.errors["form"]}</FormError>
            <TextArea rows={3} label={t.line} hint={t.lineHint(email)} name="line" required maxLength={longestLine} defaultValue={problem?.values["line"] ?? line} error={problem?.errors["line"]} />
            <Button className="w-full">{t.sendThanks}</Button>
          </Form>
        )}
      </div>
    </Sheet>
  );
}
