import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readId } from "../../id.ts";
import { textsIn } from "../../i18n/texts.ts";
import { titled } from "../../i18n/title.ts";
import { signedIn } from "../../people/access.server.ts";
import { presetOf } from "../presets/all.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { fieldWord } from "./field.texts.ts";
import { missingFields } from "./mapping.ts";
import { MappingScreen } from "./mapping-screen.tsx";
import { draftIn, mappingScreen } from "./mapping.server.ts";
import { mappingTexts } from "./mapping.texts.ts";
import { sourceInUse } from "./pages.server.ts";
import { saveMapping } from "./sources.server.ts";

export const meta = titled((language) => textsIn(mappingTexts, language).title);

// A customer's own words in a tool's own shape: no cache may keep it.
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  const deliveryId = readId(new URL(args.request.url).searchParams.get("delivery"));
  const { id, name, waiting } = source;
  return { source: { id, name, waiting }, data: await mappingScreen(db, source, { deliveryId, now: now() }) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, boss, viewer, now } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  const form = await args.request.formData();
  const t = textsIn(mappingTexts, viewer.language);
  const mapping = await draftIn(db, source, form);
  const missing = mapping && missingFields({ ...presetOf(source.kind)!.fields, ...mapping.fields }, mapping);
  if (!mapping || missing!.length > 0) {
    const words = (missing ?? []).map((field) => fieldWord(field, viewer.language));
    const { id, name, waiting } = source;
    const shown = await mappingScreen(db, source, { form, deliveryId: readId(form.get("delivery")), now: now() });
    return data({ source: { id, name, waiting }, data: shown, error: mapping ? t.missing(new Intl.ListFormat(viewer.language).format(words)) : t.unreadable }, { status: 422 });
  }
  await saveMapping({ db, boss }, source.id, mapping);
  return redirectWithNotice(`/admin/sources/${source.id}`, "mappingSaved");
}

export default function Mapping() {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <MappingScreen {...(refused ?? loaded)} />;
}
