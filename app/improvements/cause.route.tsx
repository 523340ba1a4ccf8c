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
import { causeById, changeCause } from "./causes.server.ts";
import { causesTexts } from "./causes.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const cause = await causeById(db, idFrom(args.params["causeId"]));
  if (!cause) throw notFound();
  return { cause };
}

const form = z.object({ name: requiredLine(100), use: z.enum(["used", "archived"], { error: "choose" }) });

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const cause = await causeById(db, idFrom(args.params["causeId"]));
  if (!cause) throw notFound();
  const typed = await args.request.formData();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const { name, use } = parsed.data;
  const taken = await changeCause(db, cause.id, { name, isArchived: use === "archived" }, now());
  if (taken) return data(refusedForm({ name: taken }, typed, viewer.language), { status: 422 });
  return redirectWithNotice("/admin/causes", "saved");
}

export default function Cause() {
  const { cause } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(causesTexts);
  return (
    <Sheet title={t.changeTitle(cause.name)} back="/admin/causes">
      <Form method="post" className="grid gap-5" noValidate>
        <TextField label={t.name} name="name" required maxLength={100} defaultValue={problem?.values["name"] ?? cause.name} error={problem?.errors["name"]} />
        <Choice
          legend={t.use}
          name="use"
          options={(["used", "archived"] as const).map((value) => ({ value, label: t.uses[value], hint: t.usesHint[value] }))}
          defaultValue={problem?.values["use"] ?? (cause.archived_at ? "archived" : "used")}
          error={problem?.errors["use"]}
        />
        <Button>{t.save}</Button>
      </Form>
    </Sheet>
  );
}
