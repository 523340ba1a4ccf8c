import { useLocation, useNavigation, useRouteLoaderData } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { dropDraft, type Fields, keepDraft, readDraft } from "./drafts.ts";

/**
 * Keeps what is typed into a form until it is sent (drafts.ts). `action` is the form's own path, the
 * page's unless given; a form that was refused has what was typed already. Give `form` and `note` to
 * the form as ref and onInput; `onTyped` hears what is in it, after each key and after a restoring.
 * The server's form works without all this.
 */
export function useDraft({ action, isRefused, onTyped }: { action?: string; isRefused: boolean; onTyped?: (fields: Fields) => void }) {
  const { pathname } = useLocation();
  const path = action ?? pathname;
  const person = usePerson();
  const form = useRef<HTMLFormElement>(null);
  const [isRestored, setIsRestored] = useState(false);

  useEffect(() => {
    const stored = isRefused || person === null ? null : readDraft(person, path);
    if (!stored || !form.current || !fill(form.current, stored)) return;
    onTyped?.(readFields(form.current));
    setIsRestored(true);
    // Only when the form opens: afterwards the form itself is the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [person, path]);

  const navigation = useNavigation();
  // It worked when it leads elsewhere; to the sign-in page means that nothing was done.
  const isSent = navigation.state === "loading" && navigation.formMethod === "POST" && navigation.formAction?.split("?")[0] === path && ![path, "/signin"].includes(navigation.location.pathname);
  useEffect(() => {
    if (isSent && person !== null) dropDraft(person, path);
  }, [isSent, person, path]);

  const note = useCallback(() => {
    if (!form.current || person === null) return;
    const fields = readFields(form.current);
    onTyped?.(fields);
    if (hasWords(form.current)) keepDraft(person, path, fields);
    else dropDraft(person, path);
  }, [person, path, onTyped]);

  const discard = useCallback(() => {
    form.current?.reset();
    setIsRestored(false);
    if (form.current) onTyped?.(readFields(form.current));
    if (person !== null) dropDraft(person, path);
  }, [person, path, onTyped]);

  return { form, isRestored, note, discard };
}

/** Who is signed in, by the shell's own data; null outside it. */
function usePerson(): number | null {
  const shell = useRouteLoaderData("ui/shell") as { viewer: { id: number } } | undefined;
  return shell?.viewer.id ?? null;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a person fills in; the form's own hidden fields belong to this opening of it. */
function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter((element): element is Field => (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) && element.name !== "" && !["hidden", "password", "file", "submit"].includes(element.type));
}

const isChoice = (field: Field): field is HTMLInputElement => field.type === "radio" || field.type === "checkbox";

function readFields(form: HTMLFormElement): Fields {
  return Object.fromEntries(fieldsOf(form).filter((field) => !isChoice(field) || field.checked).map(({ name, value }) => [name, value]));
}

/** Only words are worth keeping: what is tapped is tapped again. */
function hasWords(form: HTMLFormElement): boolean {
  return fieldsOf(form).some((field) => isWords(field) && field.value.trim() !== "" && field.value !== field.defaultValue);
}

function isWords(field: Field): field is HTMLInputElement | HTMLTextAreaElement {
  return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text");
}

/** Gives whether that changed a word. */
function fill(form: HTMLFormElement, stored: Fields): boolean {
  let isChanged = false;
  for (const field of fieldsOf(form)) {
    if (isChoice(field)) field.checked = stored[field.name] === field.value;
    else if (stored[field.name] !== undefined && stored[field.name] !== field.value) {
      isChanged ||= isWords(field);
      field.value = stored[field.name]!;
    }
  }
  return isChanged;
}
