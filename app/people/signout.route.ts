import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "./session.server.ts";

/** GET changes nothing. */
export function loader() {
  return redirect("/");
}

export async function action({ request, context }: ActionFunctionArgs) {
  const cookie = await endSession(context.auth, request.headers.get("cookie") ?? undefined);
  return redirect("/signin", { headers: { "Set-Cookie": cookie } });
}
