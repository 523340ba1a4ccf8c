import { useFetchers, useNavigation } from "@remix-run/react";
import { useMemo } from "react";
import { type AttemptOutcome, isInVain } from "./events.ts";

/** An act on a task that was sent and is not answered yet: which form ("attempts", "promises/12"), with what in it. */
export type Pending = { taskId: number; form: string; fields: FormData };

const forms = /^\/tasks\/(\d+)\/(claim|attempts|promises(?:\/\d+)?|actions|telling|reply|lesson|gestures(?:\/asking|\/\d+\/withdrawal)?|buddies\/\d+\/(?:thanks|end))$/;

/** The acts that are under way, of those of which can be shown at once what comes of them. */
export function usePending(): Pending[] {
  const navigation = useNavigation();
  const fetchers = useFetchers();
  const sent = [navigation, ...fetchers].flatMap(({ formMethod, formAction, formData }) => {
    const [, taskId, form] = (formMethod === "POST" && forms.exec(formAction?.split("?")[0] ?? "")) || [];
    return form && formData ? { taskId: Number(taskId), form, fields: formData } : [];
  });
  // The same for as long as the same forms are under way.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => sent, [sent.length, ...[0, 1, 2].map((place) => sent[place]?.fields)]);
}

/** A sheet's form is under way, and the page below shows what comes of it; not when it leads on to another sheet. */
export function useIsShown(): boolean {
  return usePending().some(({ fields }) => !fields.has("next"));
}

/** Nobody was reached and she chose when to try again: then she is done here for now. */
export function isAgain({ outcome, again }: Record<string, unknown>): boolean {
  return Boolean(again) && isInVain[outcome as AttemptOutcome];
}
