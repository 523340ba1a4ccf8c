import { type RefObject, useEffect, useRef } from "react";

let place = 0;

/** The column of customers stays where it was when the page beside it changes, with the open one in sight. */
export function useListPlace(): { ref: RefObject<HTMLElement>; onScroll: () => void } {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const column = ref.current;
    if (!column || column.scrollHeight <= column.clientHeight) return;
    column.scrollTop = place;
    // Not scrollIntoView: that moves the page as well.
    const open = column.querySelector("[data-task]:has([aria-current])")?.getBoundingClientRect();
    if (!open) return;
    const { top, bottom } = column.getBoundingClientRect();
    if (open.top < top) column.scrollTop -= top - open.top;
    else if (open.bottom > bottom) column.scrollTop += open.bottom - bottom;
  }, []);
  return {
    ref,
    onScroll: () => {
      place = ref.current?.scrollTop ?? 0;
    },
  };
}
