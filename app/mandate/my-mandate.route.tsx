import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { teamTexts } from "../tasks/team.texts.ts";
import { ButtonLink } from "../ui/button.tsx";
import { BackLink, Empty, PageHeader } from "../ui/parts.tsx";
import { mandateAdminTexts } from "./admin.texts.ts";
import type { Limits } from "./mandate.ts";
import { myMandates } from "./mandates.server.ts";
import { sayAmount } from "./say.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  return { teams: await myMandates(db, viewer, now()), isAdmin: viewer.isAdmin };
}

export const meta = titled((language) => textsIn(mandateAdminTexts, language).mine.title);

type Team = ReturnType<typeof useLoaderData<typeof loader>>["teams"][number];

export default function MyMandate() {
  const { teams, isAdmin } = useLoaderData<typeof loader>();
  const t = useTexts(mandateAdminTexts).mine;
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <BackLink to="/team">{useTexts(teamTexts).title}</BackLink>
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.text}</p>
      </PageHeader>
      {teams.length === 0 ? <Empty title={t.noTeam} /> : teams[0]!.kinds.length === 0 ? <Empty title={t.nothing}>{t.nothingText}</Empty> : teams.map((team) => <TeamMandate key={team.id} team={team} isAdmin={isAdmin} />)}
    </div>
  );
}

function TeamMandate({ team, isAdmin }: { team: Team; isAdmin: boolean }) {
  const all = useTexts(mandateAdminTexts);
  const t = all.mine;
  const language = useLanguage();
  return (
    <section className="mb-6 rounded-[14px] border border-line bg-surface px-5 py-4">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg font-semibold wrap-break-word">{team.name}</h2>
        {isAdmin && (
          <ButtonLink kind="plain" to={`/admin/teams/${team.id}/mandate`}>
            {`${t.change} `}
            <span className="sr-only">{team.name}</span>
          </ButtonLink>
        )}
      </div>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {team.kinds.map((kind) => (
          <li key={kind.id}>
            <h3 className="font-semibold wrap-break-word">{kind.name}</h3>
            {team.isLead ? (
              <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4">
                <dt className="text-muted">{all.mandate.roles.employee}</dt>
                <dd>
                  <Said limits={kind.employee} hasAmount={kind.has_amount} />
                </dd>
                <dt className="text-muted">{all.mandate.roles.lead}</dt>
                <dd>
                  <Said limits={kind.lead} hasAmount={kind.has_amount} />
                </dd>
              </dl>
            ) : (
              <p>
                <Said limits={kind.employee} hasAmount={kind.has_amount} />
              </p>
            )}
            {kind.given > 0 && <p className="text-sm text-muted">{t.given(sayAmount({ has_amount: kind.has_amount, amount: kind.given }, language))}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Said({ limits, hasAmount }: { limits: Limits | null; hasAmount: boolean }) {
  const t = useTexts(mandateAdminTexts).mine;
  const language = useLanguage();
  const say = (amount: number) => sayAmount({ has_amount: hasAmount, amount }, language);
  if (!limits) return <>{t.ask}</>;
  const parts = [limits.case_limit !== null && t.perCase(say(limits.case_limit)), limits.month_limit !== null && t.perMonth(say(limits.month_limit))].filter(Boolean);
  return <>{parts.length === 0 ? t.free : parts.join(` ${t.and} `)}</>;
}
