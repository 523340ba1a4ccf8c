import { useRouteLoaderData } from "@remix-run/react";
import type { ShellData } from "../ui/shell.tsx";

/**
 * Gives a button its letter: `<ButtonLink {...key("p")}>`. The letter presses what carries it, assistive
 * technology hears of it, and on a desk it stands quietly on the button (tailwind.css). Nothing of that
 * when she switched the keys off.
 */
export function useKey(): (letter: string) => { "aria-keyshortcuts"?: string } {
  const isOn = (useRouteLoaderData("ui/shell") as ShellData | undefined)?.hasKeys ?? false;
  return (letter) => (isOn ? { "aria-keyshortcuts": letter } : {});
}
