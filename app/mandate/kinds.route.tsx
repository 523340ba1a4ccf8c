import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Outlet, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { problemsOf, refusedForm, requiredLine } from "../people/fields.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Choice, TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Card, Empty, PageHeader } from "../ui/parts.tsx";
import { mandateAdminTexts } from "./admin.texts.ts";
import { addKind, listKinds } from "./kinds.server.ts";

export const meta = titled((language) => textsIn(mandateAdminTexts, language).kinds.title);

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  return { kinds: await listKinds(db) };
}

const form = z.object({ name: requiredLine(60), what: z.enum(["amount", "number"], { error: "choose" }) });

export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const typed = await args.request.formData();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const taken = await addKind(db, { name: parsed.data.name, has_amount: parsed.data.what === "amount" });
  if (taken) return data(refusedForm({ name: taken }, typed, viewer.language), { status: 422 });
  return redirectWithNotice("/admin/gestures", "saved");
}

type Kind = ReturnType<typeof useLoaderData<typeof loader>>["kinds"][number];

export default function Kinds() {
  const { kinds } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(mandateAdminTexts).kinds;
  const used = kinds.filter(({ archived_at }) => !archived_at);
  const archived = kinds.filter(({ archived_at }) => archived_at);
  return (
    <AdminPage measure="words">
      <PageHeader
        title={t.title}
        aside={
          <ButtonLink kind="plain" to="/admin/teams">
            {t.toTeams}
          </ButtonLink>
        }
      >
        <p className="mt-1 text-muted">{t.text}</p>
      </PageHeader>
      {used.length === 0 ? <Empty title={t.empty}>{t.emptyText}</Empty> : <KindList kinds={used} />}
      <Card title={t.add} className="mt-6">
        <Form key={kinds.length} method="post" className="grid gap-4" noValidate>
          <TextField label={t.name} hint={t.nameHint} name="name" required maxLength={60} defaultValue={problem?.values["name"]} error={problem?.errors["name"]} />
          <Choice
            legend={t.what}
            name="what"
            required
            options={(["amount", "number"] as const).map((value) => ({ value, label: t.whats[value], hint: t.whatsHint[value] }))}
            defaultValue={problem?.values["what"] ?? "amount"}
            error={problem?.errors["what"]}
          />
          <div>
            <Button>{t.add}</Button>
          </div>
        </Form>
      </Card>
      {archived.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 text-sm font-semibold text-muted">{t.archived}</h2>
          <KindList kinds={archived} />
        </section>
      )}
      <Outlet />
    </AdminPage>
  );
}

function KindList({ kinds }: { kinds: Kind[] }) {
  const t = useTexts(mandateAdminTexts).kinds;
  return (
    <ul className="rounded-[14px] border border-line bg-surface">
      {kinds.map(({ id, name, has_amount }) => (
        <li key={id} className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-4 last:border-b-0">
          <span className="min-w-0 wrap-break-word">
            <span className="font-medium">{name}</span> <span className="text-sm whitespace-nowrap text-muted">{t.whats[has_amount ? "amount" : "number"].toLowerCase()}</span>
          </span>
          <ButtonLink to={`/admin/gestures/${id}`} kind="plain" preventScrollReset className="shrink-0">
            {t.change}
            <span className="sr-only">{name}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
