import { dayNumber } from "../i18n/time.ts";
import type { StoredEvent } from "./events.ts";

/** The design's rule: three attempts on two different days, and nobody reached her. */
const attemptsNeeded = 3;
const daysNeeded = 2;

/** How often and on how many days of the organisation's calendar somebody tried without reaching the customer. */
export function triesWithoutReach(events: StoredEvent[], timeZone: string): { attempts: number; days: number; isEnough: boolean } {
  const attempts = events.filter((event) => event.kind === "attempted" && event.data.outcome !== "reached");
  const days = new Set(attempts.map((event) => dayNumber(event.at, timeZone))).size;
  return { attempts: attempts.length, days, isEnough: attempts.length >= attemptsNeeded && days >= daysNeeded };
}
