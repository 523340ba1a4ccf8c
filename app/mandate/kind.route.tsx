import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useTexts } from "../i18n/texts.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { problemsOf, refusedForm, requiredLine } from "../people/fields.ts";
import { Button } from "../ui/button.tsx";
import { Choice, TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { mandateAdminTexts } from "./admin.texts.ts";
import { changeKind, kindById } from "./kinds.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const kind = await kindById(db, idFrom(args.params["kindId"]));
  if (!kind) throw notFound();
  return { kind };
}

const form = z.object({ name: requiredLine(60), use: z.enum(["used", "archived"], { error: "choose" }) });

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const kind = await kindById(db, idFrom(args.params["kindId"]));
  if (!kind) throw notFound();
  const typed = await args.request.formData();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const { name, use } = parsed.data;
  const taken = await changeKind(db, kind.id, { name, isArchived: use === "archived" }, now());
  if (taken) return data(refusedForm({ name: taken }, typed, viewer.language), { status: 422 });
  return redirectWithNotice("/admin/gestures", "saved");
}

export default function Kind() {
  const { kind } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(mandateAdminTexts).kinds;
  return (
    <Sheet title={t.changeTitle(kind.name)} back="/admin/gestures">
      <Form method="post" className="grid gap-5" noValidate>
        <TextField label={t.name} hint={t.nameHint} name="name" required maxLength={60} defaultValue={problem?.values["name"] ?? kind.name} error={problem?.errors["name"]} />
        <Choice
          legend={t.use}
          name="use"
          options={(["used", "archived"] as const).map((value) => ({ value, label: t.uses[value], hint: t.usesHint[value] }))}
          defaultValue={problem?.values["use"] ?? (kind.archived_at ? "archived" : "used")}
          error={problem?.errors["use"]}
        />
        <Button>{t.save}</Button>
      </Form>
    </Sheet>
  );
}
