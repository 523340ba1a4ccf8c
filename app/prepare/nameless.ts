/** Parts of Dutch names that say nothing about whose they are. */
const particles = new Set(["van", "der", "den", "het", "ten", "ter", "des", "mevrouw", "meneer", "mijnheer", "heer", "familie", "fam", "mrs", "mr", "ms", "the"]);

/**
 * What was written about one customer, to be read by who helps another: without her name, and without
 * the words of it that are long enough to know her by.
 */
export function nameless(text: string, name: string | null): string {
  const words = (name ?? "").split(/[\s\-.,]+/u).filter((word) => word.length >= 3 && !particles.has(word.toLowerCase()));
  const parts = [...(name?.trim() ? [name.trim()] : []), ...words].toSorted((a, b) => b.length - a.length).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  if (parts.length === 0) return text;
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join("|")})(?![\\p{L}\\p{N}])`, "giu"), "…");
}
