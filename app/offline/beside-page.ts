import type { ClientActionFunctionArgs, ClientLoaderFunctionArgs } from "@remix-run/react";

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

/**
 * For the route of a form that only asks what something would look like: where no answer comes, what is
 * there stays. Its status is from 400 on: then the loaders are not asked again.
 */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction();
  } catch (error) {
    if (error instanceof Response) throw error;
    return Response.json(null, { status: 503 });
  }
}
