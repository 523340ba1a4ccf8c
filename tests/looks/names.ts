import type { Db } from "#db/client.ts";
import { makeCustomer, makeEmployee, makeResponse, makeTask, makeTeam } from "../factories.ts";
import type { Look, State } from "./state.ts";

const longName = "Wilhelmina Johanna Catharina van Oldenbarnevelt-Schimmelpenninck van der Oye tot Nijenbeek";
const oneWord = "Donaudampfschifffahrtsgesellschaftskapitänswitwe".repeat(4).slice(0, 160);
const arabic = { name: "محمد عبد الرحمن الأنصاري", said: "اتصلت ثلاث مرات بخصوص التسرب نفسه، وفي كل مرة سمعت قصة مختلفة. لا أحد يعاود الاتصال بي." };
const complaint = "Vorige week dinsdag zou er tussen acht en twaalf iemand komen voor de lekkage in de keuken. Ik heb er vrij voor genomen en er kwam niemand. Toen ik belde stond ik vierentwintig minuten in de wacht, en de mevrouw die ik toen sprak kon nergens terugvinden dat er een afspraak was. ";
/** 2,000 characters, in paragraphs. */
const longComment = `${complaint}\n\n`.repeat(8).slice(0, 2_000);

/** Names and words that are long, in one piece, or written from right to left; of customers and of colleagues. */
export const names: State = {
  name: "names",
  what: "long names, names in one word, right-to-left names, a comment of 2,000 characters",
  async prepare(db) {
    const team = await makeTeam(db, { name: "Wijkteam Noordoost, Binnenstad en omliggende dorpen (bereikbaarheid)" });
    const fatima = await makeEmployee(db, { team: team.id, lead: true, is_admin: true, name: longName, email: "w.j.c.van.oldenbarnevelt-schimmelpenninck@woonstichting-de-linde.example" });
    const yael = await makeEmployee(db, { team: team.id, name: "יעל כהן-לוי", email: "yael@delinde.example" });
    const cause = await db.insertInto("causes").values({ name: "De afspraak met de aannemer is meer dan eens verzet zonder dat de huurder dat vooraf hoorde" }).returning("id").executeTakeFirstOrThrow();
    const tasks = [
      await makeFor(db, { team: team.id, owner: fatima.id, colleague: yael.id, cause: cause.id, name: longName, said: longComment, account: "Complex Schimmelpenninckplantsoen 1 t/m 187 (oneven)" }),
      await makeFor(db, { team: team.id, owner: fatima.id, colleague: yael.id, cause: cause.id, name: arabic.name, said: arabic.said, account: null }),
      await makeFor(db, { team: team.id, owner: fatima.id, colleague: yael.id, cause: cause.id, name: oneWord, said: oneWord.repeat(3), account: oneWord }),
    ];
    const at = new Date();
    const waiting = await makeTask(db, { team: team.id, receivedAt: at, comment: longComment, customer_id: (await makeCustomer(db, { name: arabic.name })).id });
    for (const [name, said] of [[longName, longComment], [arabic.name, arabic.said], [oneWord, oneWord]] as const) {
      const praise = await makeResponse(db, { team_id: team.id, score: 10, comment: said, received_at: at, touchpoint: oneWord, customer_id: (await makeCustomer(db, { name })).id });
      await db.insertInto("compliments").values({ response_id: praise.id, team_id: team.id, employee_id: name === oneWord ? yael.id : fatima.id, received_at: at }).execute();
    }
    await db.insertInto("call_guides").values({ team_id: team.id, cause_id: cause.id, start: `${complaint} {ik}`.slice(0, 300), openings: [complaint.slice(0, 240), oneWord, complaint.slice(40, 200)], dos: `${complaint.slice(0, 150)}\n${oneWord}`, donts: complaint.slice(0, 150), changed_at: at }).execute();
    const helping = await db.insertInto("buddies").values({ task_id: tasks[0]!, asked_by: fatima.id, buddy_id: yael.id, part: "advise", note: longComment, asked_at: at }).returning("id").executeTakeFirstOrThrow();
    const paths = ["/inbox", "/team", "/team/presence", "/team/reassign", "/team/guides", "/compliments", "/compliments/wall", "/me", "/me/story", "/messages", "/overview", "/overview/tasks", "/admin/people", `/admin/people/${yael.id}`, "/admin/teams", "/admin/causes", `/tasks/${waiting.id}`, ...tasks.flatMap((id) => [`/tasks/${id}`, `/tasks/${id}/attempts?outcome=reached&since=1795330651000`]), `/tasks/${tasks[0]}/reply`, `/tasks/${tasks[0]}/help`, `/tasks/${tasks[1]}/handover`];
    const customers = await db.selectFrom("tasks").select("customer_id").where("id", "in", tasks).execute();
    return [
      ...paths.map((path): Look => ({ name: `long and right-to-left: ${path}`, as: fatima, path })),
      ...customers.map(({ customer_id }): Look => ({ name: `long and right-to-left: a customer`, as: fatima, path: `/customers/${customer_id}` })),
      { name: "long and right-to-left: helping", as: yael, path: `/helping/${helping.id}` },
      { name: "right-to-left: my page", as: yael, path: "/me" },
    ];
  },
};

type For = { team: number; owner: number; colleague: number; cause: number; name: string; said: string; account: string | null };

/** A task to call again, whose customer answered before and was promised something elsewhere; with all that can hang on the card. */
async function makeFor(db: Db, { team, owner, colleague, cause, name, said, account }: For): Promise<number> {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const customer = await makeCustomer(db, { name, account });
  const before = await makeTask(db, { team, owner: colleague, receivedAt: at(-900), customer_id: customer.id, comment: said, events: [{ kind: "attempted", at: at(-890), actor_id: colleague, data: { channel: "phone", outcome: "reached", note: said } }] });
  await db.insertInto("promises").values({ task_id: before.id, made_by: colleague, text: said.slice(0, 400), made_at: at(-890), due_at: at(30) }).execute();
  const solved = await makeTask(db, { team, owner: colleague, receivedAt: at(-700), comment: said });
  await db.insertInto("solved_cases").values({ task_id: solved.id, team_id: team, cause_id: cause, employee_id: colleague, solved_at: at(-600), words: said, did: said.slice(0, 500) }).execute();
  const task = await makeTask(db, { team, owner, receivedAt: at(-5), customer_id: customer.id, comment: said, touchpoint: name.slice(0, 100), events: [{ kind: "attempted", at: at(-3), actor_id: owner, data: { channel: "phone", outcome: "voicemail", note: said } }] });
  await db.updateTable("tasks").set({ cause_id: cause }).where("id", "=", task.id).execute();
  return task.id;
}
