/** What other systems can be told of. */
export const eventKinds = ["response.received", "task.assigned", "task.released", "task.told", "task.closed", "customer.verdict", "gesture.given", "gesture.withdrawn"] as const;
export type EventKind = (typeof eventKinds)[number];

/** Sent from the screen, to whichever endpoint an administrator tries. */
export const testKind = "test";
