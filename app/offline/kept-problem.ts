import { useEffect, useState } from "react";
import type { FormProblem } from "../ui/form.tsx";
import { whoIsSignedIn } from "./connection.ts";
import { type Kept, keptOf, whenKeptChanges } from "./outbox.ts";

/**
 * What is said beside a form that was kept without a connection, for as long as it is true: once it was
 * sent, by this tab, another or the service worker, nothing; once the server refused it, why. Other problems
 * are given as they are.
 */
export function useKeptProblem(problem: FormProblem | undefined): FormProblem | undefined {
  const [now, setNow] = useState<{ of: FormProblem; kept: Kept | undefined } | null>(null);
  useEffect(() => {
    const person = whoIsSignedIn();
    const id = problem?.isKept && problem.values["act_id"];
    if (!problem || !id || person === null) return;
    return whenKeptChanges(() => void keptOf(person).then((all) => setNow({ of: problem, kept: all.find((kept) => kept.id === id) }), () => {}));
  }, [problem]);
  if (!problem || now?.of !== problem) return problem;
  // The act keeps its id until the page goes on: sent again from here it is the same one (waiting.tsx).
  if (!now.kept) return { ...problem, errors: {} };
  return now.kept.refused === null ? problem : { ...problem, errors: { form: now.kept.refused } };
}
