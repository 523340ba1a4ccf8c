import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";

/**
 * The customer, when she may see her: somebody with a task of hers in sight, who leads a team that
 * one of her answers came to, or an admin. Undefined, hence 404, when not or when there is none.
 */
export async function customerFor(db: Db, viewer: Viewer, customerId: number) {
  if (!Number.isSafeInteger(customerId) || customerId < 1) return undefined;
  return db
    .selectFrom("customers")
    .leftJoin("employees as owner", "owner.id", "customers.owner_id")
    .select(["customers.id", "customers.external_id", "customers.name", "customers.email", "customers.phone", "customers.language", "customers.account", "customers.no_mail_at", "owner.name as owner"])
    .where("customers.id", "=", customerId)
    .$if(!viewer.isAdmin, (query) =>
      query.where((eb) =>
        eb.or([
          eb.exists(db.selectFrom("tasks").select("tasks.id").whereRef("tasks.customer_id", "=", eb.ref("customers.id") as never).where(visibleTo(viewer))),
          ...(viewer.ledTeamIds.length > 0
            ? [eb.exists(eb.selectFrom("responses").select("responses.id").whereRef("responses.customer_id", "=", "customers.id").where("responses.team_id", "in", viewer.ledTeamIds))]
            : []),
        ]),
      ),
    )
    .executeTakeFirst();
}
