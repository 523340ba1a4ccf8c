import { type RawBuilder, sql } from "kysely";

/** As `isAway` (away.ts), within a statement over `employees`; `now` in UTC. */
export const isAwayAt = (now: Date): RawBuilder<boolean> => sql`((away_from is not null or away_until is not null) and (away_from is null or away_from <= ${now}) and (away_until is null or away_until > ${now}))`;
