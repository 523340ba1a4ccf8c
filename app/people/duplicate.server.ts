/** The unique index that refused a row because its value is there already ("teams_name"); null for any other error. */
export function duplicateOf(error: unknown): string | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint ? constraint : null;
}

/** Does it, or says that its name is taken: `index` is the unique one on names. Throws every other error. */
export async function unlessNameTaken(index: string, work: Promise<unknown>): Promise<"nameTaken" | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (duplicateOf(error) === index) return "nameTaken";
    throw error;
  }
}
