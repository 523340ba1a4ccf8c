import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, signedIn } from "../../people/access.server.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { sourceInUse } from "./pages.server.ts";
import { dismissDelivery } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  return redirect(`/admin/sources/${source.id}/deliveries/${idFrom(args.params["deliveryId"])}`);
}

/** Says that a delivery is no answer. A button on its page: there is nothing to see here. */
export async function action(args: ActionFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  const deliveryId = idFrom(args.params["deliveryId"]);
  const page = `/admin/sources/${source.id}/deliveries/${deliveryId}`;
  const isDone = await dismissDelivery(db, source.id, deliveryId);
  return isDone ? redirectWithNotice(page, "dismissed") : redirect(page);
}
