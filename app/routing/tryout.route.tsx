import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { useNumber } from "../i18n/numbers.ts";
import { Card, Empty } from "../ui/parts.tsx";
import { useRefresh } from "../ui/use-refresh.ts";
import { RulePage } from "./rule-page.tsx";
import { TryoutFound } from "./tryout-found.tsx";
import { tryoutTexts } from "./tryout.texts.ts";
import { tryoutPage } from "./tryouts.server.ts";

export const meta = titled((language) => textsIn(tryoutTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const tryout = await tryoutPage(db, idFrom(args.params["tryoutId"]), viewer.language);
  if (!tryout) throw notFound();
  return { tryout };
}

export default function Tryout() {
  const { tryout } = useLoaderData<typeof loader>();
  const t = useTexts(tryoutTexts);
  const clock = useClock();
  return (
    <RulePage title={t.title}>
      <p className="-mt-4 mb-6 text-muted">{t.period(day(tryout.from, clock), day(tryout.until, clock))}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <State tryout={tryout} />
        {tryout.done === 0 && tryout.total === 0 ? <Empty title={t.nothing}>{t.nothingText}</Empty> : tryout.done > 0 && <TryoutFound tryout={tryout} />}
      </div>
    </RulePage>
  );
}

type State = { tryout: Pick<Awaited<ReturnType<typeof loader>>["tryout"], "id" | "status" | "total" | "done" | "isDraft"> };

function State({ tryout }: State) {
  const t = useTexts(tryoutTexts);
  if (tryout.status === "running") return <Running tryout={tryout} />;
  const problem = tryout.status === "failed" ? t.failed : tryout.status === "cancelled" ? t.stopped : !tryout.isDraft ? t.stale : undefined;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {problem && <p className={`basis-full ${tryout.status === "failed" ? "font-semibold text-clay" : "text-muted"}`}>{problem}</p>}
      {!problem && <ButtonLink to="/admin/routing/activation">{t.use}</ButtonLink>}
      {problem && (
        <Form method="post" action="/admin/routing/tryouts">
          <Button>{t.again}</Button>
        </Form>
      )}
    </div>
  );
}

/** How far it is: looks again by itself, or by the link where there is no JavaScript. */
function Running({ tryout }: State) {
  const t = useTexts(tryoutTexts);
  const number = useNumber();
  useRefresh(true);
  const percent = Math.floor((tryout.done / Math.max(1, tryout.total)) * 100);
  return (
    <Card>
      <h2 className="text-lg font-semibold">{t.running}</h2>
      <p className="mt-1 text-muted">{t.runningText}</p>
      <progress aria-label={t.running} max={100} value={percent} className="mt-4 block h-3 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunk [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunk [&::-webkit-progress-value]:bg-accent" />
      <p className="tabular mt-1 text-sm text-muted">{t.progress(percent, number(tryout.done), number(tryout.total))}</p>
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <Link to="." preventScrollReset className="inline-flex min-h-11 items-center text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
          {t.lookAgain}
        </Link>
        <Form method="post" action={`/admin/routing/tryouts/${tryout.id}/cancellation`}>
          <Button kind="danger">{t.stop}</Button>
        </Form>
      </div>
    </Card>
  );
}
