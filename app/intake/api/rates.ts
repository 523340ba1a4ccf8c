/** Requests a key may do in this many seconds; those that write and those that read count apart. */
export const rates = { post: { limit: "api-write", points: 600, seconds: 60 }, get: { limit: "api-read", points: 120, seconds: 60 } } as const;
