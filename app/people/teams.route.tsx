import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, Outlet, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { mandateAdminTexts } from "../mandate/admin.texts.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Card, PageHeader } from "../ui/parts.tsx";
import { signedIn } from "./access.server.ts";
import { AdminPage } from "./admin-page.tsx";
import { problemsOf, refusedForm } from "./fields.ts";
import { teamForm } from "./team-form.ts";
import { addTeam, listTeams } from "./teams.server.ts";
import { teamsTexts } from "./teams.texts.ts";

export const meta = titled((language) => textsIn(teamsTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  return { teams: await listTeams(db) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const form = await args.request.formData();
  const parsed = teamForm.safeParse(Object.fromEntries(form));
  const problems = parsed.success ? await addTeam(db, parsed.data, now()) : problemsOf(parsed.error);
  if (problems) return data(refusedForm(problems, form, viewer.language), { status: 422 });
  return redirectWithNotice("/admin/teams", "saved");
}

type Team = ReturnType<typeof useLoaderData<typeof loader>>["teams"][number];

export default function Teams() {
  const { teams } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(teamsTexts);
  const archived = teams.filter((team) => team.archived_at);
  return (
    <AdminPage>
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.text}</p>
      </PageHeader>
      <ul className="grid gap-4 md:grid-cols-2">
        {teams
          .filter((team) => !team.archived_at)
          .map((team) => (
            <TeamCard key={team.id} team={team} />
          ))}
      </ul>
      <Card title={t.add} className="mt-6">
        <Form method="post" className="grid max-w-md gap-5" noValidate>
          <TextField label={t.name} name="name" required maxLength={100} defaultValue={problem?.values["name"]} error={problem?.errors["name"]} />
          <TextField label={t.code} hint={t.codeHint} name="code" required maxLength={50} autoCapitalize="none" defaultValue={problem?.values["code"]} error={problem?.errors["code"]} />
          <div>
            <Button>{t.add}</Button>
          </div>
        </Form>
      </Card>
      {archived.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 text-sm font-semibold text-muted">{t.archived}</h2>
          <ul className="grid gap-1">
            {archived.map((team) => (
              <li key={team.id}>
                <Link to={`/admin/teams/${team.id}`} preventScrollReset className="inline-flex min-h-11 items-center text-muted underline underline-offset-4 hover:text-ink">
                  {team.name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Outlet />
    </AdminPage>
  );
}

function TeamCard({ team }: { team: Team }) {
  const t = useTexts(teamsTexts);
  const mandate = useTexts(mandateAdminTexts).mandate.link;
  const clock = useClock();
  return (
    <li className="flex flex-col rounded-[14px] border border-line bg-surface px-5 py-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-48 flex-1">
          <h2 className="text-lg font-semibold">{team.name}</h2>
          <p className="text-sm text-muted">
            <code>{team.code}</code> · {t.openTasks(Number(team.openTasks ?? 0))}
            {team.isDefault && ` · ${t.isDefault}`}
          </p>
          {(!team.live_from || new Date(team.live_from) > clock.now) && <p className="text-sm font-semibold text-amber">{t.notLive}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          <ButtonLink to={`/admin/teams/${team.id}/hours`} kind="quiet" className="max-sm:px-3!" preventScrollReset>
            {t.hours}
            <span className="sr-only">{team.name}</span>
          </ButtonLink>
          <ButtonLink to={`/admin/teams/${team.id}/mandate`} kind="quiet" className="max-sm:px-3!" preventScrollReset>
            {mandate}
            <span className="sr-only">{team.name}</span>
          </ButtonLink>
          <ButtonLink to={`/admin/teams/${team.id}`} kind="quiet" className="max-sm:px-3!" preventScrollReset>
            {t.change}
            <span className="sr-only">{team.name}</span>
          </ButtonLink>
        </div>
      </div>
      {team.members.length === 0 ? (
        <p className="mt-2 text-muted">
          {t.noPeople}{" "}
          <Link to="/admin/people" className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">
            {t.addPeople}
          </Link>
        </p>
      ) : (
        <ul className="mt-2 flex flex-wrap gap-x-4">
          {team.members.map((member) => (
            <li key={member.id}>
              <Link to={`/admin/people/${member.id}`} className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-ink">
                {member.name}
              </Link>
              {member.is_lead && <span className="text-sm text-muted"> {t.lead}</span>}
            </li>
          ))}
          {(team.memberCount ?? 0) > team.members.length && (
            <li>
              <Link to={`/admin/people?team=${team.id}`} className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
                {t.others((team.memberCount ?? 0) - team.members.length)}
              </Link>
            </li>
          )}
        </ul>
      )}
      {team.members.length > 0 && !team.members.some((member) => member.is_lead) && <p className="text-sm text-amber">{t.noLead}</p>}
    </li>
  );
}
