import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Outlet, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { problemsOf, refusedForm, requiredLine, typedIn } from "../people/fields.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Checkbox, type FormProblem, Problem, TextField } from "../ui/form.tsx";
import { Card, PageHeader } from "../ui/parts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { scopes } from "./api/scopes.ts";
import { exampleRequest } from "./example.ts";
import { KeyList } from "./key-list.tsx";
import { createKey, isKeyNameTaken, listKeys } from "./keys.server.ts";
import { keysTexts } from "./keys.texts.ts";

export const meta = titled((language) => textsIn(keysTexts, language).title);

// The answer to making a key holds the key: no cache may keep it.
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const { db, config } = await signedIn(args, "admin");
  return { keys: await listKeys(db), origin: config.origin };
}

const form = z.object({ name: requiredLine(100), scopes: z.array(z.enum(scopes), { error: "choose" }).min(1, { error: "choose" }) });

/** Answers with the key itself instead of a redirect: it is shown once, and never stands in a URL. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const typed = await args.request.formData();
  const parsed = form.safeParse({ name: typed.get("name"), scopes: typed.getAll("scopes") });
  const ticked = typed.getAll("scopes").map(String);
  if (!parsed.success) return data({ problem: refusedForm(problemsOf(parsed.error), typed, viewer.language), ticked }, { status: 422 });
  const { name, scopes: given } = parsed.data;
  if (await isKeyNameTaken(db, name)) {
    const problem: FormProblem = { errors: { name: textsIn(keysTexts, viewer.language).nameTaken }, values: typedIn(typed) };
    return data({ problem, ticked }, { status: 422 });
  }
  const { key } = await createKey(db, name, now(), given);
  return data({ made: { name, key, canWrite: given.includes("responses:write") } }, { headers: { "Cache-Control": "no-store" } });
}

export default function Keys() {
  const { keys } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useTexts(keysTexts);
  const made = result && "made" in result ? result.made : undefined;
  return (
    <AdminPage>
      <PageHeader title={t.title}>
        <p className="mt-2 max-w-2xl text-muted">{t.intro}</p>
      </PageHeader>
      <div className="grid gap-6">
        {made ? <Made name={made.name} secret={made.key} /> : <Make refused={result && "problem" in result ? result : undefined} />}
        {(keys.length > 0 || !made) && <KeyList keys={keys} />}
        {(!made || made.canWrite) && <Example secret={made?.key} />}
        <p>
          <ButtonLink to="/api" kind="quiet" reloadDocument>
            {t.toApi}
          </ButtonLink>
        </p>
      </div>
      <Outlet />
    </AdminPage>
  );
}

function Make({ refused }: { refused: { problem: FormProblem; ticked: string[] } | undefined }) {
  const t = useTexts(keysTexts);
  const { problem, ticked = ["responses:write"] } = refused ?? {};
  const isSending = useNavigation().state !== "idle";
  return (
    <Card>
      <Form method="post" className="grid gap-4" noValidate>
        <TextField label={t.name} hint={t.nameHint} name="name" className="max-w-xl" required maxLength={100} autoComplete="off" defaultValue={problem?.values["name"]} error={problem?.errors["name"]} />
        <fieldset aria-describedby={problem?.errors["scopes"] ? "scopes-error" : undefined}>
          <legend className="font-semibold">{t.may}</legend>
          {scopes.map((scope) => (
            <Checkbox key={scope} name="scopes" value={scope} label={t.scopes[scope].label} hint={t.scopes[scope].hint} defaultChecked={ticked.includes(scope)} />
          ))}
          {problem?.errors["scopes"] && <Problem id="scopes-error">{problem.errors["scopes"]}</Problem>}
        </fieldset>
        <div>
          <Button disabled={isSending}>{t.make}</Button>
        </div>
      </Form>
    </Card>
  );
}

function Made({ name, secret }: { name: string; secret: string }) {
  const t = useTexts(keysTexts);
  return (
    <section role="status" className="rounded-[14px] border-2 border-accent bg-surface px-5 py-4">
      <h2 className="text-lg font-semibold">{t.madeTitle(name)}</h2>
      <p className="mt-1 mb-4 text-muted">{t.madeText}</p>
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TextField label={t.key} name="key" readOnly value={secret} className="font-mono text-sm" onFocus={(event) => event.currentTarget.select()} />
        <CopyButton text={secret} />
      </div>
      <p className="mt-4">
        <ButtonLink to="/admin/keys" reloadDocument kind="quiet">
          {t.done}
        </ButtonLink>
      </p>
    </section>
  );
}

function Example({ secret }: { secret: string | undefined }) {
  const { origin } = useLoaderData<typeof loader>();
  const t = useTexts(keysTexts);
  const placeholder = useLanguage() === "nl" ? "bt_JOUW_SLEUTEL" : "bt_YOUR_KEY";
  const command = exampleRequest(origin, secret ?? placeholder, useClock().now);
  return (
    <Card title={t.example}>
      <p className="mb-3 text-muted">
        {t.exampleText} {!secret && t.exampleKey}
      </p>
      <pre className="rounded-[10px] bg-sunk p-4 font-mono text-sm whitespace-pre-wrap">{command}</pre>
      <div className="mt-3">
        <CopyButton text={command} />
      </div>
    </Card>
  );
}
