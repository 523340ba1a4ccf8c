import { Link } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Card } from "../ui/parts.tsx";
import { HowCounted } from "./figure.tsx";
import { tasksPath, type View } from "./links.ts";
import type { Measures } from "./measures.server.ts";
import { overviewTexts } from "./overview.texts.ts";

const steps = ["followUp", "stepAttempted", "stepReached", "stepActed", "stepTold"] as const;
const stuckBefore = { followUp: null, stepAttempted: "stuckAttempted", stepReached: "stuckReached", stepActed: "stuckActed", stepTold: "stuckTold" } as const;

/** How far the tasks of this period came. Every bar has its number beside it: nothing is only drawn. */
export function Funnel({ sets, view }: { sets: Measures["sets"]; view: View }) {
  const t = useTexts(overviewTexts);
  const losses = [sets.stuckAttempted, sets.stuckReached, sets.stuckActed, sets.stuckTold];
  const most = Math.max(...losses);
  const isOnePlace = losses.filter((lost) => lost === most).length === 1;
  return (
    <Card title={t.funnel}>
      <ol className="grid gap-3">
        {steps.map((step, index) => {
          const stuck = stuckBefore[step];
          const lost = stuck ? sets[stuck] : 0;
          return (
            <li key={step} className="grid grid-cols-[5.5rem_minmax(0,1fr)_2.25rem] sm:grid-cols-[6.5rem_minmax(0,1fr)_2.75rem] items-center gap-x-3">
              <span className="text-muted">{t.steps[step]}</span>
              <svg aria-hidden viewBox="0 0 100 10" preserveAspectRatio="none" width="100%" height="28" className="rounded-md bg-sunk">
                <rect width={sets.followUp > 0 ? (100 * sets[step]) / sets.followUp : 0} height="10" className="fill-accent" opacity={0.45 + index * 0.1375} />
              </svg>
              <Link to={tasksPath(view, { figure: step })} className="tabular grid min-h-7 pointer-coarse:min-h-11 place-content-center justify-end rounded-sm text-lg font-semibold hover:underline">
                {sets[step]}
              </Link>
              {stuck && lost > 0 && (
                <p className="col-span-full pt-0.5 text-sm sm:col-start-2">
                  <Link to={tasksPath(view, { figure: stuck })} className={`relative underline decoration-1 underline-offset-4 after:absolute after:-inset-x-2 after:-inset-y-2.5 ${lost === most ? "font-semibold text-clay" : "text-muted"}`}>
                    {t.stuck[stuck](lost)}
                  </Link>
                  {lost === most && isOnePlace && <span className="text-clay"> · {t.funnelMost}</span>}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {most === 0 && sets.followUp > 0 && <p className="mt-3">{t.funnelFlows}</p>}
      <div className="mt-4">
        <HowCounted>{t.funnelHow}</HowCounted>
      </div>
    </Card>
  );
}
