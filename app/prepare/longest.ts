/** Characters that fit into the lines and lists of a guide and into a lesson; apart from the schemas, which a browser need not load. */
export const longest = { line: 300, list: 2_000, lesson: 500 };
