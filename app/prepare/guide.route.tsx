import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { readId } from "../id.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { problemsOf, refusedForm } from "../people/fields.ts";
import { Button } from "../ui/button.tsx";
import { FormError, Select, TextArea } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { BackLink, Card, PageHeader } from "../ui/parts.tsx";
import { guideForm } from "./guide-form.ts";
import { GuidePreview } from "./guide-preview.tsx";
import { guideChoices, guideFor, mayWrite, saveGuide } from "./guides.server.ts";
import { guidesTexts } from "./guides.texts.ts";
import { longest } from "./longest.ts";

/** A guide of a team she leads, or "new". */
export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "lead");
  const guide = args.params["guideId"] === "new" ? null : await guideFor(db, viewer, idFrom(args.params["guideId"]));
  if (guide === undefined) throw notFound();
  const choices = await guideChoices(db, viewer);
  const asked = readId(new URL(args.request.url).searchParams.get("team"));
  const values = {
    team_id: String(guide?.team_id ?? choices.teams.find(({ id }) => id === asked)?.id ?? choices.teams[0]?.id ?? ""),
    for: guide?.cause_id ? `cause:${guide.cause_id}` : guide?.category ? `category:${guide.category}` : "any",
    start: guide?.start ?? "",
    opening1: guide?.openings[0] ?? "",
    opening2: guide?.openings[1] ?? "",
    opening3: guide?.openings[2] ?? "",
    dos: guide?.dos ?? "",
    donts: guide?.donts ?? "",
  };
  return { id: guide?.id ?? null, values, choices, me: viewer.name };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "lead");
  const guide = args.params["guideId"] === "new" ? null : await guideFor(db, viewer, idFrom(args.params["guideId"]));
  if (guide === undefined) throw notFound();
  const typed = await args.request.formData();
  const parsed = guideForm.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const input = { ...parsed.data, team_id: guide?.team_id ?? parsed.data.team_id };
  if (!mayWrite(viewer, input.team_id)) throw notFound();
  const answer = await saveGuide(db, viewer, guide?.id ?? null, input, now());
  if (answer === "taken") return data({ ...refusedForm({}, typed, viewer.language), errors: { for: textsIn(guidesTexts, viewer.language).taken } as Record<string, string> }, { status: 422 });
  return redirectWithNotice("/team/guides", "saved");
}

export const meta = titled((language) => textsIn(guidesTexts, language).title);

const categories = ["detractor", "passive", "promoter"] as const;

export default function GuidePage() {
  const { id, values: loaded, choices, me } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(guidesTexts);
  const values = { ...loaded, ...problem?.values };
  const [typed, setTyped] = useState<Record<string, string>>(values);
  const field = (name: keyof typeof loaded) => ({ name, defaultValue: values[name], error: problem?.errors[name] });
  return (
    <div className="max-w-list px-4 py-6 lg:px-10">
      <BackLink to="/team/guides">{t.back}</BackLink>
      <PageHeader title={id ? t.changeTitle : t.newTitle} />
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-8">
          <Form method="post" noValidate className="grid gap-5" onInput={(event) => setTyped(Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])))}>
            <FormError>{problem?.errors["form"]}</FormError>
            {id === null && choices.teams.length > 1 ? (
              <Select label={t.team} {...field("team_id")}>
                {choices.teams.map((team) => (
                  <option key={team.id} value={team.id}>
                    {team.name}
                  </option>
                ))}
              </Select>
            ) : (
              <input type="hidden" name="team_id" value={values.team_id} />
            )}
            <Select label={t.for} {...field("for")}>
              <option value="any">{t.any}</option>
              <optgroup label={t.byScore}>
                {categories.map((category) => (
                  <option key={category} value={`category:${category}`}>
                    {t.category[category]}
                  </option>
                ))}
              </optgroup>
              <optgroup label={t.byCause}>
                {choices.causes.map((cause) => (
                  <option key={cause.id} value={`cause:${cause.id}`}>
                    {cause.name}
                  </option>
                ))}
              </optgroup>
            </Select>
            <TextArea label={t.start} hint={t.startHint} rows={2} className="min-h-11 field-sizing-content" maxLength={longest.line} required {...field("start")} />
            {([1, 2, 3] as const).map((number) => (
              <TextArea key={number} label={t.opening(number)} {...(number === 1 && { hint: t.openingHint, required: true })} rows={2} className="min-h-11 field-sizing-content" maxLength={longest.line} {...field(`opening${number}`)} />
            ))}
            <div className="grid gap-5 sm:grid-cols-2">
              <TextArea label={t.dos} hint={t.listHint} rows={5} maxLength={longest.list} {...field("dos")} />
              <TextArea label={t.donts} hint={t.listHint} rows={5} maxLength={longest.list} {...field("donts")} />
            </div>
            <p>
              <Button>{t.save}</Button>
            </p>
          </Form>
          {id !== null && (
            <Form method="post" action={`/team/guides/${id}/removal`} className="border-t border-line pt-5">
              <Button kind="danger">{t.remove}</Button>
            </Form>
          )}
        </div>
        <Card title={t.preview} className="xl:sticky xl:top-6">
          {!Object.entries(typed).some(([name, value]) => name !== "for" && name !== "team_id" && value) && <p className="text-muted">{t.previewEmpty}</p>}
          <GuidePreview guide={{ start: typed["start"] ?? "", openings: [typed["opening1"] ?? "", typed["opening2"] ?? "", typed["opening3"] ?? ""], dos: typed["dos"] ?? "", donts: typed["donts"] ?? "" }} me={me} />
        </Card>
      </div>
    </div>
  );
}
