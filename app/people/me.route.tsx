import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Outlet, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { SignOut } from "../offline/sign-out.tsx";
import { Choice, TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Card, PageHeader } from "../ui/parts.tsx";
import { signedIn } from "./access.server.ts";
import { changeMyDetails } from "./employees.server.ts";
import { languageField, optionalLine, problemsOf, refusedForm, requiredLine } from "./fields.ts";
import { myDetails } from "./me.server.ts";
import { PresenceCard } from "./presence-fields.tsx";
import { presenceOf } from "./presence.server.ts";
import { meTexts } from "./me.texts.ts";

export const meta = titled((language) => textsIn(meTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const [me, presence] = await Promise.all([myDetails(db, viewer.id, now()), presenceOf(db, viewer.id)]);
  return { me, presence };
}

const form = z.object({ name: requiredLine(200), phone: optionalLine(50), language: languageField });

export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const typed = await args.request.formData();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  await changeMyDetails(db, viewer.id, parsed.data);
  return redirectWithNotice("/me", "saved");
}

export default function Me() {
  const { me, presence } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(meTexts);
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <PageHeader title={t.title} />
      <div className="grid gap-5">
        <Card title={t.story}>
          <p className="mb-4">{t.storyText}</p>
          <ButtonLink to="/me/story" kind="quiet">
            {t.readStory}
          </ButtonLink>
        </Card>
        <AwayCard from={me.away_from} until={me.away_until} />
        <PresenceCard presence={presence} to="/me/presence" />
        <Card title={t.details}>
          <Form method="post" className="grid gap-5" noValidate>
            <TextField label={t.name} hint={t.nameHint} name="name" autoComplete="name" required maxLength={200} defaultValue={problem?.values["name"] ?? me.name} error={problem?.errors["name"]} />
            <TextField label={t.phone} hint={t.phoneHint} name="phone" type="tel" autoComplete="tel" maxLength={50} defaultValue={problem?.values["phone"] ?? me.phone} error={problem?.errors["phone"]} />
            <Choice
              legend={t.language}
              name="language"
              options={[
                { value: "nl", label: t.languages.nl },
                { value: "en", label: t.languages.en },
              ]}
              defaultValue={problem?.values["language"] ?? me.language}
              error={problem?.errors["language"]}
            />
            <dl className="grid gap-x-6 gap-y-1 border-t border-line pt-4 sm:grid-cols-[8rem_1fr]">
              <dt className="text-muted">{t.email}</dt>
              <dd>
                {me.email}
                <span className="block text-sm text-muted">{t.emailHint}</span>
              </dd>
              <dt className="mt-2 text-muted sm:mt-0">{t.teams}</dt>
              <dd>{me.teams.length > 0 ? me.teams.map(({ name, is_lead }) => (is_lead ? `${name} (${t.lead})` : name)).join(", ") : t.noTeams}</dd>
            </dl>
            <div>
              <Button>{t.save}</Button>
            </div>
          </Form>
        </Card>
        <Card title={t.messages}>
          <p className="mb-4">{t.messagesText[me.message_mail]}</p>
          <ButtonLink to="/me/messages" kind="quiet" preventScrollReset>
            {t.changeMessages}
          </ButtonLink>
        </Card>
        <Card title={t.keys} className="max-lg:hidden">
          <p id="keys" className="mb-4">
            {me.has_keys ? t.keysOn : t.keysOff}
          </p>
          <Form method="post" action="/me/keys" preventScrollReset>
            <Button kind="quiet" name="keys" value={me.has_keys ? "off" : "on"}>
              {me.has_keys ? t.switchOff : t.switchOn}
            </Button>
          </Form>
        </Card>
        <Card title={t.password}>
          <p className="mb-4 text-muted">{t.passwordText}</p>
          <ButtonLink to="/me/password" kind="quiet" preventScrollReset>
            {t.changePassword}
          </ButtonLink>
        </Card>
        <Card title={t.sessions}>
          <p>{t.sessionsText(Number(me.sessions ?? 1))}</p>
          <p className="mb-4 text-muted">{t.signOutEverywhereText}</p>
          <SignOut action="/me/sessions">
            <Button kind="danger">{t.signOutEverywhere}</Button>
          </SignOut>
        </Card>
      </div>
      <Outlet />
    </div>
  );
}

function AwayCard({ from, until }: { from: Date | null; until: Date | null }) {
  const t = useTexts(meTexts);
  const clock = useClock();
  const isSet = until !== null && until > clock.now;
  const isNow = isSet && (!from || from <= clock.now);
  // Away until the first moment of a day: the day before is the last one.
  const lastDay = until ? day(new Date(until.getTime() - 1), clock) : "";
  return (
    <Card title={t.away} className={isNow ? "bg-amber-soft!" : ""}>
      <p className="mb-4 text-lg">{!isSet ? t.hereNow : isNow ? t.awayNow(lastDay) : t.awayLater(day(from!, clock), lastDay)}</p>
      <div className="flex flex-wrap gap-3">
        {isSet && (
          <Form method="post" action="/me/away">
            <Button name="when" value="back">
              {isNow ? t.back : t.notAway}
            </Button>
          </Form>
        )}
        <ButtonLink to="/me/away" kind={isSet ? "quiet" : "primary"} preventScrollReset>
          {isSet ? t.changeAway : t.setAway}
        </ButtonLink>
      </div>
    </Card>
  );
}
