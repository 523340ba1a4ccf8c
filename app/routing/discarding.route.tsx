import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { signedIn } from "../people/access.server.ts";
import { Button } from "../ui/button.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { routingTexts } from "./routing.texts.ts";
import { discardDraft, draftOf } from "./versions.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  return { token: (await draftOf(db))?.token ?? null };
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const form = await args.request.formData();
  const isGone = await discardDraft(db, String(form.get("draft") ?? ""));
  return redirectWithNotice("/admin/routing", isGone ? "draftDiscarded" : "draftChanged");
}

export default function Discarding() {
  const { token } = useLoaderData<typeof loader>();
  const t = useTexts(routingTexts);
  return (
    <Sheet title={t.discarding.title} back="/admin/routing">
      {token ? (
        <Form method="post" className="grid gap-5">
          <p>{t.discarding.text}</p>
          <input type="hidden" name="draft" value={token} />
          <Button kind="danger">{t.discarding.button}</Button>
        </Form>
      ) : (
        <p>{t.activation.gone}</p>
      )}
    </Sheet>
  );
}
