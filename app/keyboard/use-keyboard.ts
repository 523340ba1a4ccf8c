import { useNavigate } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { placeOf } from "./places.ts";

/** What a letter does for the task that is open or in whose row the focus is. */
const acts: Record<string, string> = { c: "attempts", p: "promises", a: "actions", r: "reply" };
/** Milliseconds in which the letter after `g` counts. */
const patience = 1_500;

/** Every act of the inbox by a letter (WCAG 2.1.4: `isOn` is her own setting). Not while typing, not in a sheet, not with a modifier. */
export function useKeyboard({ isOn, isLead, onHelp }: { isOn: boolean; isLead: boolean; onHelp: () => void }): void {
  const navigate = useNavigate();
  const wentAt = useRef(-Infinity);
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && isSearch(event.target)) return event.target.blur();
      if (isElsewhere(event.target)) return;
      // A key that is held down walks through the list, and does nothing over and over.
      if (event.repeat && event.key !== "j" && event.key !== "k") return;
      const isAfterG = event.timeStamp - wentAt.current < patience;
      wentAt.current = event.key === "g" && !isAfterG ? event.timeStamp : -Infinity;
      if (wentAt.current !== -Infinity || (isAfterG ? go(event.key) : act(event.key))) event.preventDefault();
    };
    const go = (letter: string) => {
      const place = placeOf(letter, { isLead });
      if (place) navigate(place);
      return place !== undefined;
    };
    const act = (letter: string) => {
      if (letter === "?") onHelp();
      else if (letter === "j" || letter === "k") return moveFocus(letter === "j" ? 1 : -1);
      else if (letter === "/") return focusSearch() || go("i");
      else return actOnTask(letter) || pressCarrier(letter);
      return true;
    };
    const actOnTask = (letter: string) => {
      const row = document.activeElement?.closest<HTMLElement>("[data-task]:not(:has([aria-current]))");
      const path = acts[letter];
      // The open task's own button knows best, e.g. whether there is a number to call.
      if (!path || (!row && pressCarrier(letter))) return path !== undefined;
      const taskId = row?.dataset["task"] ?? document.querySelector<HTMLElement>("article[data-open-task]:not([data-open-task=''])")?.dataset["openTask"];
      if (taskId) navigate(`/tasks/${taskId}/${path}`, { preventScrollReset: true });
      return taskId !== undefined;
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isOn, isLead, onHelp, navigate]);
}

/** Ctrl+Enter, or ⌘+Enter, sends the form in which she types: a field of several lines has no other way there by keyboard alone than past all that follows it. No letter, so always on. */
export function useSendKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return;
      const form = event.target instanceof HTMLElement ? event.target.closest("form") : null;
      const main = [...(form?.querySelectorAll<HTMLButtonElement>("button[data-main]:enabled") ?? [])].find(isShown);
      if (!form || !main) return;
      event.preventDefault();
      form.requestSubmit(main);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Where `/` leads, and where letters are words until Escape leads out of it again. */
function isSearch(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === "search";
}

/** In a field, where letters are words, or in a sheet, which has what it needs. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("dialog[open], textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])") !== null || document.querySelector("dialog[open]") !== null;
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
}

/** Presses the button or link that carries this letter. */
function pressCarrier(letter: string): boolean {
  const carrier = [...document.querySelectorAll<HTMLElement>("[aria-keyshortcuts]")].find((element) => element.getAttribute("aria-keyshortcuts") === letter && isShown(element));
  carrier?.click();
  return carrier !== undefined;
}

/** To the row below or above: from the one that has the focus, else from the one that is open. Enter then opens it, as any link. */
function moveFocus(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>("[data-task] a")].filter(isShown);
  const focused = links.indexOf(document.activeElement?.closest("[data-task]")?.querySelector("a") as HTMLElement);
  const open = links.findIndex((link) => link.getAttribute("aria-current") === "true");
  const from = focused !== -1 ? focused : open;
  const next = from === -1 ? links[0] : links[from + step];
  next?.focus();
  next?.closest("[data-task]")?.scrollIntoView({ block: "nearest" });
  return links.length > 0;
}

function focusSearch(): boolean {
  const field = [...document.querySelectorAll<HTMLInputElement>("main input[type=search]")].find(isShown);
  field?.focus();
  field?.select();
  return field !== undefined;
}
