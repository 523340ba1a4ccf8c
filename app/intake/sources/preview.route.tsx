import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readId } from "../../id.ts";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { titled } from "../../i18n/title.ts";
import { signedIn } from "../../people/access.server.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/parts.tsx";
import { MappingScreen } from "./mapping-screen.tsx";
import { mappingScreen } from "./mapping.server.ts";
import { mappingTexts } from "./mapping.texts.ts";
import { sourceInUse } from "./pages.server.ts";

export const meta = titled((language) => textsIn(mappingTexts, language).title);

export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export { clientAction } from "../../offline/beside-page.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  return { id: (await sourceInUse(db, args.params["sourceId"])).id };
}

/** What a delivery would become with what the form says now. It changes nothing; it is a POST since a form does not fit a URL. */
export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  const form = await args.request.formData();
  const { id, name, waiting } = source;
  return { source: { id, name, waiting }, data: await mappingScreen(db, source, { form, deliveryId: readId(form.get("delivery")), now: now() }) };
}

/** Without JavaScript: the screen again, with what was chosen and what it becomes. */
export default function PreviewedMapping() {
  const { id } = useLoaderData<typeof loader>();
  const previewed = useActionData<typeof action>();
  const t = useTexts(mappingTexts);
  if (previewed) return <MappingScreen {...previewed} />;
  return (
    <div className="max-w-3xl px-4 py-6 lg:px-10">
      <h1 className="sr-only">{t.title}</h1>
      <Empty title={t.title}>
        <ButtonLink to={`/admin/sources/${id}/mapping`}>{t.back}</ButtonLink>
      </Empty>
    </div>
  );
}
