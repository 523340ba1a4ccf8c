import { makeEmployee, makeTeam } from "../factories.ts";
import type { State } from "./state.ts";

const everybodys = ["/inbox", "/inbox?q=lekkage", "/team", "/team/presence", "/team/mandate", "/team/guides", "/team/lessons", "/compliments", "/compliments/wall", "/me/story", "/messages", "/helping", "/me"];
const leads = ["/team", "/team/reassign", "/team/gestures", "/overview", "/overview/tasks"];
const admins = ["/inbox", "/admin/people", "/admin/teams", "/admin/routing", "/admin/routing/versions", "/admin/causes", "/admin/gestures", "/admin/sources", "/admin/keys", "/admin/events", "/admin/import", "/admin/mails", "/admin/escalation", "/admin/organisation"];

export const empty: State = {
  name: "empty",
  what: "somebody who has just begun, where nothing has happened yet; and who is in no team",
  async prepare(db) {
    const team = await makeTeam(db, { name: "Wijkteam Noord" });
    const noor = await makeEmployee(db, { team: team.id, name: "Noor Jansen" });
    const ruben = await makeEmployee(db, { team: team.id, lead: true, name: "Ruben Visser" });
    const marijke = await makeEmployee(db, { is_admin: true, name: "Marijke de Wit" });
    const joris = await makeEmployee(db, { name: "Joris Smit" });
    return [
      ...everybodys.map((path) => ({ name: `nothing yet: ${path}`, as: noor, path })),
      ...leads.map((path) => ({ name: `nothing yet (lead): ${path}`, as: ruben, path })),
      ...admins.map((path) => ({ name: `nothing yet (admin): ${path}`, as: marijke, path })),
      ...["/inbox", "/team", "/team/presence", "/compliments"].map((path) => ({ name: `in no team: ${path}`, as: joris, path })),
    ];
  },
};
