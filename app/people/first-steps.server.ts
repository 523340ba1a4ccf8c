import type { Db } from "#db/client.ts";

export type FirstStep = { name: "colleagues" | "teams" | "survey" | "answer"; isDone: boolean; to: string };

/**
 * What an organisation needs before customers can be called back, and what of it is there already.
 * Old answers out of a file do not count: the survey itself must bring one. Null once all is done.
 */
export async function firstSteps(db: Db, viewer: { id: number }): Promise<FirstStep[] | null> {
  const found = await db
    .selectNoFrom((eb) => [
      eb.exists(eb.selectFrom("employees").select("id").where("deactivated_at", "is", null).where("id", "<>", viewer.id)).as("hasColleague"),
      eb
        .exists(
          eb
            .selectFrom("team_members")
            .innerJoin("teams", "teams.id", "team_members.team_id")
            .innerJoin("employees", "employees.id", "team_members.employee_id")
            .select("team_members.team_id")
            .where("teams.archived_at", "is", null)
            .where("employees.deactivated_at", "is", null),
        )
        .as("hasTeam"),
      eb.exists(eb.selectFrom("sources").select("id").where("kind", "<>", "file").where("archived_at", "is", null)).as("hasSurvey"),
      eb.selectFrom("sources").select("id").where("kind", "not in", ["api", "file"]).where("archived_at", "is", null).orderBy("id", "desc").limit(1).as("toolId"),
      // In the order of the index, so that one row of each source is read.
      eb
        .exists(
          eb
            .selectFrom("sources")
            .select("sources.id")
            .where("kind", "<>", "file")
            .where((of) => of(of.selectFrom("responses").select("responses.id").whereRef("responses.source_id", "=", "sources.id").orderBy("responses.external_id").limit(1), "is not", null)),
        )
        .as("hasAnswer"),
    ])
    .executeTakeFirstOrThrow();
  const steps: FirstStep[] = [
    { name: "colleagues", isDone: Boolean(found.hasColleague), to: "/admin/people/invitations" },
    { name: "teams", isDone: Boolean(found.hasTeam), to: "/admin/teams" },
    { name: "survey", isDone: Boolean(found.hasSurvey), to: "/admin/sources/new" },
    { name: "answer", isDone: Boolean(found.hasAnswer), to: found.toolId ? `/admin/sources/${found.toolId}/connect` : found.hasSurvey ? "/admin/keys" : "/admin/sources" },
  ];
  return steps.every(({ isDone }) => isDone) ? null : steps;
}
