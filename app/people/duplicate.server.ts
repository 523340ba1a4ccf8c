/** The unique index that refused a row because its value is there already ("teams_name"); null for any other error. */
export function duplicateOf(error: unknown): string | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint ? constraint : null;
}
