import type { LoaderFunctionArgs } from "@remix-run/node";
import { signedIn } from "./access.server.ts";
import { type Colleague, findColleagues } from "./colleagues.server.ts";

export { clientLoader } from "../offline/beside-page.ts";

/** Who works here and could be meant by what is typed: names only, which everybody here may see. */
export async function loader(args: LoaderFunctionArgs): Promise<Colleague[]> {
  const { db } = await signedIn(args);
  const typed = new URL(args.request.url).searchParams.get("q") ?? "";
  return typed.length > 200 || typed.includes("\u0000") ? [] : findColleagues(db, typed);
}
