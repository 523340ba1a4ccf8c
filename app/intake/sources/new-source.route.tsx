import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { titled } from "../../i18n/title.ts";
import { signedIn } from "../../people/access.server.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { optionalLine, problemsOf, refusedForm } from "../../people/fields.ts";
import { presetOf, presets } from "../presets/all.ts";
import { Button } from "../../ui/button.tsx";
import { Problem, TextField } from "../../ui/form.tsx";
import { BackLink, PageHeader } from "../../ui/parts.tsx";
import { toolName } from "./shown.server.ts";
import { createSource } from "./sources.server.ts";
import { sourcesTexts } from "./sources.texts.ts";

export const meta = titled((language) => textsIn(sourcesTexts, language).newTitle);

export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await signedIn(args, "admin");
  return { tools: presets.map(({ id }) => ({ id, name: toolName(id, viewer.language) })) };
}

const form = z.object({
  kind: z.string({ error: "choose" }).refine((kind) => presetOf(kind) !== undefined, { error: "choose" }),
  name: optionalLine(100),
});

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const typed = await args.request.formData();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const { kind, name } = parsed.data;
  const { id } = await createSource(db, { kind, name: name ?? (kind === "anything" ? textsIn(sourcesTexts, viewer.language).otherName : toolName(kind, viewer.language)) }, now());
  return redirect(`/admin/sources/${id}/connect`);
}

export default function NewSource() {
  const { tools } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const isSending = useNavigation().state !== "idle";
  const t = useTexts(sourcesTexts);
  return (
    <AdminPage>
      <BackLink to="/admin/sources">{t.back}</BackLink>
      <PageHeader title={t.newTitle}>
        <p className="mt-2 max-w-2xl text-muted">{t.newIntro}</p>
      </PageHeader>
      <Form method="post" className="grid gap-6" noValidate>
        <Tools tools={tools} chosen={problem?.values["kind"]} error={problem?.errors["kind"]} />
        <div className="max-w-md">
          <TextField label={t.name} hint={t.nameHint} name="name" maxLength={100} autoComplete="off" defaultValue={problem?.values["name"]} error={problem?.errors["name"]} />
        </div>
        <div>
          <Button disabled={isSending}>{t.make}</Button>
        </div>
      </Form>
    </AdminPage>
  );
}

type ToolsProps = { tools: { id: string; name: string }[]; chosen: string | undefined; error: string | undefined };

/** A card for each tool; what we do not know stands last, over the whole width. */
function Tools({ tools, chosen, error }: ToolsProps) {
  const t = useTexts(sourcesTexts);
  const hints: Record<string, string> = { anything: t.otherHint, "standard-webhooks": t.ownHint };
  return (
    <fieldset aria-describedby={error && "tool-error"}>
      <legend className="mb-2 font-semibold">{t.tool}</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4">
        {tools.map(({ id, name }) => (
          <label
            key={id}
            className={`flex min-h-16 cursor-pointer items-center gap-2.5 rounded-[14px] border border-field bg-surface px-3 py-3 sm:px-4 has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${id === "anything" ? "col-span-full" : ""}`}
          >
            <input type="radio" name="kind" value={id} required defaultChecked={chosen === id} className="size-4 shrink-0 accent-(--accent) outline-none" />
            <span className="min-w-0">
              {name}
              {hints[id] && <span className="block text-sm font-normal text-muted">{hints[id]}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <Problem id="tool-error" className="mt-2">
          {error}
        </Problem>
      )}
    </fieldset>
  );
}
