type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

type Options = {
  /** At most so many at once. */
  largest: number;
  /** So many gatherings may be under way side by side: while one is written the next is read. */
  lanes: number;
  /** Beside another one a gathering begins with so many, or when its first has waited so long (milliseconds): small ones cost more than they gain. */
  company: { count: number; wait: number };
  /** Whether the next try fails as well, whoever is left out (the database is away). */
  isHopeless: (error: unknown) => boolean;
};

/**
 * What comes in while earlier ones are being written waits, and is then written together: one commit
 * for all, and each gets its answer after it. Where nothing is under way the first goes at once.
 * `work` is all or none; where it fails the halves are tried apart, so that a bad one is refused
 * alone. What is not answered yet when the process dies was not acknowledged either.
 */
export function createGatherer<Item, Result>(work: (items: Item[]) => Promise<Result[]>, { largest, lanes, company, isHopeless }: Options): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let free = lanes;
  let isScheduled = false;
  let patience: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (isScheduled || free === 0 || waiting.length === 0) return;
    if (free < lanes && waiting.length < company.count) {
      patience ??= setTimeout(start, company.wait);
      return;
    }
    isScheduled = true;
    // What arrived in this same turn of the event loop goes along.
    setImmediate(start);
  }

  function start(): void {
    clearTimeout(patience);
    patience = undefined;
    isScheduled = false;
    if (free === 0 || waiting.length === 0) return;
    // Shared out over the free lanes, so that one is not kept idle by the other's long list.
    const size = Math.min(largest, Math.max(company.count, Math.ceil(waiting.length / free)));
    const gathered = waiting.slice(0, size);
    waiting = waiting.slice(size);
    free -= 1;
    void settle(gathered).finally(() => {
      free += 1;
      schedule();
    });
    schedule();
  }

  async function settle(gathered: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(gathered.map(({ item }) => item));
      gathered.forEach(({ resolve }, index) => resolve(results[index]!));
    } catch (error) {
      if (gathered.length === 1 || isHopeless(error)) return gathered.forEach(({ reject }) => reject(error));
      const half = Math.ceil(gathered.length / 2);
      await settle(gathered.slice(0, half));
      await settle(gathered.slice(half));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
