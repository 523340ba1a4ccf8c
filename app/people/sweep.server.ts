import type { Services } from "../context.server.ts";

/** How long a link that no longer works still says why, instead of being unknown. */
const daysRemembered = 30;
/** Once sent, a mail with a personal link in it is kept this long with its words. */
const hoursReadable = 24;

/** Every hour: takes away what has expired, and what nobody should be able to read any more. */
export async function sweepPeople({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  const at = now();
  const ago = (days: number) => new Date(at.getTime() - days * 86_400_000);
  await db.deleteFrom("sessions").where("expires_at", "<", at).execute();
  // Customers' links (verdict, unsubscribe) are theirs for longer: replies decides about those.
  await db.deleteFrom("tokens").where("purpose", "in", ["invite", "password_reset"]).where("expires_at", "<", ago(daysRemembered)).execute();
  await db.deleteFrom("rate_limits").where("expire", "<", Date.now()).execute();
  await db
    .updateTable("mails")
    .set({ html: "", text: "" })
    .where("kind", "in", ["invite", "password_reset"])
    .where("sent_at", "<", ago(hoursReadable / 24))
    .where("html", "<>", "")
    .execute();
}
