import { Link, useRouteLoaderData } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import { useClock } from "../i18n/time.ts";
import { uiTexts } from "../ui/ui.texts.ts";
import type { Group } from "./inbox.server.ts";
import { nextToDo } from "./next-after.ts";
import type { TaskPage } from "./task.server.ts";
import { useFetchAhead } from "./use-ahead.ts";

/** After an act on a task: on to the next customer, where her list is not beside it. Not while this customer is still to be called now. */
export function NextCustomer() {
  const open = useRouteLoaderData("tasks/task.route") as { page: TaskPage; groups: Group[] | null } | undefined;
  const t = useTexts(uiTexts);
  const { now } = useClock();
  const isDone = open && (open.page.task.stage !== "to_call" || open.page.task.againAt !== null);
  const next = isDone && open.groups ? nextToDo(open.page.task.id, open.groups, now) : undefined;
  useFetchAhead(next?.id);
  if (!next) return null;
  return (
    <Link to={`/tasks/${next.id}`} className="pointer-events-auto flex min-h-11 min-w-0 items-center gap-1.5 font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2 max-sm:basis-full xl:hidden">
      <bdi className="truncate">{next.customer ? t.nextCustomer(next.customer) : t.nextNameless}</bdi> <ArrowRight aria-hidden size={18} className="shrink-0" />
    </Link>
  );
}
