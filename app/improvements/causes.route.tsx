import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Outlet, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { problemsOf, refusedForm, requiredLine } from "../people/fields.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Card, Empty, PageHeader } from "../ui/parts.tsx";
import { addCause, listCauses } from "./causes.server.ts";
import { causesTexts } from "./causes.texts.ts";

export const meta = titled((language) => textsIn(causesTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  return { causes: await listCauses(db) };
}

const form = z.object({ name: requiredLine(100) });

export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const typed = await args.request.formData();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const taken = await addCause(db, parsed.data.name);
  if (taken) return data(refusedForm({ name: taken }, typed, viewer.language), { status: 422 });
  return redirectWithNotice("/admin/causes", "saved");
}

type Cause = ReturnType<typeof useLoaderData<typeof loader>>["causes"][number];

export default function Causes() {
  const { causes } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(causesTexts);
  const used = causes.filter(({ archived_at }) => !archived_at);
  const archived = causes.filter(({ archived_at }) => archived_at);
  return (
    <AdminPage measure="words">
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.text}</p>
      </PageHeader>
      {used.length === 0 ? <Empty title={t.empty}>{t.emptyText}</Empty> : <CauseList causes={used} />}
      <Card title={t.add} className="mt-6">
        <Form method="post" className="grid gap-4" noValidate>
          <TextField key={causes.length} label={t.name} hint={t.nameHint} name="name" required maxLength={100} defaultValue={problem?.values["name"]} error={problem?.errors["name"]} />
          <div>
            <Button>{t.add}</Button>
          </div>
        </Form>
      </Card>
      {archived.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 text-sm font-semibold text-muted">{t.archived}</h2>
          <CauseList causes={archived} />
        </section>
      )}
      <Outlet />
    </AdminPage>
  );
}

function CauseList({ causes }: { causes: Cause[] }) {
  const t = useTexts(causesTexts);
  return (
    <ul className="rounded-[14px] border border-line bg-surface">
      {causes.map(({ id, name, tasks }) => (
        <li key={id} className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-4 last:border-b-0">
          <span className="min-w-0">
            <span className="font-medium">{name}</span>
            <span className="ml-2 text-sm whitespace-nowrap text-muted">{t.tasks(Number(tasks ?? 0))}</span>
          </span>
          <ButtonLink to={`/admin/causes/${id}`} kind="plain" preventScrollReset className="shrink-0">
            {t.change}
          <span className="sr-only">{name}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
