import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { notFound, signedIn } from "../../people/access.server.ts";
import { presetOf } from "../presets/all.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/form.tsx";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { type Fetching, fetching } from "./fetching.ts";
import { pageAfterSetting, sourceInUse } from "./pages.server.ts";
import { sourceTexts } from "./source.texts.ts";
import { saveFetching } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const { id, kind, fetching } = await sourceInUse(db, args.params["sourceId"]);
  const preset = presetOf(kind)?.fetching;
  if (!preset) throw notFound();
  const kept = fetching as Fetching | null;
  // Of the key only its end: who may change it need not be able to read it.
  return { id, kind, baseUrl: kept?.baseUrl ?? preset.baseUrl, keyEnd: kept ? kept.key.slice(-4) : null };
}

export async function action(args: ActionFunctionArgs) {
  const { db, boss, viewer } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  if (!presetOf(source.kind)?.fetching) throw notFound();
  const form = await args.request.formData();
  const typed = { baseUrl: String(form.get("base_url") ?? "").trim(), key: String(form.get("key") ?? "").trim() };
  const parsed = fetching.safeParse({ ...typed, key: typed.key || (source.fetching as Fetching | null)?.key });
  if (!parsed.success) {
    const t = textsIn(sourceTexts, viewer.language);
    const isWrong = (name: string) => parsed.error.issues.some(({ path }) => path[0] === name);
    return data({ baseUrl: typed.baseUrl, errors: { baseUrl: isWrong("baseUrl") ? t.needsHttps : undefined, key: isWrong("key") ? t.badKey : undefined } }, { status: 422 });
  }
  await saveFetching({ db, boss }, source.id, parsed.data);
  return redirectWithNotice(await pageAfterSetting(db, source.id), "saved");
}

export default function FetchingSheet() {
  const { id, kind, baseUrl, keyEnd } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(sourceTexts);
  const hints: Record<string, string> = t.baseUrlHint;
  return (
    <Sheet title={t.fetchingTitle} back={`/admin/sources/${id}`}>
      <p className="mb-5">{t.fetchingText}</p>
      <Form method="post" className="grid gap-5" noValidate>
        <TextField label={t.apiKey} hint={keyEnd ? t.apiKeyHint(keyEnd) : t.apiKeyFirst} name="key" type="password" maxLength={500} autoComplete="off" error={problem?.errors.key} />
        <TextField label={t.baseUrl} hint={hints[kind]} name="base_url" type="url" maxLength={300} autoComplete="off" defaultValue={problem?.baseUrl ?? baseUrl} error={problem?.errors.baseUrl} />
        <div>
          <Button>{t.save}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
