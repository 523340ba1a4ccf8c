import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, Outlet, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { readId } from "../id.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { Avatar, Empty, PageHeader } from "../ui/parts.tsx";
import { signedIn } from "./access.server.ts";
import { AdminPage } from "./admin-page.tsx";
import { isAway } from "./away.ts";
import { listPeople, type PersonState } from "./employees.server.ts";
import { firstSteps } from "./first-steps.server.ts";
import { FirstSteps } from "./first-steps.tsx";
import { peopleTexts } from "./people.texts.ts";
import { teamById } from "./teams.server.ts";

export const meta = titled((language) => textsIn(peopleTexts, language).title);

const states = ["here", "away", "invited", "gone"] as const satisfies PersonState[];

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const query = new URL(args.request.url).searchParams;
  const search = (query.get("search") ?? "").trim().replaceAll("\u0000", "").toWellFormed().slice(0, 200);
  const state = states.find((name) => name === query.get("state")) ?? "here";
  const team = (await teamById(db, readId(query.get("team")) ?? 0)) ?? null;
  return { steps: await firstSteps(db, viewer), search, state, team, ...(await listPeople(db, { search, state, team: team?.id ?? null, after: readId(query.get("after")) ?? null }, now())) };
}

type Person = ReturnType<typeof useLoaderData<typeof loader>>["people"][number];

export default function People() {
  const { steps, search, state, team, people, next } = useLoaderData<typeof loader>();
  const t = useTexts(peopleTexts);
  const isFiltered = Boolean(search) || Boolean(team) || state !== "here";
  const filter = (chosen: PersonState, more = {}) => new URLSearchParams({ ...(chosen !== "here" && { state: chosen }), ...(search && { search }), ...(team && { team: String(team.id) }), ...more }).toString();
  return (
    <AdminPage>
      <PageHeader
        title={t.title}
        aside={
          <ButtonLink to="/admin/people/invitations" preventScrollReset>
            {t.invite}
          </ButtonLink>
        }
      />
      {steps && <FirstSteps steps={steps} />}
      <Form method="get" role="search" className="mb-4 flex items-end gap-2">
        {state !== "here" && <input type="hidden" name="state" value={state} />}
        {team && <input type="hidden" name="team" value={team.id} />}
        <div className="min-w-0 max-w-md flex-1">
          <TextField key={search} label={t.search} name="search" type="search" defaultValue={search} maxLength={200} />
        </div>
        <Button kind="quiet">{t.searchButton}</Button>
      </Form>
      <nav aria-label={t.statesLabel} className="mb-4 flex flex-wrap gap-2">
        {states.map((name) => (
          <Link
            key={name}
            to={{ search: filter(name) }}
            aria-current={name === state ? "page" : undefined}
            className={`inline-flex min-h-11 items-center rounded-full border px-4 text-sm ${name === state ? "border-accent bg-accent-soft font-semibold" : "border-line font-medium text-muted hover:bg-sunk"}`}
          >
            {t.states[name]}
          </Link>
        ))}
      </nav>
      {team && (
        <p className="mb-4 flex flex-wrap items-center gap-x-3">
          <span>{t.onlyTeam(team.name)}</span>
          <ButtonLink kind="plain" to="/admin/people">
            {t.everybody}
          </ButtonLink>
        </p>
      )}
      {people.length === 0 ? (
        <Empty title={search ? t.nobodyFound(search) : t.empty[state]}>{!isFiltered && t.emptyInvite}</Empty>
      ) : (
        <ul aria-label={t.list} className="overflow-hidden rounded-[14px] border border-line bg-surface">
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
      )}
      {next && (
        <p className="mt-4">
          <ButtonLink kind="quiet" to={{ search: filter(state, { after: String(next) }) }}>
            {t.more}
          </ButtonLink>
        </p>
      )}
      <Outlet />
    </AdminPage>
  );
}

function PersonRow({ person }: { person: Person }) {
  const t = useTexts(peopleTexts);
  const teams = person.teams.map(({ name, is_lead }) => (is_lead ? `${name} (${t.lead})` : name)).join(", ");
  return (
    <li className="border-b border-line last:border-b-0">
      <Link to={`/admin/people/${person.id}`} prefetch="intent" className="flex items-center gap-3.5 px-4 py-3 hover:bg-sunk">
        <Avatar name={person.name} />
        <span className="min-w-0 flex-1 sm:grid sm:grid-cols-2 sm:items-center sm:gap-4">
          <span className="block min-w-0">
            <span className="block font-semibold">{person.name}</span>
            <span className="block text-sm text-muted">{person.email}</span>
          </span>
          <span className="mt-1 block min-w-0 text-sm sm:mt-0">
            <span className="block">{[teams || t.noTeam, person.is_admin && t.admin].filter(Boolean).join(" · ")}</span>
            <PersonMark person={person} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** What is not as usual about her. */
function PersonMark({ person }: { person: Person }) {
  const t = useTexts(peopleTexts);
  const clock = useClock();
  if (person.deactivated_at) return <span className="block text-muted">{t.gone(day(person.deactivated_at, clock))}</span>;
  return (
    <>
      {person.isInvited && <span className="block font-semibold text-amber">{t.invited}</span>}
      {isAway(person, clock.now) && person.away_until && <span className="block font-semibold text-amber">{t.awayUntil(day(new Date(person.away_until.getTime() - 1), clock))}</span>}
    </>
  );
}
