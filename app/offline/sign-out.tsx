import { Form, useSubmit } from "@remix-run/react";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { whoIsSignedIn } from "./connection.ts";
import { offlineTexts } from "./offline.texts.ts";
import { keptOf, leaveNothing } from "./outbox.ts";
import { sendKept } from "./send-kept.ts";

/** Milliseconds that signing out waits for what can still be sent. */
const patience = 5_000;

/**
 * Signing out leaves nothing of hers on this device. What still waits for a connection is sent first;
 * where that does not work she is told, and loses it only by pressing once more.
 */
export function SignOut({ action, children }: { action: string; children: ReactNode }) {
  const t = useTexts(offlineTexts);
  const submit = useSubmit();
  const [unsent, setUnsent] = useState(0);
  const isSure = useRef(false);
  const leave = async (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    const person = whoIsSignedIn();
    if (person === null) return;
    event.preventDefault();
    const count = isSure.current ? 0 : await sendWhatWaits(person);
    isSure.current = count > 0;
    setUnsent(count);
    if (count > 0) return;
    await leaveNothing(person);
    submit(form);
  };
  return (
    <Form method="post" action={action} onSubmit={leave}>
      {unsent > 0 && (
        <p role="alert" className="rounded-[10px] bg-clay-soft px-3 py-2 text-sm text-clay">
          {t.unsent(unsent)}
        </p>
      )}
      {children}
    </Form>
  );
}

/** Gives how much is left. Where the browser keeps nothing, nothing waits. */
async function sendWhatWaits(person: number): Promise<number> {
  const count = async () => (await keptOf(person).catch(() => [])).length;
  if ((await count()) === 0) return 0;
  await Promise.race([sendKept(person).catch(() => {}), new Promise((resolve) => window.setTimeout(resolve, patience))]);
  return count();
}
