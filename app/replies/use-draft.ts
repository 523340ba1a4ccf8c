import { useNavigation } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";

export type Written = { you_said: string; we_did: string; language: string };

/**
 * Keeps what is typed over a reload (this tab's session storage, so that no customer's words stay on
 * a shared machine) and tells what is in the form now, for the preview. The server's form works without it.
 */
export function useDraft(taskId: number, initial: Written, isRefused: boolean) {
  const form = useRef<HTMLFormElement>(null);
  const [written, setWritten] = useState(initial);
  const [isRestored, setIsRestored] = useState(false);
  const key = `reply-draft-${taskId}`;

  useEffect(() => {
    const stored = isRefused ? null : readDraft(key);
    if (!stored || !form.current || isSame(stored, initial)) return;
    fill(form.current, stored);
    setWritten(stored);
    setIsRestored(true);
    // Only when the page opens: afterwards the form itself is the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  const navigation = useNavigation();
  const isSent = navigation.state === "loading" && navigation.formMethod === "POST" && navigation.location.pathname === `/tasks/${taskId}`;
  useEffect(() => {
    if (isSent) sessionStorage.removeItem(key);
  }, [isSent, key]);

  const note = useCallback(() => {
    if (!form.current) return;
    const now = readForm(form.current);
    setWritten(now);
    try {
      sessionStorage.setItem(key, JSON.stringify(now));
    } catch {
      // Full or switched off: typing goes on without a safety net.
    }
  }, [key]);

  return { form, written, isRestored, note };
}

function readForm(form: HTMLFormElement): Written {
  const values = new FormData(form);
  return { you_said: String(values.get("you_said") ?? ""), we_did: String(values.get("we_did") ?? ""), language: String(values.get("language") ?? "nl") };
}

function fill(form: HTMLFormElement, { you_said, we_did, language }: Written): void {
  for (const [name, value] of [["you_said", you_said], ["we_did", we_did]] as const) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLTextAreaElement) field.value = value;
  }
  const choice = form.querySelector<HTMLInputElement>(`input[name="language"][value="${language === "en" ? "en" : "nl"}"]`);
  if (choice) choice.checked = true;
}

function readDraft(key: string): Written | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? "null") as Partial<Written> | null;
    return typeof stored?.you_said === "string" && typeof stored.we_did === "string" && typeof stored.language === "string" ? (stored as Written) : null;
  } catch {
    return null;
  }
}

function isSame(a: Written, b: Written): boolean {
  return a.you_said === b.you_said && a.we_did === b.we_did && a.language === b.language;
}
