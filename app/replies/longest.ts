/** Longest texts of a reply, in characters: a mail with both, all of it escaped, stays under 100 kB. */
export const longest = { youSaid: 4_000, weDid: 6_000 };
