import type { RoutingReason } from "#db/schema.ts";
import { type Incoming, makeAnswers } from "./answers.ts";
import type { Calendar } from "./calendar.ts";
import { crossComment } from "./comments.ts";
import { type Customer, makeCustomers } from "./customers.ts";
import { fatimasLoops, herCompliments, type Written } from "./fatima.ts";
import { type Answer, createLoop, type Ids, type Loop } from "./loop.ts";
import { waiting } from "./open.ts";
import { followPlan } from "./plans.ts";
import { fatima } from "./people.ts";
import { randomFor } from "./random.ts";
import { tellWholeStory } from "./story.ts";
import { themes } from "./words/themes.ts";

const customerCount = 2_040;
const answerCount = 2_930;

/** Everything that came in, in that order, and what was done with it. */
export type Year = { customers: Customer[]; incoming: (Incoming & { loop: Loop | null })[] };

export function makeYear(calendar: Calendar): Year {
  const ids: Ids = { promise: 0, reply: 0, gesture: 0, buddy: 0 };
  const tenants = makeCustomers(customerCount, 1, calendar);
  const answers = makeAnswers(answerCount, tenants, calendar);
  const desk = fatimasLoops(customerCount + 1, calendar);
  const others = waitingLoops(customerCount + 1 + desk.length, calendar);
  const praised = makeCustomers(herCompliments.length, customerCount + 1 + desk.length + others.length, calendar).map((customer, index) => ({ ...customer, name: herCompliments[index]!.name, owner_id: null }));

  const incoming = [
    ...answers.map((answer) => ({ ...answer, loop: answer.answer.score <= 6 ? wholeLoop(answer, ids, calendar) : null })),
    ...desk.flatMap((written, index) => [...earlierAnswer(written, index, calendar), planned(written, `desk ${index}`, ids, calendar)]),
    ...praised.map((customer, index) => praiseOf(customer, index, calendar)),
    ...others.map((written, index) => planned(written, `waiting ${index}`, ids, calendar)),
  ].sort((a, b) => a.answer.receivedAt.getTime() - b.answer.receivedAt.getTime());

  return { customers: [...tenants, ...desk.map(({ customer }) => customer), ...others.map(({ customer }) => customer), ...praised], incoming };
}

function wholeLoop({ answer, owner, reason }: Incoming, ids: Ids, calendar: Calendar): Loop {
  const loop = createLoop(answer, { team: answer.team, owner, reason }, ids);
  tellWholeStory(loop, 1 - (calendar.today - calendar.dayOf(answer.receivedAt)) / 365, calendar);
  return loop;
}

/** The same table of what waits, each with a tenant of its own who wrote something. */
function waitingLoops(firstId: number, calendar: Calendar): Written[] {
  return makeCustomers(waiting.length, firstId, calendar).map((made, index) => {
    const { plan, theme, score, without } = waiting[index]!;
    const random = randomFor(`waiting words ${index}`);
    const customer: Customer = {
      ...made,
      name: made.name ?? "A. Brouwer",
      owner_id: null,
      phone: without === "phone" ? null : `+3161234${5200 + index}`,
      email: without === "email" ? null : (made.email ?? `huurder${made.id}@klant.example`),
      no_mail_at: without === "mails" ? calendar.ago(40 * 24) : null,
    };
    const words = () => crossComment(theme, score, { random, language: customer.language, colleague: "" });
    const first = words();
    return { plan, theme, score, customer: { ...customer, email_normalised: customer.email ?? null }, ...(first.comment ? first : words()) };
  });
}

function planned({ customer, theme, score, comment, done, plan, touchpoint }: Written, key: string, ids: Ids, calendar: Calendar) {
  const answer: Answer = { key, customer, theme, score, comment, done, receivedAt: receivedAt(plan.received, key, calendar), team: plan.team, aboutEmployee: plan.reason === "about_employee" ? plan.owner : null, touchpoint: touchpoint ?? themes[theme].touchpoint };
  return { answer, owner: plan.owner, reason: plan.reason, loop: followPlan(answer, plan, calendar, ids) };
}

/** Not all on the same minute, and what is older than a day not in the night. */
function receivedAt(hours: number, key: string, calendar: Calendar): Date {
  const random = randomFor(`minute ${key}`);
  return hours < 30 ? calendar.ago(hours + random.between(0, 0.25)) : calendar.awake(calendar.ago(hours + random.between(-0.5, 0.5)), random);
}

function praiseOf(customer: Customer, index: number, calendar: Calendar): Year["incoming"][number] {
  const { received, score, theme, comment } = herCompliments[index]!;
  const answer: Answer = { key: `praise ${index}`, customer, theme, score, comment, done: null, receivedAt: calendar.ago(received), team: 2, aboutEmployee: fatima, touchpoint: themes[theme].touchpoint };
  return { answer, owner: fatima, reason: "about_employee", loop: null };
}

function earlierAnswer({ customer, theme, earlier, plan }: Written, index: number, calendar: Calendar): Year["incoming"] {
  if (!earlier) return [];
  const answer: Answer = { key: `earlier ${index}`, customer, theme, done: null, ...earlier, receivedAt: calendar.onDay(-earlier.daysAgo, 19.3), team: plan.team, aboutEmployee: null, touchpoint: themes[theme].touchpoint };
  return [{ answer, owner: plan.owner, reason: "customer_owner" satisfies RoutingReason, loop: null }];
}
