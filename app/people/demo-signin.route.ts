import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { notFound } from "./access.server.ts";
import { ownPath } from "./return-path.ts";
import { signInAs } from "./signin.server.ts";

export function loader({ context }: LoaderFunctionArgs) {
  if (context.config.mode === "production") throw notFound();
  return redirect("/signin");
}

/** One click as somebody of a role: in the demo only. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { db, config } = context;
  if (config.mode === "production") throw notFound();
  const form = await request.formData();
  const { demoSignIns } = await import("#db/demo.ts");
  const person = (await demoSignIns(db)).find(({ role }) => role === form.get("role"));
  const cookie = person && (await signInAs(context, { email: person.email, cookieHeader: request.headers.get("cookie") ?? undefined }));
  if (!cookie) throw notFound();
  return redirect(ownPath(form.get("to"), config.origin) ?? "/", { headers: { "Set-Cookie": cookie } });
}
