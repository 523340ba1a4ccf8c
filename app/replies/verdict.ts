/** In days. */
export const verdictDays = {
  /** How long after the mail a first answer is taken. */
  answer: 90,
  /** How long after her first answer the customer may change it. */
  change: 30,
  /** The link itself: long enough for both. */
  link: 120,
};

const dayInMs = 86_400_000;

/** What a customer may still do with the link of a mail: answer, change her answer, or only read. */
export function verdictState({ mailedAt, firstGivenAt, now }: { mailedAt: Date; firstGivenAt: Date | null; now: Date }): "open" | "changeable" | "final" | "expired" {
  const isWithin = (from: Date, days: number) => now.getTime() < from.getTime() + days * dayInMs;
  if (firstGivenAt) return isWithin(firstGivenAt, verdictDays.change) ? "changeable" : "final";
  return isWithin(mailedAt, verdictDays.answer) ? "open" : "expired";
}

/** The last moment at which an answer can be changed. */
export function changeableUntil(firstGivenAt: Date): Date {
  return new Date(firstGivenAt.getTime() + verdictDays.change * dayInMs);
}
