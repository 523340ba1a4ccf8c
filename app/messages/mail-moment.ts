import { Temporal } from "temporal-polyfill";
import type { MessageMail } from "#db/schema.ts";
import { type Away, isAway } from "../people/away.ts";
import { type Calendar, nextWorkingTime } from "../people/working-time.ts";

/** How she wants to be mailed. */
export type MailSettings = {
  message_mail: MessageMail;
  /** The hour on her clock at which a digest goes, 0 to 23. */
  digest_hour: number;
  /** Also outside her working hours, and while she is away. */
  is_mailed_off_hours: boolean;
};

const dayInMs = 86_400_000;

/**
 * When what she was told at `at` is to be mailed, or null for never: at once or at her digest's hour,
 * but while she works unless she wants it otherwise. Of somebody who is away until further notice it
 * is asked again a day later.
 */
export function mailMoment(at: Date, { message_mail, digest_hour, is_mailed_off_hours }: MailSettings, calendar: Calendar, away: Away): Date | null {
  if (message_mail === "off") return null;
  const wanted = message_mail === "now" ? at : nextAt(at, digest_hour, calendar.timeZone);
  if (is_mailed_off_hours) return wanted;
  const working = nextWorkingTime(wanted, calendar);
  if (!isAway(away, working)) return working;
  return nextWorkingTime(away.away_until ?? new Date(working.getTime() + dayInMs), calendar);
}

/** The next moment after `at` at which it is this hour in the zone. */
function nextAt(at: Date, hour: number, timeZone: string): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const onDay = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;
  const today = onDay(here.toPlainDate());
  return new Date(today > at.getTime() ? today : onDay(here.toPlainDate().add({ days: 1 })));
}
