/** What a file may hold: said on the page before, kept while reading. */
export const limits = {
  bytes: 50 * 1024 * 1024,
  rows: 500_000,
  columns: 200,
  /** Characters in one cell (64 kB). */
  cell: 65_536,
};
