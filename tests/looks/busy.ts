import { findIds, screens, viewerOf } from "./screens.ts";
import type { State } from "./state.ts";

export const busy: State = {
  name: "busy",
  what: "every screen with the demo's year of data",
  isDemo: true,
  async prepare(db) {
    const ids = await findIds(db);
    return Promise.all(screens.map(async ([name, role, pathOf]) => ({ name: `${name} (${role})`, as: await viewerOf(db, role), path: pathOf(ids) })));
  },
};
