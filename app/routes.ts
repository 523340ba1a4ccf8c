import { index, layout, prefix, route, type RouteConfig } from "@remix-run/route-config";

/**
 * The site's map: every URL, its module, and who may come there.
 * public: no account. employee: signed in. lead: leads a team. admin: administrator.
 * Role decides the screen; which objects she sees is decided inside each query (404 for the rest).
 * tests/roles.ts walks this map with every role. Outside Remix: POST /in/:address
 * (intake/sources/inbox.server.ts), /api/v1 (intake/api/api.server.ts), POST /admin/import with a
 * file (intake/import/uploads.server.ts), POST /u/:token (replies/unsubscribe.server.ts), GET /live
 * (live/live.server.ts) and /healthz (server.ts).
 */
export default [
  // public: people who are not signed in
  route("signin", "people/signin.route.tsx"),
  route("signout", "people/signout.route.ts"),
  route("language", "people/language.route.ts"),
  route("offline", "offline/offline.route.tsx"),
  route("password", "people/password-request.route.tsx"),
  route("password/:token", "people/password.route.tsx"),
  route("invite/:token", "people/invite.route.tsx"),
  // public: customers, from their mail
  route("r/:token", "replies/verdict.route.tsx"),
  route("u/:token", "replies/unsubscribe.route.tsx"),
  // public: who writes software against us
  route("api", "intake/api/page.route.tsx"),
  route("openapi.json", "intake/api/openapi.route.ts"),
  // public, in the demo only (404 elsewhere)
  ...prefix("demo", [
    route("signin", "people/demo-signin.route.ts"),
    route("mailbox", "replies/demo-mailbox.route.tsx"),
    route("mailbox/:mailId", "replies/demo-mail.route.tsx"),
  ]),
  // the bare HTML of a mail, for a sandboxed frame; its own Content-Security-Policy (server.ts)
  route("mail-body/preview", "replies/mail-preview.route.ts"), // employee
  route("mail-body/:mailId", "replies/mail-body.route.ts"), // employee who may see its task; admin; anyone in the demo

  layout("ui/shell.tsx", [
    // employee
    index("tasks/home.route.ts"),
    route("inbox", "tasks/inbox.route.tsx"),
    route("team", "tasks/team.route.tsx"),
    route("team/presence", "people/team-presence.route.tsx"),
    route("helping", "buddies/helping-list.route.tsx"),
    route("helping/:buddyId", "buddies/helping.route.tsx"),
    route("team/mandate", "mandate/my-mandate.route.tsx"),
    route("team/guides", "prepare/guides.route.tsx"),
    route("team/lessons", "prepare/lessons.route.tsx"),
    route("compliments", "compliments/compliments.route.tsx", [route(":responseId/thanks", "compliments/thanks.route.tsx")]),
    route("compliments/wall", "compliments/wall.route.tsx"),
    route("messages", "messages/messages.route.tsx"),
    route("messages/reading", "messages/reading.route.ts"),
    route("messages/unread", "messages/unread.route.ts"),
    route("messages/:messageId/opening", "messages/opening.route.ts"),
    route("tasks/:taskId", "tasks/task.route.tsx", [
      route("attempts", "tasks/attempts.route.tsx"),
      route("promises", "tasks/promises.route.tsx"),
      route("promises/:promiseId", "tasks/promise.route.tsx"),
      route("actions", "tasks/actions.route.tsx"),
      route("claim", "tasks/claim.route.tsx"),
      route("help", "buddies/help.route.tsx"),
      route("handover", "tasks/handover.route.tsx"),
      route("declining", "tasks/declining.route.tsx"),
      route("introduction", "tasks/introduction.route.tsx"),
      route("telling", "tasks/telling.route.tsx"),
      route("closing", "tasks/closing.route.tsx"),
      route("gestures", "mandate/gestures.route.tsx"),
      route("gestures/asking", "mandate/asking.route.tsx"),
      route("lesson", "prepare/lesson.route.tsx"),
      route("buddies/:buddyId/thanks", "buddies/thanks.route.tsx"),
      route("buddies/:buddyId/end", "buddies/end.route.tsx"),
      route("gestures/:gestureId/withdrawal", "mandate/withdrawal.route.tsx"),
    ]),
    route("tasks/:taskId/similar", "prepare/similar.route.ts"),
    route("tasks/:taskId/undo", "tasks/undo.route.ts"),
    route("tasks/:taskId/reply", "replies/reply.route.tsx"),
    route("customers/:customerId", "customers/customer.route.tsx"),
    route("colleagues", "people/colleagues.route.ts"),
    route("me", "people/me.route.tsx", [route("away", "people/my-away.route.tsx"), route("presence", "people/my-presence.route.tsx"), route("messages", "messages/my-messages.route.tsx"), route("password", "people/my-password.route.tsx")]),
    route("me/story", "story/story.route.tsx"),
    route("me/sessions", "people/my-sessions.route.ts"),
    route("me/keys", "keyboard/my-keys.route.ts"),
    // lead
    route("team/guides/starters", "prepare/starters.route.ts"),
    route("team/guides/:guideId", "prepare/guide.route.tsx"),
    route("team/guides/:guideId/removal", "prepare/guide-removal.route.ts"),
    route("team/reassign", "tasks/reassign.route.tsx"),
    route("team/reassign/:reassignmentId/undoing", "tasks/undoing.route.ts"),
    route("team/gestures", "mandate/decisions.route.tsx"),
    route("overview", "overview/overview.route.tsx"),
    route("overview/tasks", "overview/tasks.route.tsx"),
    // admin
    ...prefix("admin", [
      index("people/admin.route.ts"),
      route("people", "people/people.route.tsx", [route("invitations", "people/invitations.route.tsx")]),
      route("people/:employeeId", "people/person.route.tsx", [
        route("link", "people/person-link.route.tsx"),
        route("away", "people/person-away.route.tsx"),
        route("presence", "people/person-presence.route.tsx"),
        route("deactivation", "people/deactivation.route.tsx"),
        route("reactivation", "people/reactivation.route.tsx"),
      ]),
      route("routing", "routing/rules.route.tsx", [route("activation", "routing/activation.route.tsx"), route("discarding", "routing/discarding.route.tsx")]),
      route("routing/rules/:ruleId", "routing/rule.route.tsx"),
      route("routing/rules/:ruleId/parts", "routing/parts.route.tsx"),
      route("routing/rules/:ruleId/place", "routing/place.route.ts"),
      route("routing/rules/:ruleId/copies", "routing/copies.route.ts"),
      route("routing/rules/:ruleId/removal", "routing/removal.route.ts"),
      route("routing/rules/:ruleId/return", "routing/return.route.ts"),
      route("routing/tryouts", "routing/tryouts.route.ts"),
      route("routing/tryouts/:tryoutId", "routing/tryout.route.tsx"),
      route("routing/tryouts/:tryoutId/cancellation", "routing/tryout-cancellation.route.ts"),
      route("routing/versions", "routing/versions.route.tsx"),
      route("routing/versions/:versionId", "routing/version.route.tsx"),
      route("routing/versions/:versionId/restoration", "routing/restoration.route.ts"),
      route("teams", "people/teams.route.tsx", [route(":teamId", "people/team.route.tsx"), route(":teamId/hours", "people/team-hours.route.tsx"), route(":teamId/live", "routing/live.route.tsx"), route(":teamId/mandate", "mandate/team-mandate.route.tsx")]),
      route("teams/:teamId/live/end", "routing/stop-live.route.ts"),
      route("causes", "improvements/causes.route.tsx", [route(":causeId", "improvements/cause.route.tsx")]),
      route("gestures", "mandate/kinds.route.tsx", [route(":kindId", "mandate/kind.route.tsx")]),
      route("sources", "intake/sources/sources.route.tsx"),
      route("sources/new", "intake/sources/new-source.route.tsx"),
      route("sources/:sourceId", "intake/sources/source.route.tsx", [
        route("secret", "intake/sources/secret.route.tsx"),
        route("signing", "intake/sources/signing.route.tsx"),
        route("fetching", "intake/sources/fetching.route.tsx"),
        route("test", "intake/sources/test.route.tsx"),
        route("pause", "intake/sources/pause.route.tsx"),
        route("resumption", "intake/sources/resumption.route.tsx"),
        route("archiving", "intake/sources/archiving.route.tsx"),
      ]),
      route("sources/:sourceId/connect", "intake/sources/connect.route.tsx"),
      route("sources/:sourceId/mapping", "intake/sources/mapping.route.tsx"),
      route("sources/:sourceId/mapping/preview", "intake/sources/preview.route.tsx"),
      route("sources/:sourceId/deliveries/:deliveryId", "intake/sources/delivery.route.tsx"),
      route("sources/:sourceId/deliveries/:deliveryId/retry", "intake/sources/retry.route.ts"),
      route("sources/:sourceId/deliveries/:deliveryId/dismissal", "intake/sources/dismissal.route.ts"),
      route("keys", "intake/keys.route.tsx", [route(":keyId/revocation", "intake/revocation.route.tsx")]),
      route("events", "outgoing/endpoints.route.tsx", [route("new", "outgoing/new-endpoint.route.tsx")]),
      route("events/:endpointId", "outgoing/endpoint.route.tsx", [
        route("secret", "outgoing/secret.route.tsx"),
        route("archival", "outgoing/archival.route.tsx"),
      ]),
      route("events/:endpointId/pause", "outgoing/pause.route.ts"),
      route("events/:endpointId/resumption", "outgoing/resumption.route.ts"),
      route("events/:endpointId/test", "outgoing/trial.route.ts"),
      route("events/:endpointId/replays", "outgoing/replays.route.ts"),
      route("events/:endpointId/deliveries/:deliveryId/replay", "outgoing/replay.route.ts"),
      route("import", "intake/import/imports.route.tsx"),
      route("import/sample/:kind", "intake/import/sample.route.ts"),
      route("import/:importId", "intake/import/import.route.tsx"),
      route("import/:importId/run", "intake/import/run.route.ts"),
      route("import/:importId/cancellation", "intake/import/cancellation.route.ts"),
      route("import/:importId/report", "intake/import/report.route.ts"),
      route("mails", "replies/mails.route.tsx"),
      route("escalation", "tasks/escalation.route.tsx"),
      route("organisation", "people/organisation.route.tsx"),
    ]),
  ]),
  route("*", "ui/not-found.route.ts"),
] satisfies RouteConfig;
