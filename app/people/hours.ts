/** Apart from working-time.ts, which a browser need not load. */

export const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** From and until as the clock on the wall shows them; until is later, "24:00" the end of the day. */
export type Hours = [from: string, until: string];

/** By ISO weekday ("1" is Monday); a day that is left out is free. */
export type WorkingHours = Partial<Record<(typeof weekdays)[number], Hours[]>>;
