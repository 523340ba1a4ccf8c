/** What the customer wrote, and what was done about exactly that, in words for the customer. */
export type SaidAndDone = readonly [said: string, done: string];

/** What tenants come back with. {keer}, {dagen}, {dag} and {monteur} are filled in in what they say. */
export type Theme = {
  touchpoint: string;
  /** The number of its cause in the list (people.ts). */
  cause: number;
  openers: SaidAndDone[];
  /** For a 5 or a 6. */
  mild: SaidAndDone[];
  /** What may follow an opener. */
  details: string[];
  /** What the employee heard on the phone. */
  heard: string[];
  promises: string[];
  /** What was done when she gave a score without words. */
  actions: string[];
};
