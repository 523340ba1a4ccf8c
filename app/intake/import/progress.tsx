import { Form, Link } from "@remix-run/react";
import { useNumber } from "../../i18n/numbers.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/parts.tsx";
import { useRefresh } from "../../ui/use-refresh.ts";
import { BigCounts, type ImportCounts } from "./counts.tsx";
import { importTexts } from "./import.texts.ts";

/** How far a run is: looks again by itself, or by the link where there is no JavaScript. */
export function Progress({ given }: { given: ImportCounts & { id: number; rowCount: number; byteCount: number; sizeBytes: number } }) {
  const t = useTexts(importTexts);
  const number = useNumber();
  useRefresh(true);
  const percent = Math.floor((given.byteCount / Math.max(1, given.sizeBytes)) * 100);
  return (
    <div className="grid gap-6">
      <Card>
        <h2 className="text-lg font-semibold">{t.running}</h2>
        <p className="mt-1 text-muted">{t.runningText}</p>
        <progress aria-label={t.running} max={100} value={percent} className="mt-4 block h-3 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunk [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunk [&::-webkit-progress-value]:bg-accent" />
        <p className="tabular mt-1 text-sm text-muted">{t.progress(percent, number(given.rowCount))}</p>
        <div className="mt-5">
          <BigCounts counts={given} />
        </div>
        <p className="mt-4">
          <Link to="." preventScrollReset className="inline-flex min-h-11 items-center text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
            {t.lookAgain}
          </Link>
        </p>
      </Card>
      <Form method="post" action={`/admin/import/${given.id}/cancellation`} className="flex flex-wrap items-center gap-4">
        <Button kind="danger">{t.stop}</Button>
        <p className="text-sm text-muted">{t.stopText}</p>
      </Form>
    </div>
  );
}
