import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and in a browser without JavaScript: what only works with it is not offered there. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(never, () => true, () => false);
}
