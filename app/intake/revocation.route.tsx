import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { activeKey, revokeKey } from "./keys.server.ts";
import { keysTexts } from "./keys.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const key = await activeKey(db, idFrom(args.params["keyId"]));
  if (!key) throw notFound();
  return { key };
}

export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const key = await activeKey(db, idFrom(args.params["keyId"]));
  if (!key) throw notFound();
  await revokeKey(db, key.id, now());
  return redirectWithNotice("/admin/keys", "keyRevoked");
}

export default function Revocation() {
  const { key } = useLoaderData<typeof loader>();
  const t = useTexts(keysTexts);
  return (
    <Sheet title={t.revocationTitle(key.name)} back="/admin/keys">
      <p className="mb-6">{t.revocationText}</p>
      <Form method="post" className="flex flex-wrap gap-3">
        <Button kind="danger">{t.revocationButton}</Button>
        <ButtonLink to="/admin/keys" kind="quiet" preventScrollReset>
          {t.keep}
        </ButtonLink>
      </Form>
    </Sheet>
  );
}
