import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { personById } from "./employees.server.ts";
import { PresenceForm } from "./presence-fields.tsx";
import { answerPresence, presenceOf, substituteChoices } from "./presence.server.ts";
import { presenceTexts } from "./presence.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person || person.deactivated_at) throw notFound();
  const [presence, colleagues] = await Promise.all([presenceOf(db, person.id), substituteChoices(db, person.id)]);
  return { id: person.id, name: person.name, presence, colleagues };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person || person.deactivated_at) throw notFound();
  const problem = await answerPresence(db, person.id, await args.request.formData(), viewer.language);
  if (problem) return data(problem, { status: 422 });
  return redirectWithNotice(`/admin/people/${person.id}`, "saved");
}

export default function PersonPresence() {
  const { id, name, ...loaded } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(presenceTexts);
  return (
    <Sheet title={t.titleFor(name)} back={`/admin/people/${id}`}>
      <PresenceForm {...loaded} problem={problem} />
    </Sheet>
  );
}
