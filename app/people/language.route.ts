import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { setLanguage } from "./employees.server.ts";
import { languageField } from "./fields.ts";
import { ownPath } from "./return-path.ts";

/** GET changes nothing. */
export function loader() {
  return redirect("/");
}

/** Her language when she is signed in, and this browser's for when she is not. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { db, config } = context;
  const form = await request.formData();
  const to = ownPath(form.get("to"), config.origin) ?? "/";
  const language = languageField.safeParse(form.get("language")).data;
  if (!language) return redirect(to);
  const viewer = await context.viewer();
  if (viewer) await setLanguage(db, viewer.id, language);
  return redirect(to, { headers: { "Set-Cookie": `language=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${config.isSecure ? "; Secure" : ""}` } });
}
