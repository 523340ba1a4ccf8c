import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, Outlet, useLoaderData } from "@remix-run/react";
import { whoIsSignedIn } from "../offline/connection.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { taskFor } from "./access.server.ts";
import { keepAhead, takeAhead } from "./ahead.ts";
import { CallList } from "./call-list.tsx";
import { useFetchModules } from "./fetch-modules.ts";
import { inboxGroups } from "./inbox.server.ts";
import { TaskArticle } from "./task-page.tsx";
import { taskPage } from "./task.server.ts";
import { useCatchUp } from "./use-ahead.ts";
import { useShown } from "./use-shown.ts";

export const handle = { isLive: true };

export { shouldRevalidate } from "../offline/connection.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const task = await taskFor(db, viewer, idFrom(args.params["taskId"]));
  if (!task) throw notFound();
  // Her own task stands beside the rest of her list, where there is room for both.
  const [page, groups] = await Promise.all([taskPage(db, viewer, task, now()), task.owner_id === viewer.id ? inboxGroups(db, viewer) : null]);
  return { page, groups };
}

/** Fetched ahead (`?ahead`, use-ahead.ts) it is kept, and whatever goes wrong is nobody's concern; opened, it is there. */
export async function clientLoader({ request, params, serverLoader }: ClientLoaderFunctionArgs) {
  const taskId = Number(params["taskId"]);
  if (!new URL(request.url).searchParams.has("ahead")) return takeAhead(taskId) ?? serverLoader();
  const person = whoIsSignedIn();
  try {
    keepAhead(taskId, (await serverLoader()) as object, person);
  } catch {
    // She asks for it again when she opens it.
  }
  return null;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: [data?.page.customer.name, "Belterug"].filter(Boolean).join(" · ") }, { name: "robots", content: "noindex" }];

export default function Task() {
  const { page, groups, isAhead = false } = useLoaderData<typeof loader>() as ReturnType<typeof useLoaderData<typeof loader>> & { isAhead?: boolean };
  useCatchUp(isAhead);
  // The sheet of the call, and of what comes after it: there when she presses the number.
  useFetchModules("tasks/attempts.route", "tasks/actions.route");
  const shown = useShown(page, groups);
  if (!shown.groups)
    return (
      <>
        <TaskArticle page={shown.page} isBesideList={false} />
        <Outlet />
      </>
    );
  return (
    <div className="xl:grid xl:grid-cols-[24.5rem_minmax(0,1fr)]">
      <CallList groups={shown.groups} currentId={shown.page.task.id} isAside />
      <TaskArticle key={shown.page.task.id} page={shown.page} isBesideList />
      <Outlet />
    </div>
  );
}

/** The task went to others while she was typing: says who has it, and keeps what she wrote for her to copy. */
export { LostTask as ErrorBoundary } from "./lost-task.tsx";
