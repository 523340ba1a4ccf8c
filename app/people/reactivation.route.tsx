import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { reactivate } from "./deactivation.server.ts";
import { personById } from "./employees.server.ts";
import { personTexts } from "./person.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person?.deactivated_at) throw notFound();
  return { id: person.id, name: person.name };
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person) throw notFound();
  await reactivate(db, person.id);
  return redirectWithNotice(`/admin/people/${person.id}`, "reactivated");
}

export default function Reactivation() {
  const { id, name } = useLoaderData<typeof loader>();
  const t = useTexts(personTexts);
  return (
    <Sheet title={t.reactivateTitle(name)} back={`/admin/people/${id}`}>
      <Form method="post" className="grid gap-5">
        <p>{t.reactivateText}</p>
        <Button>{t.reactivate}</Button>
      </Form>
    </Sheet>
  );
}
