import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const everyMs = 3_000;

/** Asks the page's data again every three seconds while `isChanging`, and only when somebody is looking. */
export function useFreshWhile(isChanging: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isChanging) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isChanging, revalidate]);
}
