import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { notFound, signedIn } from "../people/access.server.ts";
import { previewReply } from "./preview.server.ts";

/** GET shows the draft that the form begins with. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  return answer(await previewReply(db, viewer, Object.fromEntries(new URL(args.request.url).searchParams), now()));
}

/** POST shows what is typed; nothing is kept. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  return answer(await previewReply(db, viewer, Object.fromEntries(await args.request.formData()), now()));
}

function answer(html: string | undefined): Response {
  if (html === undefined) throw notFound();
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" } });
}
