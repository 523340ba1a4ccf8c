import { useFetcher } from "@remix-run/react";
import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Milliseconds after the last arrow key before the new place is sent. */
const settled = 700;

/**
 * A list whose rows (`[data-rule]`) move by a handle: dragged with mouse or finger, or by the arrow
 * keys. The page shows the new order at once; it is sent when the row is let go of or stays put.
 * `isLost`: no answer came, and the row stands where it stood.
 */
export function useReorder(ids: string[], say: (place: number, count: number) => string) {
  const fetcher = useFetcher<{ isLost: true } | null>();
  const [moving, setMoving] = useState<string[] | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const timer = useRef<number | undefined>(undefined);
  const waiting = useRef<string | null>(null);
  const focused = useRef<HTMLElement | null>(null);
  const order = moving ?? ids;

  // What was sent is in the list by now, or was refused: the server's order holds.
  useEffect(() => {
    if (fetcher.state === "idle" && waiting.current === null) setMoving(null);
  }, [fetcher.state]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  // A row that moves in the page loses the focus.
  useLayoutEffect(() => focused.current?.focus({ preventScroll: true }), [moving]);

  const moveTo = (id: string, place: number) => {
    const others = order.filter((other) => other !== id);
    const moved = others.toSpliced(Math.min(Math.max(place, 0), others.length), 0, id);
    waiting.current = id;
    setMoving(moved);
    setSaid(say(moved.indexOf(id) + 1, moved.length));
  };
  const send = () => {
    window.clearTimeout(timer.current);
    const id = waiting.current;
    waiting.current = null;
    if (id === null) return;
    if (order.join() === ids.join()) setMoving(null);
    else void fetcher.submit({ before: order[order.indexOf(id) + 1] ?? "", stay: "on" }, { method: "post", action: `/admin/routing/rules/${id}/place`, preventScrollReset: true });
  };
  const sendNow = useRef(send);
  useEffect(() => {
    sendNow.current = send;
  });

  const handle = (id: string) => ({
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (step === 0) return;
      event.preventDefault();
      if (waiting.current !== null && waiting.current !== id) send();
      focused.current = event.currentTarget;
      moveTo(id, order.indexOf(id) + step);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => sendNow.current(), settled);
    },
    onBlur: () => {
      // Moving the row takes the focus away and gives it back at once.
      window.setTimeout(() => {
        if (document.activeElement !== focused.current) {
          focused.current = null;
          sendNow.current();
        }
      });
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      focused.current = null;
      setDragged(id);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged !== id) return;
      const place = placeAt(event.clientY, order.filter((other) => other !== id));
      if (place !== order.indexOf(id)) moveTo(id, place);
    },
    onPointerUp: () => {
      if (dragged !== id) return;
      setDragged(null);
      send();
    },
    onPointerCancel: () => {
      setDragged(null);
      waiting.current = null;
      setMoving(null);
    },
  });

  const isLost = fetcher.state === "idle" && moving === null && fetcher.data?.isLost === true;
  return { order, dragged, said: isLost ? "" : said, isLost, handle };
}

/** How many of these rows have their middle above this height of the window. */
function placeAt(y: number, ids: string[]): number {
  return ids.filter((id) => {
    const box = document.querySelector(`[data-rule="${id}"]`)?.getBoundingClientRect();
    return box !== undefined && box.top + box.height / 2 < y;
  }).length;
}
