/** The promise form's quick days; "other" comes with a date. */
export const promiseDays = ["today", "tomorrow", "week", "other"] as const;
export type PromiseDay = (typeof promiseDays)[number];
