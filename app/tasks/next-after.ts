type Row = { id: number; again_at: Date | null };

/** Whom she goes to when she is done with what is open: who comes first in her list and is not planned for later. */
export function nextToDo<Listed extends Row>(currentId: number, groups: { stage: string; rows: Listed[] }[], now: Date): Listed | undefined {
  return groups.flatMap(({ stage, rows }) => (stage === "told" ? [] : rows)).find(({ id, again_at }) => id !== currentId && !(again_at && again_at > now));
}

/** The one below what is open: that is where she goes next. Undefined when it is not among these rows, or the last. */
export function nextAfter(currentId: number | undefined, rows: { id: number }[]): number | undefined {
  const place = rows.findIndex(({ id }) => id === currentId);
  return place === -1 ? undefined : rows[place + 1]?.id;
}
