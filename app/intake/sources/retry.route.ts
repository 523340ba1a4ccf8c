import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, signedIn } from "../../people/access.server.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { sourceInUse } from "./pages.server.ts";
import { retryDelivery } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  return redirect(`/admin/sources/${source.id}/deliveries/${idFrom(args.params["deliveryId"])}`);
}

/** Tries a delivery again, as the source is now. A button on its page: there is nothing to see here. */
export async function action(args: ActionFunctionArgs) {
  const { db, boss } = await signedIn(args, "admin");
  const source = await sourceInUse(db, args.params["sourceId"]);
  const deliveryId = idFrom(args.params["deliveryId"]);
  const page = `/admin/sources/${source.id}/deliveries/${deliveryId}`;
  const isDone = await retryDelivery({ db, boss }, source.id, deliveryId);
  return isDone ? redirectWithNotice(page, "triedAgain") : redirect(page);
}
