import { makeEmployee, makeResponse, makeTask, makeTeam } from "../factories.ts";
import type { State } from "./state.ts";

const first = ["Fatima", "Sven", "Ruben", "Noor", "Tomasz", "Aïcha", "Jan-Willem", "Linh", "Mehmet", "Sanne"];
const last = ["Amrani", "Hoekstra", "Visser", "de Wit", "Nowak", "van den Berg", "Öztürk", "Nguyen", "Janssen", "Bakker", "el Idrissi"];

/** More people than a list holds, and more tasks than a page. */
export const crowd: State = {
  name: "crowd",
  what: "260 colleagues in twelve teams, 150 open tasks of one employee, 60 compliments",
  async prepare(db) {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    const teams = await Promise.all(["Noord", "Oost", "Zuid", "West", "Centrum", "Haven", "Bos", "Dorpen", "Plantage", "Vecht", "Linge", "Merwede"].map((name) => makeTeam(db, { name: `Wijkteam ${name}` })));
    const team = teams.find(({ name }) => name === "Wijkteam Noord")!;
    const elsewhere = teams.filter(({ id }) => id !== team.id);
    const ruben = await makeEmployee(db, { team: team.id, lead: true, name: "Ruben Visser" });
    const marijke = await makeEmployee(db, { is_admin: true, name: "Marijke de Wit" });
    const fatima = await makeEmployee(db, { team: team.id, name: "Fatima Amrani" });
    await db.insertInto("employees").values(Array.from({ length: 260 }, (_, number) => ({ name: `${first[number % 10]} ${last[number % 11]} ${String.fromCharCode(65 + (number % 26))}.`, email: `collega.${number}@delinde.example`, open_task_cap: number % 3 === 0 ? 4 : null, ...(number % 9 === 0 && { away_from: at(-30), away_until: at(100) }) }))).execute();
    const others = await db.selectFrom("employees").select("id").where("email", "like", "collega.%").orderBy("id").execute();
    // 210 in the first team, the others five to a team.
    await db.insertInto("team_members").values(others.map(({ id }, number) => ({ employee_id: id, team_id: number < 210 ? team.id : elsewhere[number % 11]!.id, is_lead: number >= 210 && number < 221 }))).execute();
    for (let number = 0; number < 150; number++) {
      const reached = { kind: "attempted" as const, at: at(-number / 2), actor_id: fatima.id, data: { channel: "phone" as const, outcome: "reached" as const, note: "" } };
      await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: at(-number), score: number % 7, events: number % 3 === 0 ? [] : [reached, ...(number % 3 === 1 ? [{ kind: "acted" as const, at: at(-number / 3), actor_id: fatima.id, data: { text: "Gemaakt", cause_id: null } }] : [])] });
    }
    for (let number = 0; number < 60; number++) await makeTask(db, { team: team.id, owner: number < 30 ? null : others[number]!.id, receivedAt: at(-number) });
    for (let number = 0; number < 60; number++) {
      const praise = await makeResponse(db, { team_id: team.id, score: 9 + (number % 2), comment: ["Ze luisterde écht.", "Binnen een dag geregeld, en nog gebeld of alles werkte ook. Dat maak je zelden mee.", "Top."][number % 3], received_at: at(-number * 3) });
      await db.insertInto("compliments").values({ response_id: praise.id, team_id: team.id, employee_id: number % 2 ? fatima.id : others[number]!.id, received_at: at(-number * 3), read_at: number > 30 ? at(0) : null }).execute();
    }
    const task = await db.selectFrom("tasks").select("id").where("owner_id", "=", fatima.id).orderBy("id").limit(1).executeTakeFirstOrThrow();
    const look = (as: { id: number }, path: string) => ({ name: `260 colleagues: ${path}`, as, path });
    return [
      ...["/inbox", "/inbox?q=lekkage", "/inbox?stage=to_tell", "/team", "/team/presence", "/compliments", "/compliments/wall", `/tasks/${task.id}`, `/tasks/${task.id}/handover`, `/tasks/${task.id}/help`].map((path) => look(fatima, path)),
      ...["/team", "/team/reassign", "/overview", "/overview/tasks"].map((path) => look(ruben, path)),
      ...["/team/reassign", `/team/reassign?team=${team.id}`, "/team/presence", "/overview", "/admin/people", "/admin/teams", "/admin/escalation", "/admin/routing/rules/new", `/admin/people/${fatima.id}/deactivation`].map((path) => look(marijke, path)),
    ];
  },
};
