/** A first answer that somebody can send from a terminal: docs/api.md has the fields. */
export function exampleRequest(origin: string, key: string, now: Date): string {
  const body = {
    id: "proef-1",
    score: 3,
    comment: "Drie keer gebeld, en niemand belt terug.",
    answered_at: `${now.toISOString().slice(0, 19)}Z`,
    customer: { name: "Proefklant", email: "proefklant@example.com" },
  };
  return [`curl ${origin}/api/v1/responses \\`, `  -H "Authorization: Bearer ${key}" \\`, `  -H "Content-Type: application/json" \\`, `  -d '${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}'`].join("\n");
}
