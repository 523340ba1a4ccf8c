import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useSyncExternalStore } from "react";
import { z } from "zod";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { Button } from "../ui/button.tsx";
import { hasDraft } from "../ui/drafts.ts";
import { FormError, type FormProblem, TextField } from "../ui/form.tsx";
import { Avatar } from "../ui/parts.tsx";
import { Entrance } from "./entrance.tsx";
import { ownPath } from "./return-path.ts";
import { isStillEmpty, signIn } from "./signin.server.ts";
import { signinTexts } from "./signin.texts.ts";

export const meta = titled((language) => textsIn(signinTexts, language).title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, config } = context;
  const to = ownPath(new URL(request.url).searchParams.get("to"), config.origin);
  if (await context.viewer()) throw redirect(to ?? "/");
  const demo = config.mode === "production" ? [] : await (await import("#db/demo.ts")).demoSignIns(db);
  return {
    to,
    needsFirstAdmin: await isStillEmpty(db),
    demo: demo.map(({ role, name }) => ({ role: role as "employee" | "lead" | "admin", name })),
  };
}

const form = z.object({ email: z.string().trim().toLowerCase().pipe(z.email().max(254)), password: z.string().min(1) });

export async function action({ request, context }: ActionFunctionArgs) {
  const typed = Object.fromEntries(await request.formData());
  const t = textsIn(signinTexts, guessLanguage(request));
  const refuse = (errors: Record<string, string>, status: number, headers: Record<string, string> = {}) =>
    data({ errors, values: { email: String(typed["email"] ?? "").slice(0, 254) } } satisfies FormProblem, { status, headers });

  const parsed = form.safeParse(typed);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    return refuse({ ...(wrong.has("email") && { email: t.noEmail }), ...(wrong.has("password") && { password: t.noPassword }) }, 422);
  }
  const result = await signIn(context, { ...parsed.data, ip: context.ip, cookieHeader: request.headers.get("cookie") ?? undefined });
  if (result.ok) return redirect(ownPath(typed["to"], context.config.origin) ?? "/", { headers: { "Set-Cookie": result.cookie } });
  if (result.reason === "wrong") return refuse({ form: t.wrong }, 422);
  return refuse({ form: t.tooOften(Math.ceil(result.waitSeconds / 60)) }, 429, { "Retry-After": String(result.waitSeconds) });
}

export default function SignIn() {
  const { to, demo, needsFirstAdmin } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(signinTexts);
  if (needsFirstAdmin) return <FirstAdmin />;
  return (
    <Entrance title={demo.length > 0 ? t.demoTitle : t.title}>
      <Kept to={to} />
      {demo.length > 0 && <DemoRoles roles={demo} to={to} />}
      <Form method="post" className="grid gap-4" noValidate>
        {demo.length > 0 && <h2 className="text-sm font-semibold text-muted">{t.orPassword}</h2>}
        <FormError>{problem?.errors["form"]}</FormError>
        {to && <input type="hidden" name="to" value={to} />}
        <TextField label={t.email} name="email" type="email" autoComplete="username" inputMode="email" required defaultValue={problem?.values["email"]} error={problem?.errors["email"]} />
        <TextField label={t.password} name="password" type="password" autoComplete="current-password" required error={problem?.errors["password"]} />
        <Button kind={demo.length > 0 ? "quiet" : "primary"} className="w-full">
          {t.signIn}
        </Button>
        <p className="text-center">
          <Link to="/password" className="inline-flex min-h-11 items-center text-muted underline underline-offset-4 hover:text-ink">
            {t.forgotten}
          </Link>
        </p>
      </Form>
    </Entrance>
  );
}

const noChange = () => () => {};

/** Her session ended while she typed: she hears first that nothing is lost. */
function Kept({ to }: { to: string | null }) {
  const t = useTexts(signinTexts);
  const isKept = useSyncExternalStore(noChange, () => to !== null && hasDraft(to.split("?")[0]!), () => false);
  return (
    <div role="status" className="contents">
      {isKept && <p className="rounded-[10px] bg-accent-soft px-4 py-3 font-medium">{t.kept}</p>}
    </div>
  );
}

/** One button per role; only the demo has them. */
function DemoRoles({ roles, to }: { roles: { role: "employee" | "lead" | "admin"; name: string }[]; to: string | null }) {
  const t = useTexts(signinTexts);
  return (
    <Form method="post" action="/demo/signin" className="grid gap-2">
      <input type="hidden" name="language" value={useLanguage()} />
      <p className="mb-2 text-muted">{t.demoText}</p>
      {to && <input type="hidden" name="to" value={to} />}
      {roles.map(({ role, name }) => (
        <button
          key={role}
          name="role"
          value={role}
          className="group flex min-h-16 cursor-pointer items-center gap-3.5 rounded-[14px] border border-line bg-surface px-4 py-2.5 text-left transition hover:border-accent hover:bg-accent-soft"
        >
          <Avatar name={name} />
          <span className="min-w-0 flex-1">
            <span className="block font-semibold">{name}</span>
            <span className="block text-sm text-muted">
              {t.demoRole[role]}, {t.demoRoleText[role]}
            </span>
          </span>
          <span aria-hidden className="text-muted transition group-hover:translate-x-0.5 group-hover:text-accent">
            →
          </span>
        </button>
      ))}
    </Form>
  );
}

/** An empty database: says how to begin. */
function FirstAdmin() {
  const t = useTexts(signinTexts);
  return (
    <Entrance title={t.firstTitle}>
      <p>{t.firstText}</p>
      <pre className="overflow-x-auto rounded-[10px] border border-line bg-surface p-4 text-sm whitespace-pre-wrap">
        <code>{`npm run admin -- add-admin --email you@example.nl --name "${t.firstExample}"`}</code>
      </pre>
      <p className="text-muted">{t.firstMore}</p>
    </Entrance>
  );
}
