import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { FormError } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { ChangeList } from "./change-list.tsx";
import { routingTexts } from "./routing.texts.ts";
import { draftChanges } from "./shown.server.ts";
import { activate } from "./versions.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  return { draft: (await draftChanges(db, viewer.language)) ?? null };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const form = await args.request.formData();
  if (await activate(db, String(form.get("draft") ?? ""), { employeeId: viewer.id, now: now() })) return redirectWithNotice("/admin/routing", "rulesActivated");
  return data({ error: textsIn(routingTexts, viewer.language).activation.stale, draft: (await draftChanges(db, viewer.language)) ?? null }, { status: 409 });
}

export default function Activation() {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { activation: t, back } = useTexts(routingTexts);
  const { draft } = refused ?? loaded;
  return (
    <Sheet title={t.title} back="/admin/routing">
      {draft ? (
        <Form method="post" className="grid gap-5">
          <FormError>{refused?.error}</FormError>
          <p>{t.text}</p>
          <ChangeList changes={draft.changes} />
          <input type="hidden" name="draft" value={draft.token} />
          <Button>{t.button}</Button>
        </Form>
      ) : (
        <div className="grid justify-items-start gap-5">
          <p>{t.gone}</p>
          <ButtonLink to="/admin/routing" kind="quiet">
            {back}
          </ButtonLink>
        </div>
      )}
    </Sheet>
  );
}
