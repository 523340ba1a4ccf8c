import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { giveNewLink, personById } from "./employees.server.ts";
import { canMail } from "./link-mails.server.ts";
import { LinkShown } from "./link-shown.tsx";
import { personTexts } from "./person.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, config } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person || person.deactivated_at) throw notFound();
  return { id: person.id, name: person.name, kind: person.isInvited ? ("invite" as const) : ("password" as const), canMail: canMail(config) };
}

export async function action(args: ActionFunctionArgs) {
  const services = await signedIn(args, "admin");
  const { viewer, now, db } = services;
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person) throw notFound();
  const form = await args.request.formData();
  const given = await giveNewLink(services, person.id, { way: form.get("way") === "link" ? "link" : "mail", inviter: viewer }, now());
  if (!given) throw notFound();
  return given.link ?? redirectWithNotice(`/admin/people/${person.id}`, "linkSent");
}

export default function PersonLink() {
  const { id, name, kind, canMail } = useLoaderData<typeof loader>();
  const link = useActionData<typeof action>();
  const t = useTexts(personTexts);
  const back = `/admin/people/${id}`;
  return (
    <Sheet title={t.linkTitle[kind]} back={back}>
      {link ? (
        <LinkShown link={link} name={name} done={back} />
      ) : (
        <Form method="post" className="grid gap-5">
          <p>{t.linkText[kind]}</p>
          {!canMail && <p className="text-muted">{t.noMail}</p>}
          <div className="flex flex-wrap gap-3">
            {canMail && (
              <Button name="way" value="mail">
                {t.byMail}
              </Button>
            )}
            <Button kind={canMail ? "quiet" : "primary"} name="way" value="link">
              {t.byHand}
            </Button>
          </div>
        </Form>
      )}
    </Sheet>
  );
}
