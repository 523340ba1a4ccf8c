/** The one below what is open: that is where she goes next. Undefined when it is not among these rows, or the last. */
export function nextAfter(currentId: number | undefined, rows: { id: number }[]): number | undefined {
  const place = rows.findIndex(({ id }) => id === currentId);
  return place === -1 ? undefined : rows[place + 1]?.id;
}
