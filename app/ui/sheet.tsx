import { Link, useNavigate } from "@remix-run/react";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTexts } from "../i18n/texts.ts";
import { uiTexts } from "./ui.texts.ts";
import { showFirstProblem } from "./use-first-problem.ts";

/**
 * A form of its own URL, shown over the page below it: from the bottom on a phone, at the side on a
 * desk. Without JavaScript it is simply there, and its link closes it. `back` is the page below.
 * `isSent`: its form is under way and the page below shows already what comes of it; if it is refused
 * the sheet is back with all that was typed.
 */
export function Sheet({ title, back, isSent = false, children }: { title: string; back: string; isSent?: boolean; children: ReactNode }) {
  const t = useTexts(uiTexts);
  const id = useId();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const opener = document.activeElement;
    // From a plain open dialog (the server's) to a modal one: focus moves in, Escape closes.
    element.close();
    element.showModal();
    // Where a mouse is there is a keyboard: begin at the first field. On a phone the keyboard would hide the form.
    const first = matchMedia("(pointer: fine)").matches ? element.querySelector<HTMLInputElement>("form :is(input:not([type=hidden]), textarea, select, button)") : null;
    const chosen = first?.type === "radio" ? element.querySelector<HTMLElement>(`input[name="${first.name}"]:checked`) : null;
    if (!showFirstProblem(element)) (chosen ?? first ?? heading.current)?.focus();
    element.dataset["hydrated"] = "";
    return () => {
      element.close();
      // The dialog is gone already, and focus with it: back to what opened it, else to the page that changed.
      if (document.activeElement !== document.body) return;
      const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
      (isThere ? opener : document.getElementById("content"))?.focus({ preventScroll: true });
    };
  }, []);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (isSent) {
      element.close();
      document.getElementById("content")?.focus({ preventScroll: true });
    } else if (!element.open) {
      element.showModal();
      showFirstProblem(element);
    }
  }, [isSent]);

  return (
    <dialog
      ref={dialog}
      open
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        navigate(back, { preventScrollReset: true });
      }}
      className="animate-sheet fixed inset-x-0 top-auto bottom-0 z-20 m-0 max-h-[92dvh] w-full max-w-none overflow-y-auto rounded-t-[18px] border border-line bg-paper p-5 text-ink shadow-2xl backdrop:bg-black/40 sm:inset-x-auto sm:top-0 sm:right-0 sm:left-auto sm:ml-auto sm:h-dvh sm:max-h-none sm:w-[28rem] sm:rounded-none sm:p-7"
    >
      <div className="mb-5 flex items-start justify-between gap-4">
        <h2 ref={heading} id={id} tabIndex={-1} className="outline-none text-xl font-semibold tracking-tight">
          {title}
        </h2>
        <Link to={back} preventScrollReset aria-label={t.close} className="-m-2 grid size-11 place-items-center rounded-full text-muted hover:bg-sunk">
          <X aria-hidden size={20} />
        </Link>
      </div>
      {children}
    </dialog>
  );
}
