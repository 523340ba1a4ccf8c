import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { notFound, signedIn } from "../../people/access.server.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { deliveryTexts } from "./delivery.texts.ts";
import { MappingPreview } from "./mapping-preview.tsx";
import { previewOfInput } from "./mapping-preview.server.ts";
import { sourceInUse } from "./pages.server.ts";
import { sayReason } from "./reason.texts.ts";
import { sourceTexts } from "./source.texts.ts";
import { sendTestAnswer } from "./test-answer.server.ts";
import { Verdict } from "./verdict.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const { id } = await sourceInUse(db, args.params["sourceId"]);
  return { id };
}

/** Sends an answer of her own the way the tool would, and shows what it would become: nothing of it is stored. */
export async function action(args: ActionFunctionArgs) {
  const { db, boss, log, now, viewer } = await signedIn(args, "admin");
  const { id } = await sourceInUse(db, args.params["sourceId"]);
  const tested = await sendTestAnswer({ db, boss, log, now }, id, { name: viewer.name, email: viewer.email });
  if (!tested) throw notFound();
  const { sent, answer, verdict } = tested;
  const input = verdict?.verdict === "taken_in" ? verdict.inputs[0] : undefined;
  return { sent, status: answer.status, verdict: verdict?.verdict ?? null, reason: verdict?.reason ?? null, preview: input ? previewOfInput(input) : null };
}

export default function Test() {
  const { id } = useLoaderData<typeof loader>();
  const tested = useActionData<typeof action>();
  const t = useTexts(sourceTexts);
  return (
    <Sheet title={t.test} back={`/admin/sources/${id}`}>
      <p className="mb-5">{t.testText}</p>
      {tested && <Tested sourceId={id} tested={tested} />}
      <Form method="post">
        <Button kind={tested ? "quiet" : "primary"}>{tested ? t.testAgain : t.testButton}</Button>
      </Form>
    </Sheet>
  );
}

type Tested = NonNullable<ReturnType<typeof useActionData<typeof action>>>;

function Tested({ sourceId, tested: { sent, status, verdict, reason, preview } }: { sourceId: number; tested: Tested }) {
  const t = useTexts(sourceTexts);
  const delivery = useTexts(deliveryTexts);
  const language = useLanguage();
  return (
    <div className="mb-5 grid gap-4">
      {preview ? (
        <MappingPreview preview={preview} />
      ) : (
        verdict && (
          <div className="rounded-[14px] border border-line bg-surface px-5 py-4">
            <p className="mb-2">
              <Verdict verdict={verdict} isNew={null} />
            </p>
            <p>{delivery.trialText[verdict]}</p>
            {reason && <p className="mt-2 font-semibold">{sayReason(reason, language)}</p>}
            {verdict === "waiting" && (
              <p className="mt-3">
                <ButtonLink kind="quiet" to={`/admin/sources/${sourceId}/mapping`}>
                  {t.mappingStart}
                </ButtonLink>
              </p>
            )}
          </div>
        )
      )}
      <p role="status" className="text-muted">
        {t.testAnswered(status)} {status < 300 ? t.testOk : t.testNotOk}
      </p>
      <details>
        <summary className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4">{t.testSent}</summary>
        <pre className="mt-1 rounded-[10px] bg-sunk p-4 font-mono text-sm whitespace-pre-wrap">{[...Object.entries({ "content-type": sent.contentType, ...sent.headers }).map(([name, value]) => `${name}: ${value}`), "", sent.body].join("\n")}</pre>
      </details>
    </div>
  );
}
