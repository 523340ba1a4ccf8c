/** What the documentation shows; tests hold each against its schema. */
export const response = {
  id: "answer-1042",
  score: 3,
  comment: "Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal.",
  answered_at: "2026-11-20T14:05:00+01:00",
  customer: { id: "K-2201", name: "Jan de Boer", email: "jan@example.nl", phone: "06 12345678", language: "nl" },
  about: { team: "noord", touchpoint: "reparatie aan huis" },
  attributes: { complex: "Lindehof" },
};

const brief = { id: 17, stage: "to_call", owner: "Fatima Amrani", team: "Team Noord", due_at: "2026-11-21T13:05:12.000Z", url: "https://belterug.example.nl/tasks/17" };

export const received = { created: true, response: { id: 51, category: "detractor" }, task: brief };

export const batch = { responses: [response, { id: "answer-1043", score: 9, answered_at: "2026-11-20T14:09:00+01:00", customer: {} }] };

export const problem = {
  type: "about:blank",
  title: "Invalid answer",
  status: 422,
  detail: "Some fields are not right; nothing was stored.",
  errors: [{ field: "customer.email", reason: "must be an e-mail address" }],
};

export const batchAnswer = { results: [{ status: 201, ...received }, { status: 422, problem }] };

export const responseRecord = {
  id: 51,
  external_id: "answer-1042",
  source: { id: 2, name: "Website" },
  score: 3,
  category: "detractor",
  comment: response.comment,
  customer: { id: 30, external_id: "K-2201" },
  about: { team: "noord", employee_email: null, touchpoint: "reparatie aan huis" },
  attributes: response.attributes,
  team: { code: "noord", name: "Team Noord" },
  is_history: false,
  answered_at: "2026-11-20T13:05:00.000Z",
  received_at: "2026-11-20T13:05:12.000Z",
  updated_at: "2026-11-20T13:05:12.104233Z",
  task_id: 17,
};

const cursor = "WyJyZXNwb25zZXMiLCIyMDI2LTExLTIwVDEzOjA1OjEyLjEwNDIzM1oiLDUxXQ";

export const responsePage = { responses: [responseRecord], cursor, has_more: false };

export const taskRecord = {
  id: 17,
  response_id: 51,
  customer: { id: 30, external_id: "K-2201" },
  stage: "closed",
  outcome: "solved",
  team: { code: "noord", name: "Team Noord" },
  owner: { name: "Fatima Amrani", email: "fatima@example.nl" },
  received_at: "2026-11-20T13:05:12.000Z",
  due_at: "2026-11-21T13:05:12.000Z",
  first_attempt_at: "2026-11-20T15:30:00.000Z",
  reached_at: "2026-11-20T15:30:00.000Z",
  acted_at: "2026-11-21T09:10:00.000Z",
  told_at: "2026-11-21T09:20:00.000Z",
  reopened_at: null,
  closed_at: "2026-11-21T18:42:00.000Z",
  verdict: { answer: "solved", score: 8, given_at: "2026-11-21T18:42:00.000Z" },
  updated_at: "2026-11-21T18:42:00.310772Z",
  url: "https://belterug.example.nl/tasks/17",
};

export const taskPage = { tasks: [taskRecord], cursor: "WyJ0YXNrcyIsIjIwMjYtMTEtMjFUMTg6NDI6MDAuMzEwNzcyWiIsMTdd", has_more: false };

const told = {
  response: { id: 51, external_id: "answer-1042", source: "Website", score: 3, category: "detractor", has_comment: true, answered_at: "2026-11-20T13:05:00.000Z", received_at: "2026-11-20T13:05:12.000Z", team: "noord" },
  customer: { id: 30, external_id: "K-2201" },
  task: { id: 17, stage: "to_call", outcome: null, team: "noord", owner_email: "fatima@example.nl", due_at: "2026-11-21T13:05:12.000Z", url: brief.url },
};
const voucher = { id: 4, kind: "Tegoedbon", amount_cents: 2_500, count: null };
const done = { ...told.task, stage: "told" };

export const events = {
  "response.received": { type: "response.received", timestamp: "2026-11-20T13:05:12.000Z", data: told },
  "task.assigned": { type: "task.assigned", timestamp: "2026-11-20T13:05:12.000Z", data: { ...told, reason: "opened" } },
  "task.released": { type: "task.released", timestamp: "2026-11-20T13:06:02.000Z", data: { ...told, task: { ...told.task, owner_email: null }, reason: "undone" } },
  "task.told": { type: "task.told", timestamp: "2026-11-21T09:20:00.000Z", data: { ...told, task: done, channel: "mail" } },
  "task.closed": { type: "task.closed", timestamp: "2026-11-21T18:42:00.000Z", data: { ...told, task: { ...done, stage: "closed", outcome: "solved" } } },
  "customer.verdict": { type: "customer.verdict", timestamp: "2026-11-21T18:42:00.000Z", data: { ...told, task: { ...done, stage: "closed", outcome: "solved" }, verdict: { answer: "solved", score: 8 } } },
  "gesture.given": { type: "gesture.given", timestamp: "2026-11-21T09:12:00.000Z", data: { ...told, gesture: voucher } },
  "gesture.withdrawn": { type: "gesture.withdrawn", timestamp: "2026-11-21T09:14:00.000Z", data: { ...told, gesture: voucher } },
};
