/**
 * Who may do what, for every route of app/routes.ts. tests/journeys/roles.spec.ts walks it with every
 * role against the running app, in production mode, and fails on a route that is missing here.
 *
 * The people: `owner` has the task, `colleague` is in her team, `lead` leads it; `stranger` and
 * `otherLead` are of another team; `deactivated` still has a session from before.
 */
export const roles = ["anonymous", "deactivated", "owner", "colleague", "lead", "stranger", "otherLead", "admin"] as const;
export type Role = (typeof roles)[number];

const signedIn: readonly Role[] = ["owner", "colleague", "lead", "stranger", "otherLead", "admin"];
const teamOfTask: readonly Role[] = ["owner", "colleague", "lead", "admin"];
const leads: readonly Role[] = ["lead", "otherLead", "admin"];
const admins: readonly Role[] = ["admin"];
const everyone: readonly Role[] = roles;
const nobody: readonly Role[] = [];

/** What a form needs to name: ids of the scene that the walk makes anew for each request. */
export type Scene = {
  taskId: number;
  promiseId: number;
  customerId: number;
  employeeId: number;
  teamId: number;
  mailId: string;
  keyId: number;
  verdictToken: string;
  unsubscribeToken: string;
  inviteToken: string;
  passwordToken: string;
  seen: number;
};
/** The task must stand at this step before the request. */
export type Step = "to_call" | "unclaimed" | "promised" | "to_tell" | "told";

type Post = { may: readonly Role[]; form: (scene: Scene) => Record<string, string>; step?: Step };
export type Row = { path: (scene: Scene) => string; get: readonly Role[]; post?: Post };

const act = (scene: Scene) => ({ act_id: crypto.randomUUID(), seen: String(scene.seen) });
const task = (rest = "") => (scene: Scene) => `/tasks/${scene.taskId}${rest}`;
const newPassword = { password: "drie-blauwe-fietsen", repeat: "drie-blauwe-fietsen" };

/** Keys are the paths of app/routes.ts. Without `post`, nobody may post: the route has no action. */
export const matrix: Record<string, Row> = {
  "/signin": { path: () => "/signin", get: everyone, post: { may: everyone, form: () => ({ email: "niemand@delinde.example", password: "verkeerd" }) } },
  "/signout": { path: () => "/signout", get: everyone, post: { may: everyone, form: () => ({}) } },
  "/language": { path: () => "/language", get: everyone, post: { may: everyone, form: () => ({ language: "nl", to: "/" }) } },
  "/password": { path: () => "/password", get: everyone, post: { may: everyone, form: () => ({ email: "niemand@delinde.example" }) } },
  "/password/:token": { path: ({ passwordToken }) => `/password/${passwordToken}`, get: everyone, post: { may: everyone, form: () => newPassword } },
  "/invite/:token": { path: ({ inviteToken }) => `/invite/${inviteToken}`, get: everyone, post: { may: everyone, form: () => newPassword } },
  "/r/:token": { path: ({ verdictToken }) => `/r/${verdictToken}`, get: everyone, post: { may: everyone, form: () => ({ answer: "solved" }), step: "told" } },
  "/u/:token": { path: ({ unsubscribeToken }) => `/u/${unsubscribeToken}`, get: everyone, post: { may: everyone, form: () => ({}), step: "told" } },
  "/demo/signin": { path: () => "/demo/signin", get: nobody, post: { may: nobody, form: () => ({ role: "admin" }) } },
  "/demo/mailbox": { path: () => "/demo/mailbox", get: nobody },
  "/demo/mailbox/:mailId": { path: ({ mailId }) => `/demo/mailbox/${mailId}`, get: nobody },
  "/mail-body/preview": { path: () => "/mail-body/preview", get: signedIn },
  "/mail-body/:mailId": { path: ({ mailId }) => `/mail-body/${mailId}`, get: teamOfTask },
  "/": { path: () => "/", get: signedIn },
  "/inbox": { path: () => "/inbox", get: signedIn },
  "/team": { path: () => "/team", get: signedIn },
  "/compliments": { path: () => "/compliments", get: signedIn },
  "/tasks/:taskId": { path: task(), get: teamOfTask },
  "/tasks/:taskId/attempts": { path: task("/attempts"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), outcome: "reached", channel: "phone", note: "" }) } },
  "/tasks/:taskId/promises": { path: task("/promises"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), text: "Ik bel morgen.", day: "tomorrow", time: "17:00" }) } },
  "/tasks/:taskId/promises/:promiseId": { path: (scene) => task(`/promises/${scene.promiseId}`)(scene), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), end: "kept" }), step: "promised" } },
  "/tasks/:taskId/actions": { path: task("/actions"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), text: "De kraan is vervangen.", cause_id: "" }) } },
  "/tasks/:taskId/claim": { path: task("/claim"), get: teamOfTask, post: { may: ["colleague", "lead", "admin"], form: act, step: "unclaimed" } },
  "/tasks/:taskId/handover": { path: task("/handover"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), to: `${scene.teamId}:${scene.employeeId}`, note: "" }) } },
  "/tasks/:taskId/telling": { path: task("/telling"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), note: "Gebeld." }), step: "to_tell" } },
  "/tasks/:taskId/closing": { path: task("/closing"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), outcome: "no_follow_up", reason: "Dubbel" }) } },
  "/tasks/:taskId/reply": { path: task("/reply"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), you_said: "Het lekte.", we_did: "De kraan is vervangen." }), step: "to_tell" } },
  "/customers/:customerId": { path: ({ customerId }) => `/customers/${customerId}`, get: teamOfTask },
  "/me": { path: () => "/me", get: signedIn },
  "/me/sessions": { path: () => "/me/sessions", get: signedIn, post: { may: signedIn, form: () => ({}) } },
  "/overview": { path: () => "/overview", get: leads },
  "/overview/tasks": { path: () => "/overview/tasks", get: leads },
  "/admin": { path: () => "/admin", get: admins },
  "/admin/people": { path: () => "/admin/people", get: admins },
  "/admin/people/:employeeId": { path: ({ employeeId }) => `/admin/people/${employeeId}`, get: admins },
  "/admin/teams": { path: () => "/admin/teams", get: admins },
  "/admin/causes": { path: () => "/admin/causes", get: admins },
  "/admin/keys": { path: () => "/admin/keys", get: admins, post: { may: admins, form: () => ({ name: crypto.randomUUID() }) } },
  "/admin/keys/:keyId/revocation": { path: ({ keyId }) => `/admin/keys/${keyId}/revocation`, get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/mails": { path: () => "/admin/mails", get: admins },
  "/admin/organisation": { path: () => "/admin/organisation", get: admins },
};
