import { Link } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Card } from "../ui/parts.tsx";
import { HowCounted } from "./figure.tsx";
import { tasksPath, type View } from "./links.ts";
import type { RecurringCause } from "./measures.server.ts";
import { overviewTexts } from "./overview.texts.ts";

export function Causes({ causes, view }: { causes: RecurringCause[]; view: View }) {
  const t = useTexts(overviewTexts);
  return (
    <Card title={t.causes}>
      {causes.length === 0 ? (
        <p className="text-muted">{t.noCauses}</p>
      ) : (
        <>
          <ol className="mb-4 grid gap-1">
            {causes.map((cause) => (
              <li key={cause.id} className="flex flex-wrap items-baseline gap-x-2">
                <Link to={tasksPath(view, { cause: cause.id })} className="inline-flex min-h-8 pointer-coarse:min-h-11 items-center text-base font-semibold hover:underline">
                  {cause.name}
                </Link>
                <span className="tabular text-muted">{t.causeTimes(cause.count, cause.countBefore)}</span>
              </li>
            ))}
          </ol>
          <HowCounted>{t.causesHow}</HowCounted>
        </>
      )}
    </Card>
  );
}
