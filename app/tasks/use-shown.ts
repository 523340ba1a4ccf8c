import { useRouteLoaderData } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import { useRootData } from "../root-data.ts";
import type * as Rules from "./after-act.ts";
import { peekAhead } from "./ahead.ts";
import type { Group } from "./inbox.server.ts";
import { isAgain, usePending } from "./pending.ts";
import type { TaskPage } from "./task.server.ts";

/** Fetched when she first does something: whoever only reads does without. */
function useRules(): typeof Rules | undefined {
  const [rules, setRules] = useState<typeof Rules>();
  useEffect(() => {
    const load = () => void import("./after-act.ts").then(setRules).catch(() => {});
    for (const kind of doing) window.addEventListener(kind, load, { once: true });
    return () => {
      for (const kind of doing) window.removeEventListener(kind, load);
    };
  }, []);
  return rules;
}

const doing = ["pointerdown", "keydown"];

/**
 * What is on the screen: what the server said, and while acts of hers are under way already what comes
 * of them. Refused, it is as it was. After a call that is planned again (attempts.route.tsx) the next
 * customer shows, where she was fetched ahead.
 */
export function useShown<Page extends TaskPage | null>(page: Page, groups: Group[] | null): { page: Page | TaskPage; groups: Group[] | null } {
  const pending = usePending();
  const timeZone = useRootData()?.timeZone ?? "Europe/Amsterdam";
  const name = (useRouteLoaderData("ui/shell") as { viewer: { name: string } } | undefined)?.viewer.name ?? "";
  const rules = useRules();
  const shown = useMemo(() => {
    const acts = pending.filter(({ taskId }) => taskId === page?.task.id);
    if (!rules || !page || acts.length === 0) return { page, groups };
    const after = rules.afterActs(page, acts, { name, timeZone });
    const call = acts.find(({ form, fields }) => form === "attempts" && isAgain(Object.fromEntries(fields)));
    const next = call && peekAhead(Number(call.fields.get("then")));
    return { page: next?.page ?? after, groups: groups && rules.movedIn(groups, after) };
  }, [page, groups, pending, rules, name, timeZone]);
  const isNext = shown.page?.task.id !== page?.task.id;
  useEffect(() => {
    if (isNext) window.scrollTo(0, 0);
  }, [isNext]);
  return shown;
}
