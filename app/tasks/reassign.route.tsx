import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { readId } from "../id.ts";
import { signedIn } from "../people/access.server.ts";
import { mostListed } from "../people/colleagues.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { BackLink, PageHeader } from "../ui/parts.tsx";
import { readCursor } from "./list.server.ts";
import { lastReassignment, ledTeams, reassign, receiversIn, tasksToReassign } from "./reassign.server.ts";
import { readReceiver, readSeen } from "./reassign.ts";
import { reassignTexts } from "./reassign.texts.ts";
import { Done, Filter, ReassignForm } from "./reassign-form.tsx";

export const meta = titled((language) => textsIn(reassignTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "lead");
  const { searchParams } = new URL(args.request.url);
  const teams = await ledTeams(db, viewer);
  const chosen = teams.find(({ id }) => id === readId(searchParams.get("team")));
  const owner = searchParams.get("owner");
  const ownerId = owner === "none" ? null : (readId(owner) ?? undefined);
  const after = readCursor(searchParams.get("after"));
  const teamIds = teams.map(({ id }) => id);
  const [tasks, people, done] = await Promise.all([tasksToReassign(db, { teamIds: chosen ? [chosen.id] : teamIds, ownerId, after }), receiversIn(db, teamIds, now()), lastReassignment(db, viewer, now())]);
  // More than a list holds: the people of one team at a time, and who leads one team only need not choose it.
  const ofTeam = chosen ?? (teams.length === 1 ? teams[0] : undefined);
  const isTooMany = people.length > mostListed;
  const listed = isTooMany ? people.filter(({ teamId }) => teamId === ofTeam?.id) : people;
  return { id: randomUUID(), teams, people: listed, isTooMany: isTooMany && !ofTeam, tasks, done, filter: { team: chosen ? String(chosen.id) : "", owner: owner === "none" || ownerId ? owner! : "" }, isLater: after !== undefined };
}

const form = z.object({ id: z.uuid() });

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "lead");
  const typed = await args.request.formData();
  const t = textsIn(reassignTexts, viewer.language);
  const seen = texts(typed, "task").flatMap((text) => readSeen(text) ?? []).slice(0, 50);
  const to = texts(typed, "to").flatMap((text) => readReceiver(text) ?? []);
  const refuse = (error: string, status: 409 | 422) => data({ error, tasks: texts(typed, "task"), to: texts(typed, "to") }, { status });
  if (seen.length === 0) return refuse(t.chooseTasks, 422);
  if (to.length === 0) return refuse(t.choosePeople, 422);
  const { id } = form.safeParse(Object.fromEntries(typed)).data ?? { id: randomUUID() };
  const result = await reassign(db, viewer, { id, seen, to }, now());
  if (result === "colleagueGone") return refuse(t.colleagueGone, 409);
  const { search } = new URL(args.request.url);
  return redirectWithNotice(`/team/reassign${search}`, result.moved === 0 ? "nothingMoved" : result.left > 0 ? "reassignedLess" : "reassigned");
}

const texts = (typed: FormData, name: string) => typed.getAll(name).filter((value) => typeof value === "string");

export default function Reassign() {
  const loaded = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(reassignTexts);
  return (
    <div className="max-w-list px-4 py-6 lg:px-10">
      <BackLink to="/team">{t.back}</BackLink>
      <PageHeader title={t.title}>
        <p className="mt-1 max-w-[60ch] text-muted">{t.lead}</p>
      </PageHeader>
      <div className="grid gap-5">
        {loaded.done && <Done done={loaded.done} />}
        <Filter teams={loaded.teams} people={loaded.people} filter={loaded.filter} />
        <ReassignForm key={loaded.id} {...loaded} problem={problem} />
      </div>
    </div>
  );
}
