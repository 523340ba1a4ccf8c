/** An id as our own links write it: digits only. "0x1", "1e3", "01" and " 1" are nobody's. */
export function readId(text: unknown): number | undefined {
  if (typeof text !== "string" || !/^[1-9]\d{0,15}$/.test(text)) return undefined;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : undefined;
}
