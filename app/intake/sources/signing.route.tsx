import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { notFound, signedIn } from "../../people/access.server.ts";
import { typedIn } from "../../people/fields.ts";
import { fieldTexts } from "../../people/fields.texts.ts";
import { Button } from "../../ui/button.tsx";
import { Choice, Select, TextField } from "../../ui/form.tsx";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { pageAfterSetting, sourceInUse } from "./pages.server.ts";
import { encodings, hashes, messageNames, readSigning, schemes, typedSigning } from "./signing-form.ts";
import type { Signing } from "./signing.ts";
import { sourceTexts } from "./source.texts.ts";
import { saveSigning } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const { id, kind, signing } = await sourceInUse(db, args.params["sourceId"]);
  if (kind !== "anything") throw notFound();
  return { id, typed: typedSigning((signing as Signing | null) ?? { scheme: "none" }), schemes, hashes, encodings, messageNames };
}

/** Only of a tool that we do not know: of the others it is known how they sign. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const { id, kind, secret, signing: before } = await sourceInUse(db, args.params["sourceId"]);
  if (kind !== "anything") throw notFound();
  const typed = await args.request.formData();
  const read = readSigning(Object.fromEntries(typed));
  if ("problem" in read) {
    const t = { ...textsIn(fieldTexts, viewer.language), ...textsIn(sourceTexts, viewer.language) };
    const errors: Record<string, string> = { [read.problem.field]: t[read.problem.key] };
    return data({ errors, values: typedIn(typed) }, { status: 422 });
  }
  // A secret of the same kind stays: only what is said about it was changed.
  const isSameKind = (before as Signing | null)?.scheme === read.signing.scheme;
  await saveSigning(db, id, read.signing, read.secret ?? (isSameKind && secret ? secret : undefined));
  return redirectWithNotice(await pageAfterSetting(db, id), "saved");
}

export default function SigningSheet() {
  const { id, typed, schemes, hashes, encodings, messageNames } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(sourceTexts);
  const now: Record<string, string | undefined> = problem?.values ?? typed;
  return (
    <Sheet title={t.signingTitle} back={`/admin/sources/${id}`}>
      <p className="mb-5">{t.signingText}</p>
      <Form method="post" className="grid gap-5" noValidate>
        <Choice legend={t.schemeField} name="scheme" columns={1} options={schemes.map((value) => ({ value, label: t.schemes[value], hint: t.schemeHints[value] }))} defaultValue={now["scheme"]} error={problem?.errors["scheme"]} />
        <TextField label={t.header} hint={t.headerHint} name="header" maxLength={100} autoComplete="off" defaultValue={now["header"]} error={problem?.errors["header"]} />
        <TextField label={t.prefix} hint={t.prefixHint} name="prefix" maxLength={50} autoComplete="off" defaultValue={now["prefix"]} error={problem?.errors["prefix"]} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select label={t.hash} name="hash" defaultValue={now["hash"] ?? "sha256"}>
            {hashes.map((hash) => (
              <option key={hash}>{hash}</option>
            ))}
          </Select>
          <Select label={t.encoding} name="encoding" defaultValue={now["encoding"] ?? "hex"}>
            {encodings.map((encoding) => (
              <option key={encoding} value={encoding}>
                {t.encodings[encoding]}
              </option>
            ))}
          </Select>
        </div>
        <Select label={t.message} hint={t.messageHint} name="message" defaultValue={now["message"] ?? "body"}>
          {messageNames.map((message) => (
            <option key={message} value={message}>
              {t.messages[message]}
            </option>
          ))}
        </Select>
        <TextField label={t.timeHeader} hint={t.timeHeaderHint} name="time_header" maxLength={100} autoComplete="off" defaultValue={now["time_header"]} error={problem?.errors["time_header"]} />
        <TextField label={t.parameter} hint={t.parameterHint} name="parameter" maxLength={100} autoComplete="off" defaultValue={now["parameter"]} error={problem?.errors["parameter"]} />
        <TextField label={t.theirsField} hint={t.theirsHint} name="secret" maxLength={500} autoComplete="off" defaultValue={problem?.values["secret"]} error={problem?.errors["secret"]} />
        <Button>{t.save}</Button>
      </Form>
    </Sheet>
  );
}
