import { busy } from "./busy.ts";
import { crowd } from "./crowd.ts";
import { customers } from "./customers.ts";
import { empty } from "./empty.ts";
import { moments } from "./moments.ts";
import { names } from "./names.ts";
import { refused } from "./refused.ts";
import type { State } from "./state.ts";

/** What `npm run look -- --all` looks at. A new screen goes into screens.ts, a new situation beside these. */
export const states: State[] = [busy, empty, refused, names, moments, crowd, customers];
