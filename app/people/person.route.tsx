import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Outlet, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { BackLink, Card, PageHeader } from "../ui/parts.tsx";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { AdminPage } from "./admin-page.tsx";
import { changePerson, personById, teamsInUse } from "./employees.server.ts";
import { problemsOf, refusedForm, typedIn } from "./fields.ts";
import { PersonFields } from "./person-fields.tsx";
import { personForm } from "./person-form.ts";
import { PresenceCard } from "./presence-fields.tsx";
import { presenceOf } from "./presence.server.ts";
import { personTexts } from "./person.texts.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.person.name} · Belterug` }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const [person, teams] = await Promise.all([personById(db, idFrom(args.params["employeeId"])), teamsInUse(db)]);
  if (!person) throw notFound();
  return { person, teams, presence: await presenceOf(db, person.id), isSelf: person.id === viewer.id };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person) throw notFound();
  const form = await args.request.formData();
  const parsed = personForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), form, viewer.language), { status: 422 });
  const refused = await changePerson(db, person.id, parsed.data, now());
  if (refused === "emailTaken") return data(refusedForm({ email: refused }, form, viewer.language), { status: 422 });
  if (refused) return data({ errors: { form: textsIn(personTexts, viewer.language)[refused] } as Record<string, string>, values: typedIn(form) }, { status: 409 });
  // Who gives up being administrator herself may not see this page any longer.
  const isStillAdmin = person.id !== viewer.id || parsed.data.isAdmin;
  return redirectWithNotice(isStillAdmin ? `/admin/people/${person.id}` : "/me", "saved");
}

export default function Person() {
  const { person, teams, presence, isSelf } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(personTexts);
  const clock = useClock();
  return (
    <AdminPage>
      <BackLink to="/admin/people">{t.back}</BackLink>
      <PageHeader title={person.name} aside={person.email} />
      {person.deactivated_at && (
        <div className="mb-5 flex flex-wrap items-center justify-between gap-4 rounded-[14px] bg-amber-soft px-5 py-4">
          <p>{t.goneText(day(person.deactivated_at, clock))}</p>
          <ButtonLink to="reactivation" kind="quiet" preventScrollReset>
            {t.reactivate}
          </ButtonLink>
        </div>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card>
          <Form method="post" className="grid gap-5 py-1" noValidate>
            <PersonFields person={person} teams={teams} problem={problem} />
            <div>
              <Button>{t.save}</Button>
            </div>
          </Form>
        </Card>
        {!person.deactivated_at && (
          <div className="grid gap-5">
            <Card title={t.access}>
              <p className="mb-4">{person.isInvited ? t.invited : t.hasPassword}</p>
              <ButtonLink to="link" kind="quiet" preventScrollReset>
                {person.isInvited ? t.newInvite : t.newPassword}
              </ButtonLink>
            </Card>
            <AwayCard from={person.away_from} until={person.away_until} />
            <PresenceCard presence={presence} to="presence" />
            <Card title={t.leaving}>
              <p className="mb-4 text-muted">{isSelf ? t.yourself : t.leavingText}</p>
              {!isSelf && (
                <ButtonLink to="deactivation" kind="danger" preventScrollReset>
                  {t.deactivate}
                </ButtonLink>
              )}
            </Card>
          </div>
        )}
      </div>
      <Outlet />
    </AdminPage>
  );
}

function AwayCard({ from, until }: { from: Date | null; until: Date | null }) {
  const t = useTexts(personTexts);
  const clock = useClock();
  const isSet = until !== null && until > clock.now;
  const lastDay = until ? day(new Date(until.getTime() - 1), clock) : "";
  return (
    <Card title={t.away}>
      <p className="mb-4">{!isSet ? t.here : !from || from <= clock.now ? t.awayNow(lastDay) : t.awayLater(day(from, clock), lastDay)}</p>
      <ButtonLink to="away" kind="quiet" preventScrollReset>
        {isSet ? t.changeAway : t.setAway}
      </ButtonLink>
    </Card>
  );
}
