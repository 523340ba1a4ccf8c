import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useNavigation } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { signedIn } from "../people/access.server.ts";
import { typedIn } from "../people/fields.ts";
import { Button } from "../ui/button.tsx";
import type { FormProblem } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { checkEndpoint } from "./endpoint-check.server.ts";
import { EndpointFields } from "./endpoint-fields.tsx";
import { addEndpoint } from "./endpoints.server.ts";
import { outgoingTexts } from "./outgoing.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return {};
}

export async function action(args: ActionFunctionArgs) {
  const { db, config, viewer, now } = await signedIn(args, "admin");
  const typed = await args.request.formData();
  const checked = await checkEndpoint(typed, { config, language: viewer.language });
  if ("problem" in checked) return data(checked.problem, { status: 422 });
  const id = await addEndpoint(db, checked.input, { by: viewer.id, now: now() });
  if (id) return redirectWithNotice(`/admin/events/${id}`, "endpointAdded");
  const problem: FormProblem = { errors: { form: textsIn(outgoingTexts, viewer.language).tooMany }, values: { ...typedIn(typed), kinds: checked.input.kinds.join(" ") } };
  return data(problem, { status: 409 });
}

export default function NewEndpoint() {
  const problem = useActionData<typeof action>();
  const t = useTexts(outgoingTexts);
  const isSending = useNavigation().state !== "idle";
  return (
    <Sheet title={t.addTitle} back="/admin/events">
      <Form method="post" className="grid gap-5" noValidate>
        <EndpointFields problem={problem} />
        <Button disabled={isSending}>{t.add}</Button>
      </Form>
    </Sheet>
  );
}
