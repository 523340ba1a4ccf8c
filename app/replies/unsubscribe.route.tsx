import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn } from "../i18n/texts.ts";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { CustomerPage } from "./customer-page.tsx";
import { unsubscribePage } from "./unsubscribe.server.ts";
import { unsubscribeTexts } from "./unsubscribe.texts.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }, { name: "robots", content: "noindex, nofollow" }];

/** GET changes nothing: mail scanners follow links. The POST is answered before Remix (unsubscribe.server.ts). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const page = await unsubscribePage(context.db, String(params["token"]), context.now());
  const pageLanguage = page?.language ?? guessLanguage(request);
  const t = textsIn(unsubscribeTexts, pageLanguage);
  if (!page) return data({ title: t.unknownTitle, pageLanguage, page: null }, { status: 404 });
  return data({ title: page.isUnsubscribed ? t.doneTitle : t.title, pageLanguage, page });
}

export default function Unsubscribe() {
  const { page, pageLanguage, title } = useLoaderData<typeof loader>();
  const organisation = useRootData()?.organisation ?? "";
  const t = textsIn(unsubscribeTexts, pageLanguage);
  if (!page) return <CustomerPage organisation={organisation} title={title} intro={t.unknownText} />;
  return (
    <CustomerPage organisation={page.organisation} title={title} intro={page.isUnsubscribed ? t.doneText(page.organisation) : t.text(page.organisation)}>
      {/* A plain form: it is answered outside Remix. */}
      <form method="post">
        {page.isUnsubscribed ? (
          <Button kind="quiet" name="mails" value="again">
            {t.again}
          </Button>
        ) : (
          <Button name="mails" value="stop" className="min-h-14! px-8 text-lg">
            {t.stop}
          </Button>
        )}
      </form>
    </CustomerPage>
  );
}
