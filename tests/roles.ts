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
  /** The owner's colleague. */
  colleagueId: number;
  leadId: number;
  teamId: number;
  /** Somebody whom nobody here has to do with, and somebody who left. */
  newcomerId: number;
  formerId: number;
  causeId: number;
  /** Something that can be given, of which its team may give anything; the task's owner asked for one, and gave one. */
  gestureKindId: number;
  askedGestureId: number;
  givenGestureId: number;
  /** The owner's colleague was asked along. */
  buddyId: number;
  keyId: number;
  /** A connected tool, and something it delivered. */
  sourceId: number;
  /** One that waits to be started, and one that was run. */
  importId: number;
  doneImportId: number;
  deliveryId: number;
  /** One that sends ids only. */
  fetchingSourceId: number;
  /** Another system that is told of events, and one that it got. */
  endpointId: number;
  eventDeliveryId: number;
  /** Something the task's owner was told. */
  messageId: number;
  /** The answer behind a compliment for the task's owner. */
  praiseId: number;
  /** Of the task's team. */
  guideId: number;
  /** A rule of the draft, the draft as it is now, and a version that held. */
  ruleId: string;
  draftToken: string;
  versionId: number;
  /** One that runs. */
  tryoutId: number;
  mailId: string;
  verdictToken: string;
  unsubscribeToken: string;
  inviteToken: string;
  passwordToken: string;
  seen: number;
};
/** The task must stand at this step before the request. */
export type Step = "to_call" | "unclaimed" | "promised" | "to_tell" | "told" | "closed" | "mail_failed";

/** Who may gets an answer under 400; `isRefused`: or 422 or 409, for a form that this walk cannot fill in rightly or that does not fit what is there. */
type Post = { may: readonly Role[]; form: (scene: Scene) => Record<string, string>; step?: Step; isRefused?: boolean };
/** `isHidden`: whoever is not signed in gets 404, too, since it is shown in a frame. */
export type Row = { path: (scene: Scene) => string; get: readonly Role[]; post?: Post; isHidden?: boolean };

const act = (scene: Scene) => ({ act_id: crypto.randomUUID(), seen: String(scene.seen) });
const task = (rest = "") => (scene: Scene) => `/tasks/${scene.taskId}${rest}`;
const admin = (list: string, id: "newcomerId" | "formerId" | "teamId" | "causeId" | "keyId", rest = "") => (scene: Scene) => `/admin/${list}/${scene[id]}${rest}`;
const endpoint = (rest = "") => (scene: Scene) => `/admin/events/${scene.endpointId}${rest}`;
const source = (rest = "") => (scene: Scene) => `/admin/sources/${scene.sourceId}${rest}`;
const rule = (rest = "") => ({ ruleId }: Scene) => `/admin/routing/rules/${ruleId}${rest}`;
const mapping = ({ deliveryId }: Scene) => ({ picked_in: String(deliveryId), delivery: String(deliveryId), id: "0", score: "1", comment: "2", scale: "on" });
const fileImport = (rest = "") => (scene: Scene) => `/admin/import/${scene.importId}${rest}`;
const newPassword = { name: "Noor Jansen", password: "drie-blauwe-fietsen" };
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const unique = (text: string) => `${text} ${crypto.randomUUID()}`;
const person = () => ({ name: "Noor Jansen", email: `${crypto.randomUUID()}@delinde.example`, phone: "", language: "nl" });
const organisation = ({ teamId }: Scene) => ({ name: "Woonstichting De Linde", phone: "", language: "nl", timeZone: "Europe/Amsterdam", defaultTeamId: String(teamId), dueHours: "24", silentDays: "14", isTeamListOpen: "on", dueUnit: "calendar", holidays: "nl", personalFigures: "self", "hours-1-from": "09:00", "hours-1-until": "17:00" });

/** Keys are the paths of app/routes.ts. Without `post`, nobody may post: the route has no action. */
export const matrix: Record<string, Row> = {
  "/signin": { path: () => "/signin", get: everyone, post: { may: everyone, form: () => ({ email: "niemand@delinde.example", password: "verkeerd" }), isRefused: true } },
  "/signout": { path: () => "/signout", get: everyone, post: { may: everyone, form: () => ({}) } },
  "/language": { path: () => "/language", get: everyone, post: { may: everyone, form: () => ({ language: "nl", to: "/" }) } },
  "/offline": { path: () => "/offline", get: everyone },
  "/password": { path: () => "/password", get: everyone, post: { may: everyone, form: () => ({ email: "niemand@delinde.example" }) } },
  "/password/:token": { path: ({ passwordToken }) => `/password/${passwordToken}`, get: everyone, post: { may: everyone, form: () => newPassword } },
  "/invite/:token": { path: ({ inviteToken }) => `/invite/${inviteToken}`, get: everyone, post: { may: everyone, form: () => newPassword } },
  "/r/:token": { path: ({ verdictToken }) => `/r/${verdictToken}`, get: everyone, post: { may: everyone, form: () => ({ answer: "solved" }), step: "told" } },
  "/u/:token": { path: ({ unsubscribeToken }) => `/u/${unsubscribeToken}`, get: everyone, post: { may: everyone, form: () => ({ "List-Unsubscribe": "One-Click" }), step: "told" } },
  "/api": { path: () => "/api", get: everyone },
  "/openapi.json": { path: () => "/openapi.json", get: everyone },
  "/demo/signin": { path: () => "/demo/signin", get: nobody, post: { may: nobody, form: () => ({ role: "admin" }) } },
  "/demo/mailbox": { path: () => "/demo/mailbox", get: nobody },
  "/demo/mailbox/:mailId": { path: ({ mailId }) => `/demo/mailbox/${mailId}`, get: nobody },
  "/mail-body/preview": { path: ({ taskId }) => `/mail-body/preview?task_id=${taskId}`, get: teamOfTask },
  "/mail-body/:mailId": { path: ({ mailId }) => `/mail-body/${mailId}`, get: teamOfTask, isHidden: true },
  "/": { path: () => "/", get: signedIn },
  "/inbox": { path: () => "/inbox", get: signedIn },
  "/team": { path: () => "/team", get: signedIn },
  "/colleagues": { path: () => "/colleagues?q=jan", get: signedIn },
  "/team/presence": { path: () => "/team/presence", get: signedIn },
  "/team/guides": { path: () => "/team/guides", get: signedIn },
  "/team/guides/starters": { path: () => "/team/guides/starters", get: leads, post: { may: ["lead", "admin"], form: ({ teamId }) => ({ team_id: String(teamId) }) } },
  "/team/guides/:guideId": { path: ({ guideId }) => `/team/guides/${guideId}`, get: ["lead", "admin"], post: { may: ["lead", "admin"], form: ({ teamId, causeId }) => ({ team_id: String(teamId), for: `cause:${causeId}`, start: "Dag {klant}", opening1: "Vertel eens.", opening2: "", opening3: "" }) } },
  "/team/guides/:guideId/removal": { path: ({ guideId }) => `/team/guides/${guideId}/removal`, get: leads, post: { may: ["lead", "admin"], form: () => ({}) } },
  "/team/lessons": { path: () => "/team/lessons", get: signedIn },
  "/tasks/:taskId/lesson": { path: task("/lesson"), get: teamOfTask, post: { may: ["owner"], form: () => ({ text: "Meteen sorry zeggen." }), step: "closed" } },
  "/compliments": { path: () => "/compliments", get: signedIn },
  "/compliments/wall": { path: () => "/compliments/wall?month=2026-10", get: signedIn },
  "/compliments/:responseId/thanks": { path: ({ praiseId }) => `/compliments/${praiseId}/thanks`, get: ["owner"], post: { may: ["owner"], form: () => ({ line: "Dank u wel!" }) } },
  "/messages": { path: () => "/messages", get: signedIn },
  "/messages/reading": { path: () => "/messages/reading", get: signedIn, post: { may: signedIn, form: () => ({ up_to: "1" }) } },
  "/messages/unread": { path: () => "/messages/unread", get: signedIn },
  "/messages/:messageId/opening": { path: ({ messageId }) => `/messages/${messageId}/opening`, get: signedIn, post: { may: ["owner"], form: () => ({}) } },
  "/tasks/:taskId": { path: task(), get: teamOfTask },
  "/tasks/:taskId/attempts": { path: task("/attempts"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), outcome: "reached", channel: "phone", note: "" }) } },
  "/tasks/:taskId/promises": { path: task("/promises"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), text: "Ik bel morgen.", day: tomorrow(), time: "17:00" }) } },
  "/tasks/:taskId/promises/:promiseId": { path: (scene) => task(`/promises/${scene.promiseId}`)(scene), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), end: "kept" }), step: "promised" } },
  "/tasks/:taskId/actions": { path: task("/actions"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), text: "De kraan is vervangen.", cause_id: "" }) } },
  "/tasks/:taskId/undo": { path: task("/undo"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ event_id: String(scene.seen) }) } },
  "/tasks/:taskId/claim": { path: task("/claim"), get: teamOfTask, post: { may: teamOfTask, form: act, step: "unclaimed" } },
  "/tasks/:taskId/help": { path: task("/help"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), part: "advise", employee_id: String(scene.leadId), note: "Hoe pak ik dit aan?" }), isRefused: true } },
  "/tasks/:taskId/handover": { path: task("/handover"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), to: `${scene.teamId}:${scene.colleagueId}`, note: "" }) } },
  "/tasks/:taskId/declining": { path: task("/declining"), get: teamOfTask, post: { may: teamOfTask, form: act, isRefused: true } },
  "/tasks/:taskId/introduction": { path: task("/introduction"), get: teamOfTask, post: { may: teamOfTask, form: act, isRefused: true } },
  "/tasks/:taskId/telling": { path: task("/telling"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), note: "Gebeld." }), step: "to_tell" } },
  "/tasks/:taskId/closing": { path: task("/closing"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), outcome: "no_follow_up", reason: "Dubbel" }) } },
  "/tasks/:taskId/buddies/:buddyId/thanks": { path: (scene) => task(`/buddies/${scene.buddyId}/thanks`)(scene), get: teamOfTask, post: { may: teamOfTask, form: act, isRefused: true } },
  "/tasks/:taskId/buddies/:buddyId/end": { path: (scene) => task(`/buddies/${scene.buddyId}/end`)(scene), get: teamOfTask, post: { may: teamOfTask, form: act, isRefused: true } },
  "/helping": { path: () => "/helping", get: signedIn },
  "/helping/:buddyId": { path: ({ buddyId }) => `/helping/${buddyId}`, get: ["colleague"], post: { may: ["colleague"], form: () => ({ act_id: crypto.randomUUID(), says: "yes", advice: "Bel eerst de opzichter." }) } },
  "/tasks/:taskId/gestures": { path: task("/gestures"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), gesture_kind_id: String(scene.gestureKindId), amount: "25", note: "" }) } },
  "/tasks/:taskId/gestures/asking": { path: task("/gestures/asking"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), gesture_kind_id: String(scene.gestureKindId), amount: "250", note: "Zes weken zonder douche." }), isRefused: true } },
  "/tasks/:taskId/gestures/:gestureId/withdrawal": { path: (scene) => task(`/gestures/${scene.givenGestureId}/withdrawal`)(scene), get: teamOfTask, post: { may: teamOfTask, form: act, isRefused: true } },
  "/tasks/:taskId/similar": { path: task("/similar"), get: teamOfTask },
  "/tasks/:taskId/reply": { path: task("/reply"), get: teamOfTask, post: { may: teamOfTask, form: (scene) => ({ ...act(scene), you_said: "Het lekte.", we_did: "De kraan is vervangen.", language: "nl" }), step: "to_tell" } },
  "/customers/:customerId": { path: ({ customerId }) => `/customers/${customerId}`, get: teamOfTask },
  "/me": { path: () => "/me", get: signedIn, post: { may: signedIn, form: () => ({ name: "Noor Jansen", phone: "", language: "nl" }) } },
  "/me/away": { path: () => "/me/away", get: signedIn, post: { may: signedIn, form: () => ({ when: "today" }) } },
  "/me/messages": { path: () => "/me/messages", get: signedIn, post: { may: signedIn, form: () => ({ message_mail: "digest", digest_hour: "9" }) } },
  "/me/presence": { path: () => "/me/presence", get: signedIn, post: { may: signedIn, form: () => ({ hours: "team", substitute: "", cap: "8" }) } },
  "/me/password": { path: () => "/me/password", get: signedIn, post: { may: signedIn, form: () => ({ "password-current": "verkeerd", "password-new": newPassword.password }), isRefused: true } },
  "/me/keys": { path: () => "/me/keys", get: signedIn, post: { may: signedIn, form: () => ({ keys: "off" }) } },
  "/me/story": { path: () => "/me/story", get: signedIn },
  "/me/sessions": { path: () => "/me/sessions", get: everyone, post: { may: signedIn, form: () => ({}) } },
  "/team/reassign": { path: () => "/team/reassign", get: leads, post: { may: leads, form: ({ taskId, teamId, colleagueId }) => ({ id: crypto.randomUUID(), task: `${taskId}:`, to: `${teamId}:${colleagueId}` }), isRefused: true } },
  "/team/reassign/:reassignmentId/undoing": { path: () => `/team/reassign/${crypto.randomUUID()}/undoing`, get: leads, post: { may: leads, form: () => ({}) } },
  "/team/mandate": { path: () => "/team/mandate", get: signedIn },
  "/team/gestures": { path: () => "/team/gestures", get: leads, post: { may: ["lead", "admin"], form: ({ askedGestureId }) => ({ gesture_id: String(askedGestureId), decision: "yes", note: "", back: "task" }) } },
  "/overview": { path: () => "/overview", get: leads },
  "/overview/tasks": { path: () => "/overview/tasks", get: leads },
  "/admin": { path: () => "/admin", get: admins },
  "/admin/people": { path: () => "/admin/people", get: admins },
  "/admin/people/invitations": { path: () => "/admin/people/invitations", get: admins, post: { may: admins, form: () => ({ ...person(), way: "link" }) } },
  "/admin/people/:employeeId": { path: admin("people", "newcomerId"), get: admins, post: { may: admins, form: person } },
  "/admin/people/:employeeId/link": { path: admin("people", "newcomerId", "/link"), get: admins, post: { may: admins, form: () => ({ way: "link" }) } },
  "/admin/people/:employeeId/away": { path: admin("people", "newcomerId", "/away"), get: admins, post: { may: admins, form: () => ({ when: "today" }) } },
  "/admin/people/:employeeId/presence": { path: admin("people", "newcomerId", "/presence"), get: admins, post: { may: admins, form: ({ colleagueId }) => ({ hours: "own", "hours-1-from": "09:00", "hours-1-until": "17:00", substitute: String(colleagueId), cap: "" }) } },
  "/admin/people/:employeeId/deactivation": { path: admin("people", "newcomerId", "/deactivation"), get: admins, post: { may: admins, form: () => ({ note: "" }) } },
  "/admin/people/:employeeId/reactivation": { path: admin("people", "formerId", "/reactivation"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/teams": { path: () => "/admin/teams", get: admins, post: { may: admins, form: () => ({ name: unique("Team"), code: crypto.randomUUID() }) } },
  "/admin/teams/:teamId": { path: admin("teams", "teamId"), get: admins, post: { may: admins, form: () => ({ name: unique("Team"), code: crypto.randomUUID(), use: "used" }) } },
  "/admin/teams/:teamId/live": { path: admin("teams", "teamId", "/live"), get: admins, post: { may: admins, form: () => ({ since: "now" }) } },
  "/admin/teams/:teamId/live/end": { path: admin("teams", "teamId", "/live/end"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/routing": { path: () => "/admin/routing", get: admins },
  "/admin/routing/activation": { path: () => "/admin/routing/activation", get: admins, post: { may: admins, form: ({ draftToken }) => ({ draft: draftToken }) } },
  "/admin/routing/discarding": { path: () => "/admin/routing/discarding", get: admins, post: { may: admins, form: ({ draftToken }) => ({ draft: draftToken }) } },
  "/admin/routing/rules/:ruleId": { path: rule(), get: admins, post: { may: admins, form: () => ({ opens: "no" }) } },
  "/admin/routing/rules/:ruleId/parts": { path: rule("/parts"), get: admins, post: { may: admins, form: () => ({ part: "add:score" }) } },
  "/admin/routing/rules/:ruleId/place": { path: rule("/place"), get: admins, post: { may: admins, form: () => ({ before: "" }) } },
  "/admin/routing/rules/:ruleId/copies": { path: rule("/copies"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/routing/rules/:ruleId/removal": { path: rule("/removal"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/routing/rules/:ruleId/return": { path: rule("/return"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/routing/tryouts": { path: () => "/admin/routing/tryouts", get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/routing/tryouts/:tryoutId": { path: ({ tryoutId }) => `/admin/routing/tryouts/${tryoutId}`, get: admins },
  "/admin/routing/tryouts/:tryoutId/cancellation": { path: ({ tryoutId }) => `/admin/routing/tryouts/${tryoutId}/cancellation`, get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/routing/versions": { path: () => "/admin/routing/versions", get: admins },
  "/admin/routing/versions/:versionId": { path: ({ versionId }) => `/admin/routing/versions/${versionId}`, get: admins },
  "/admin/routing/versions/:versionId/restoration": { path: ({ versionId }) => `/admin/routing/versions/${versionId}/restoration`, get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/teams/:teamId/hours": { path: admin("teams", "teamId", "/hours"), get: admins, post: { may: admins, form: () => ({ hours: "organisation", timeZone: "" }) } },
  "/admin/teams/:teamId/mandate": { path: admin("teams", "teamId", "/mandate"), get: admins, post: { may: admins, form: () => ({}), isRefused: true } },
  "/admin/gestures": { path: () => "/admin/gestures", get: admins, post: { may: admins, form: () => ({ name: unique("Bon"), what: "amount" }) } },
  "/admin/gestures/:kindId": { path: ({ gestureKindId }) => `/admin/gestures/${gestureKindId}`, get: admins, post: { may: admins, form: () => ({ name: unique("Bon"), use: "archived" }) } },
  "/admin/causes": { path: () => "/admin/causes", get: admins, post: { may: admins, form: () => ({ name: unique("Oorzaak") }) } },
  "/admin/causes/:causeId": { path: admin("causes", "causeId"), get: admins, post: { may: admins, form: () => ({ name: unique("Oorzaak"), use: "archived" }) } },
  "/admin/sources": { path: () => "/admin/sources", get: admins },
  "/admin/sources/new": { path: () => "/admin/sources/new", get: admins, post: { may: admins, form: () => ({ kind: "typeform", name: "Reparaties" }) } },
  "/admin/sources/:sourceId": { path: source(), get: admins },
  "/admin/sources/:sourceId/secret": { path: source("/secret"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/sources/:sourceId/signing": { path: source("/signing"), get: admins, post: { may: admins, form: () => ({ scheme: "header-token", header: "X-Token" }) } },
  "/admin/sources/:sourceId/fetching": { path: ({ fetchingSourceId }) => `/admin/sources/${fetchingSourceId}/fetching`, get: admins, post: { may: admins, form: () => ({ key: "token-van-qualtrics", base_url: "https://fra1.qualtrics.com" }) } },
  "/admin/sources/:sourceId/test": { path: source("/test"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/sources/:sourceId/pause": { path: source("/pause"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/sources/:sourceId/resumption": { path: source("/resumption"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/sources/:sourceId/archiving": { path: source("/archiving"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/sources/:sourceId/connect": { path: source("/connect"), get: admins },
  "/admin/sources/:sourceId/deliveries/:deliveryId": { path: (scene) => source(`/deliveries/${scene.deliveryId}`)(scene), get: admins },
  "/admin/sources/:sourceId/deliveries/:deliveryId/retry": { path: (scene) => source(`/deliveries/${scene.deliveryId}/retry`)(scene), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/sources/:sourceId/deliveries/:deliveryId/dismissal": { path: (scene) => source(`/deliveries/${scene.deliveryId}/dismissal`)(scene), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/sources/:sourceId/mapping": { path: source("/mapping"), get: admins, post: { may: admins, form: mapping } },
  "/admin/sources/:sourceId/mapping/preview": { path: source("/mapping/preview"), get: admins, post: { may: admins, form: mapping } },
  "/admin/keys": { path: () => "/admin/keys", get: admins, post: { may: admins, form: () => ({ name: unique("Sleutel"), scopes: "tasks:read" }) } },
  "/admin/keys/:keyId/revocation": { path: admin("keys", "keyId", "/revocation"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/events": { path: () => "/admin/events", get: admins },
  "/admin/events/new": { path: () => "/admin/events/new", get: admins, post: { may: admins, form: () => ({ name: "CRM", url: "https://127.0.0.1/", kinds: "task.closed" }), isRefused: true } },
  "/admin/events/:endpointId": { path: endpoint(), get: admins, post: { may: admins, form: () => ({ name: "CRM", url: "https://8.8.8.8/", kinds: "task.closed" }) } },
  "/admin/events/:endpointId/secret": { path: endpoint("/secret"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/events/:endpointId/archival": { path: endpoint("/archival"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/events/:endpointId/pause": { path: endpoint("/pause"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/events/:endpointId/resumption": { path: endpoint("/resumption"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/events/:endpointId/test": { path: endpoint("/test"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/events/:endpointId/replays": { path: endpoint("/replays"), get: admins, post: { may: admins, form: () => ({ since: "month" }) } },
  "/admin/events/:endpointId/deliveries/:deliveryId/replay": { path: (scene) => endpoint(`/deliveries/${scene.eventDeliveryId}/replay`)(scene), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/import": { path: () => "/admin/import", get: admins },
  "/admin/import/sample/:kind": { path: () => "/admin/import/sample/responses", get: admins },
  "/admin/import/:importId": { path: fileImport(), get: admins, post: { may: admins, form: () => ({ encoding: "utf-8", separator: ",", hasHeader: "yes", "column-0": "score" }) } },
  "/admin/import/:importId/run": { path: fileImport("/run"), get: admins, post: { may: admins, form: () => ({ encoding: "utf-8", separator: ",", hasHeader: "yes" }) } },
  "/admin/import/:importId/cancellation": { path: fileImport("/cancellation"), get: admins, post: { may: admins, form: () => ({}) } },
  "/admin/import/:importId/report": { path: ({ doneImportId }) => `/admin/import/${doneImportId}/report`, get: admins },
  "/admin/mails": { path: () => "/admin/mails", get: admins, post: { may: admins, form: ({ mailId }) => ({ mail_id: mailId, status: "failed" }), step: "mail_failed" } },
  "/admin/escalation": { path: () => "/admin/escalation", get: admins, post: { may: admins, form: () => ({ remind_before_hours: "2", unit: "working", "hours-0": "24", "act-0": "to_pool" }) } },
  "/admin/organisation": { path: () => "/admin/organisation", get: admins, post: { may: admins, form: organisation } },
};
