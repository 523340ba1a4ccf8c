import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { notFound, signedIn } from "../../people/access.server.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/form.tsx";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { pageAfterSetting, sourceInUse } from "./pages.server.ts";
import { whoMakesSecret } from "./shown.server.ts";
import { theirSecret } from "./signing-form.ts";
import { sourceTexts } from "./source.texts.ts";
import { rotateSecret } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  const maker = whoMakesSecret(source);
  if (maker === "nobody") throw notFound();
  return { id: source.id, maker };
}

/** A new secret: ours, or the one that the tool shows. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  const maker = whoMakesSecret(source);
  if (maker === "nobody") throw notFound();
  const given = theirSecret.safeParse((await args.request.formData()).get("secret") ?? "");
  const t = textsIn(sourceTexts, viewer.language);
  if (!given.success) return data({ error: t.badSecret }, { status: 422 });
  if (maker === "tool" && !given.data) return data({ error: t.needsSecret }, { status: 422 });
  await rotateSecret(db, source.id, now(), maker === "us" ? undefined : given.data || undefined);
  return given.data ? redirectWithNotice(await pageAfterSetting(db, source.id), "saved") : redirectWithNotice(`/admin/sources/${source.id}`, "secretMade");
}

export default function Secret() {
  const { id, maker } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(sourceTexts);
  return (
    <Sheet title={t.rotationTitle} back={`/admin/sources/${id}`}>
      <p className="mb-5">{maker === "tool" ? t.theirsText : t.rotationText}</p>
      <Form method="post" className="grid gap-5" noValidate>
        {maker !== "us" && <TextField label={t.theirsField} hint={maker === "either" ? t.theirsHint : undefined} name="secret" maxLength={500} autoComplete="off" error={problem?.error} />}
        <div>
          <Button>{maker === "tool" ? t.theirsButton : t.rotationButton}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
