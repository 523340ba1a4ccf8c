import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { notFound } from "./access.server.ts";
import { setLanguage } from "./employees.server.ts";
import { languageField } from "./fields.ts";
import { ownPath } from "./return-path.ts";
import { signInAs } from "./signin.server.ts";

export function loader({ context }: LoaderFunctionArgs) {
  if (context.config.mode === "production") throw notFound();
  return redirect("/signin");
}

/** One click as somebody of a role, in the language in which she was asked: in the demo only. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { db, config } = context;
  if (config.mode === "production") throw notFound();
  const form = await request.formData();
  const { demoSignIns } = await import("#db/demo.ts");
  const person = (await demoSignIns(db)).find(({ role }) => role === form.get("role"));
  const employee = person && (await db.selectFrom("employees").select("id").where("email", "=", person.email).executeTakeFirst());
  const language = languageField.safeParse(form.get("language")).data;
  if (employee && language) await setLanguage(db, employee.id, language);
  const cookie = person && (await signInAs(context, { email: person.email, cookieHeader: request.headers.get("cookie") ?? undefined }));
  if (!cookie) throw notFound();
  return redirect(ownPath(form.get("to"), config.origin) ?? "/", { headers: { "Set-Cookie": cookie } });
}
