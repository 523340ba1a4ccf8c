import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { useClock } from "../i18n/time.ts";
import { timeZoneOf } from "../overview/scope.server.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { problemsOf, refusedForm } from "../people/fields.ts";
import { teamById } from "../people/teams.server.ts";
import { Button } from "../ui/button.tsx";
import { Choice, TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { liveForm, liveFrom } from "./live.ts";
import { goLive, heldBack } from "./live.server.ts";
import { liveTexts } from "./live.texts.ts";
import { LiveState } from "./live-state.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const team = await teamById(db, idFrom(args.params["teamId"]));
  if (!team || team.archived_at) throw notFound();
  return { team, held: await heldBack(db, team.id, now()) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, boss, viewer, now } = await signedIn(args, "admin");
  const team = await teamById(db, idFrom(args.params["teamId"]));
  if (!team || team.archived_at) throw notFound();
  const form = await args.request.formData();
  const parsed = liveForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), form, viewer.language), { status: 422 });
  const from = liveFrom(parsed.data, now(), await timeZoneOf(db));
  if (!from) return data(refusedForm({ day: "date" }, form, viewer.language), { status: 422 });
  await goLive({ db, boss }, team.id, from);
  return redirectWithNotice(`/admin/teams/${team.id}`, "teamLive");
}

export default function Live() {
  const { team, held } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(liveTexts);
  const { now } = useClock();
  // Nothing is left to choose: it gets its tasks, and nothing was kept meanwhile.
  const isDone = team.live_from !== null && new Date(team.live_from) <= now && held.all === 0;
  const hints = { now: t.nowHint, week: t.opens(held.week), month: t.opens(held.month), day: t.dayHint };
  return (
    <Sheet title={t.title(team.name)} back={`/admin/teams/${team.id}`}>
      <div className="mb-5">
        <LiveState liveFrom={team.live_from} held={held.all} />
      </div>
      {!isDone && (
        <Form method="post" className="group/live grid gap-5" noValidate>
          <Choice
            legend={t.since}
            name="since"
            columns={1}
            options={(["now", "week", "month", "day"] as const).map((value) => ({ value, label: t.choices[value], hint: hints[value] }))}
            defaultValue={problem?.values["since"] ?? "now"}
            error={problem?.errors["since"]}
          />
          <div className="hidden group-has-[input[value=day]:checked]/live:block">
            <TextField label={t.day} name="day" type="date" defaultValue={problem?.values["day"]} error={problem?.errors["day"]} />
          </div>
          <Button>{t.button}</Button>
          <p className="text-sm text-muted">{t.dueNote}</p>
        </Form>
      )}
    </Sheet>
  );
}
