import type { LoaderFunctionArgs } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { taskFor } from "../tasks/access.server.ts";
import { similarTo } from "./similar.server.ts";

export { clientLoader } from "../offline/beside-page.ts";

/** What may help with this task: asked for by its page once it stands there. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const task = await taskFor(db, viewer, idFrom(args.params["taskId"]));
  if (!task) throw notFound();
  return similarTo(db, viewer, task);
}

/** It hardly changes while she looks, and looking for it costs more than the page. */
export const shouldRevalidate = () => false;
