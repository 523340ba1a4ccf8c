import type { DeliveryVerdict } from "#db/schema.ts";

/** Whether trying a delivery again may give another end: what was taken in is there, what was not signed is not believed. */
export function canBeTriedAgain({ verdict, body }: { verdict: DeliveryVerdict; body: Buffer | null }): boolean {
  return body !== null && (verdict === "refused" || verdict === "waiting");
}
