/** What a key may do. Reading is of the whole organisation, writing only into the key's own source. */
export const scopes = ["responses:write", "responses:read", "tasks:read"] as const;
export type Scope = (typeof scopes)[number];
