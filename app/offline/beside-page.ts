import type { ClientLoaderFunctionArgs } from "@remix-run/react";

/**
 * For the route of what a page asks for once it stands there: where that does not come, without a
 * connection or because the task went to others, it is null. Else an error would take the page's place, with
 * the form in which she types.
 */
export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  try {
    return await serverLoader();
  } catch {
    return null;
  }
}
