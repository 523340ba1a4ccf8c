import { type RefObject, useEffect, useRef } from "react";

let place = 0;

/** The column of customers stays where it was when the page beside it changes, with the open one in sight. */
export function useListPlace(): { ref: RefObject<HTMLElement>; onScroll: () => void } {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const column = ref.current;
    if (!column || column.scrollHeight <= column.clientHeight) return;
    column.scrollTop = place;
    column.querySelector("[data-task]:has([aria-current])")?.scrollIntoView({ block: "nearest" });
  }, []);
  return {
    ref,
    onScroll: () => {
      place = ref.current?.scrollTop ?? 0;
    },
  };
}
