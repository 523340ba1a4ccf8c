/**
 * Where to go back to after signing in or choosing a language: `to` when it is a path of ours, else
 * null. Takes the path only, with one leading slash: "//evil.example" would be another site.
 */
export function ownPath(to: unknown, origin: string): string | null {
  if (typeof to !== "string" || to.length > 2_000) return null;
  const url = URL.parse(to, origin);
  if (!url || url.origin !== origin) return null;
  return url.pathname.replace(/^[/\\]+/, "/") + url.search;
}
