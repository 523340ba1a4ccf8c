import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { signedIn } from "./access.server.ts";
import { endAllSessions, endSession } from "./session.server.ts";

/** GET changes nothing. */
export function loader() {
  return redirect("/me");
}

/** Signs her out on every device, also this one. */
export async function action(args: ActionFunctionArgs) {
  const { auth, viewer } = await signedIn(args);
  const cookie = await endSession(auth, args.request.headers.get("cookie") ?? undefined);
  await endAllSessions(auth, viewer.id);
  return redirectWithNotice("/signin", "signedOutEverywhere", { headers: { "Set-Cookie": cookie } });
}
