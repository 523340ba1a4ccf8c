import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { signedIn } from "./access.server.ts";
import { PresenceForm } from "./presence-fields.tsx";
import { answerPresence, presenceOf, substituteChoices } from "./presence.server.ts";
import { presenceTexts } from "./presence.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const [presence, colleagues] = await Promise.all([presenceOf(db, viewer.id), substituteChoices(db, viewer.id)]);
  return { presence, colleagues };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const problem = await answerPresence(db, viewer.id, await args.request.formData(), viewer.language);
  if (problem) return data(problem, { status: 422 });
  return redirectWithNotice("/me", "saved");
}

export default function MyPresence() {
  const loaded = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(presenceTexts);
  return (
    <Sheet title={t.title} back="/me">
      <PresenceForm {...loaded} problem={problem} />
    </Sheet>
  );
}
