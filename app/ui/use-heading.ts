import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Who hears the page is told that another one came: its heading gets the focus, as a browser that loads a
 * page would begin there. What the new page itself gave the focus keeps it: a sheet, a field, what just happened.
 */
export function useHeading(): void {
  const { pathname } = useLocation();
  const headed = useRef(pathname);
  const focusedOn = useRef<string>();
  useEffect(() => {
    const notice = () => (focusedOn.current = location.pathname);
    document.addEventListener("focusin", notice);
    return () => document.removeEventListener("focusin", notice);
  }, []);
  useEffect(() => {
    if (headed.current === pathname) return;
    headed.current = pathname;
    const isChosen = document.activeElement !== document.body && focusedOn.current === pathname;
    const heading = document.querySelector<HTMLElement>("#content h1") ?? document.getElementById("content");
    if (isChosen || !heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [pathname]);
}
