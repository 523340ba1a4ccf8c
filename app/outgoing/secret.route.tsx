import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { endpointById, renewSecret } from "./endpoints.server.ts";
import { outgoingTexts } from "./outgoing.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const endpoint = await endpointById(db, idFrom(args.params["endpointId"]));
  if (!endpoint) throw notFound();
  return { id: endpoint.id };
}

export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const endpoint = await endpointById(db, idFrom(args.params["endpointId"]));
  if (!endpoint) throw notFound();
  await renewSecret(db, endpoint.id, now());
  return redirectWithNotice(`/admin/events/${endpoint.id}`, "secretRenewed");
}

export default function RenewSecret() {
  const { id } = useLoaderData<typeof loader>();
  const t = useTexts(outgoingTexts);
  const back = `/admin/events/${id}`;
  return (
    <Sheet title={t.renewTitle} back={back}>
      <p className="mb-6">{t.renewText}</p>
      <Form method="post" className="flex flex-wrap gap-3">
        <Button>{t.renewButton}</Button>
        <ButtonLink to={back} kind="quiet" preventScrollReset>
          {t.keep}
        </ButtonLink>
      </Form>
    </Sheet>
  );
}
