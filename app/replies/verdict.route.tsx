import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useRootData } from "../root-data.ts";
import { keepingTyped } from "../away.server.ts";
import type { Language } from "#db/schema.ts";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn } from "../i18n/texts.ts";
import type { FormProblem } from "../ui/form.tsx";
import { CustomerPage } from "./customer-page.tsx";
import { VerdictContext, VerdictForm, VerdictThanks } from "./verdict-form.tsx";
import { giveVerdict, verdictInput, verdictPage } from "./verdict.server.ts";
import { verdictTexts } from "./verdict.texts.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }, { name: "robots", content: "noindex, nofollow" }];

/**
 * GET changes nothing: mail scanners follow links. `?answer` only preselects. The link stays with us by
 * the app's Referrer-Policy same-origin; no-referrer would make browsers send the form with
 * `Origin: null`, which Remix refuses.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const page = await verdictPage(context.db, String(params["token"]), context.now());
  const pageLanguage = page?.language ?? guessLanguage(request);
  const t = textsIn(verdictTexts, pageLanguage);
  if (!page) return data({ title: t.unknownTitle, pageLanguage, page: null }, { status: 404 });
  if (page.state === "expired") return data({ title: t.expiredTitle, pageLanguage, page }, { status: 410 });
  return data({ title: `${t.title} · ${page.organisation.name}`, pageLanguage, page });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const typed = Object.fromEntries([...(await request.formData())].map(([name, value]) => [name, String(value)]));
  const language = guessLanguage(request);
  return keepingTyped(typed, textsIn(verdictTexts, language).away, () => answer(context, String(params["token"]), typed, language));
}

async function answer({ db, throttle, now }: Pick<AppLoadContext, "db" | "throttle" | "now">, token: string, typed: Record<string, string>, guessed: Language) {
  const page = await verdictPage(db, token, now());
  const t = textsIn(verdictTexts, page?.language ?? guessed);
  const refuse = (errors: Record<string, string>, status: number) => data({ errors, values: typed } satisfies FormProblem, { status });
  if (!page) return refuse({ form: t.unknownText }, 404);

  const waitSeconds = await throttle.count("verdict-link", token);
  if (waitSeconds !== null) return refuse({ form: t.tooOften(Math.ceil(waitSeconds / 60)) }, 429);
  const parsed = verdictInput.safeParse(typed);
  if (!parsed.success) return refuse(parsed.error.issues.some(({ path }) => path[0] === "answer") ? { answer: t.chooseOne } : { form: t.invalid }, 422);
  const given = await giveVerdict(db, token, parsed.data, now());
  if (given?.kind !== "given") return refuse({ form: t.expiredText }, 410);
  return redirect(`/r/${encodeURIComponent(token)}`, 303);
}

export default function Verdict() {
  const { page, pageLanguage, title } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const [search] = useSearchParams();
  const organisation = useRootData()?.organisation ?? "";
  const t = textsIn(verdictTexts, pageLanguage);
  if (!page) return <CustomerPage organisation={organisation} title={title} intro={t.unknownText} />;

  const frame = { organisation: page.organisation.name, call: { text: t.call, phone: page.writer.phone } };
  if (page.state === "expired") return <CustomerPage {...frame} title={title} intro={t.expiredText} />;
  const asked = search.get("answer");
  const isOtherAnswer = (asked === "solved" || asked === "not_yet") && asked !== page.verdict?.answer;
  const isAsking = page.state === "open" || (page.state === "changeable" && (problem || search.has("change") || isOtherAnswer));
  const context = <VerdictContext language={pageLanguage} youSaid={page.youSaid} weDid={page.weDid} />;
  if (!isAsking && page.verdict) {
    const isSolved = page.verdict.answer === "solved";
    return (
      <CustomerPage {...frame} title={isSolved ? t.thanksSolved : t.thanksNotYet} intro={<p role="status">{isSolved ? t.thanksSolvedText(page.writer.name) : t.thanksNotYetText(page.owner ?? t.ourTeam)}</p>}>
        <VerdictThanks language={pageLanguage} verdict={page.verdict} canChangeUntil={page.state === "changeable" ? page.changeableUntil : null} timeZone={page.organisation.timeZone} />
        {context}
      </CustomerPage>
    );
  }
  return (
    <CustomerPage {...frame} title={t.title}>
      <VerdictForm language={pageLanguage} reader={page.owner} verdict={page.verdict} preselected={asked} problem={problem} />
      {context}
    </CustomerPage>
  );
}
