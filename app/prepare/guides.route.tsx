import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { BackLink, Empty, PageHeader } from "../ui/parts.tsx";
import { teamTexts } from "../tasks/team.texts.ts";
import { GuidePreview } from "./guide-preview.tsx";
import { guidesOf } from "./guides.server.ts";
import { guidesTexts } from "./guides.texts.ts";
import { starterTexts } from "./starter.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  return { teams: await guidesOf(db, viewer), me: viewer.name };
}

export const meta = titled((language) => textsIn(guidesTexts, language).title);

type Team = Awaited<ReturnType<typeof guidesOf>>[number];

export default function Guides() {
  const { teams } = useLoaderData<typeof loader>();
  const t = useTexts(guidesTexts);
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <BackLink to="/team">{useTexts(teamTexts).title}</BackLink>
      <PageHeader title={t.title}>
        <p className="mt-1 max-w-[60ch] text-muted">{t.lead}</p>
      </PageHeader>
      {teams.length === 0 && <Empty title={t.noTeam} />}
      <div className="grid gap-10">
        {teams.map((team) => (
          <section key={team.id} aria-labelledby={`team-${team.id}`}>
            <div className="mb-3 flex min-h-11 flex-wrap items-center justify-between gap-3">
              <h2 id={`team-${team.id}`} className="text-lg font-semibold tracking-tight">
                {team.name}
              </h2>
              {team.mayWrite && team.guides.length > 0 && <ButtonLink to={`/team/guides/new?team=${team.id}`}>{t.write}</ButtonLink>}
            </div>
            {team.guides.length === 0 ? <Starter team={team} /> : <List team={team} />}
          </section>
        ))}
      </div>
    </div>
  );
}

function List({ team }: { team: Team }) {
  const { me } = useLoaderData<typeof loader>();
  const t = useTexts(guidesTexts);
  const clock = useClock();
  return (
    <ul className="grid gap-3">
      {team.guides.map((guide) => (
        <li key={guide.id} className="rounded-[14px] border border-line bg-surface px-5 py-4">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4">
            <h3 className="font-semibold">{guide.cause ? t.cause(guide.cause) : guide.category ? t.category[guide.category] : t.any}</h3>
            {team.mayWrite && (
              <ButtonLink kind="plain" to={`/team/guides/${guide.id}`}>
                {t.change}
              </ButtonLink>
            )}
          </div>
          <GuidePreview guide={guide} me={me} />
          <p className="mt-4 text-sm text-muted">{t.changed(guide.changedBy, day(guide.changed_at, clock))}</p>
        </li>
      ))}
    </ul>
  );
}

/** Nothing yet: our words, and one tap that makes them the team's. */
function Starter({ team }: { team: Team }) {
  const { me } = useLoaderData<typeof loader>();
  const t = useTexts(guidesTexts);
  const starters = starterTexts[useLanguage()];
  return (
    <div className="rounded-[14px] border border-dashed border-line px-5 py-5">
      <p className="font-words text-xl">{t.emptyTitle}</p>
      <p className="mt-1 text-muted">{team.mayWrite ? t.emptyLead : t.emptyOthers}</p>
      {(["detractor", "general"] as const).map((name) => (
        <div key={name} className="mt-5">
          <h3 className="mb-3 font-semibold">{name === "general" ? t.any : t.category.detractor}</h3>
          <GuidePreview guide={starters[name]} me={me} />
        </div>
      ))}
      {team.mayWrite && (
        <Form method="post" action="/team/guides/starters" className="mt-6 flex flex-wrap gap-3">
          <input type="hidden" name="team_id" value={team.id} />
          <Button>{t.takeOver}</Button>
          <ButtonLink kind="quiet" to={`/team/guides/new?team=${team.id}`}>
            {t.write}
          </ButtonLink>
        </Form>
      )}
    </div>
  );
}
