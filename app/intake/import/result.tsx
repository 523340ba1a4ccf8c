import { Form } from "@remix-run/react";
import type { ImportKind, ImportStatus } from "#db/schema.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Button, ButtonAnchor, ButtonLink } from "../../ui/button.tsx";
import { Card } from "../../ui/parts.tsx";
import { BigCounts, type ImportCounts } from "./counts.tsx";
import { importTexts } from "./import.texts.ts";

type Given = ImportCounts & { id: number; kind: ImportKind; status: ImportStatus; problem: { code: string } | null };

/** How a run ended, and what of the file was not taken in. */
export function Result({ given, firstProblems }: { given: Given; firstProblems: { line: number; column: string; words: string }[] }) {
  const t = useTexts(importTexts);
  const { added, changed, unchanged, refused } = given;
  const rows = added + changed + unchanged + refused;
  const isNothingNew = given.status === "done" && added + changed === 0 && unchanged > 0;
  return (
    <div className="grid gap-6">
      <Card>
        <div role="status">
          <h2 className="text-lg font-semibold">{given.status === "failed" ? t.failedTitle : given.status === "cancelled" ? t.cancelledTitle : t.doneTitle}</h2>
          <p className="mt-1 mb-5 text-muted">{given.status === "failed" ? t.failedText : given.status === "cancelled" ? t.cancelledText : isNothingNew ? t.nothingNew : t.doneText(rows)}</p>
        </div>
        <BigCounts counts={given} />
        {given.status === "failed" && (
          <Form method="post" action={`/admin/import/${given.id}/run`} className="mt-5">
            <Button>{t.goOn}</Button>
          </Form>
        )}
      </Card>
      {given.problem?.code === "tooManyRows" && (
        <Card>
          <h2 className="font-semibold">{t.tooManyRowsTitle}</h2>
          <p className="mt-1 text-muted">{t.tooManyRows}</p>
        </Card>
      )}
      {firstProblems.length > 0 && (
        <Card>
          {refused > 0 && <p className="mb-4">{t.reportText(refused)}</p>}
          <ButtonAnchor kind="quiet" href={`/admin/import/${given.id}/report`}>
            {t.report}
          </ButtonAnchor>
          <h2 className="mt-6 mb-2 text-sm font-semibold text-muted">{t.firstProblems}</h2>
          <ul className="grid gap-2">
            {firstProblems.map(({ line, column, words }, index) => (
              <li key={index}>
                <span className="font-semibold">{t.firstProblem(line, column)}</span> {words}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p className="flex flex-wrap gap-3">
        {given.kind !== "customers" && <ButtonLink to={given.kind === "responses" ? "/overview" : "/admin/people"}>{t.next[given.kind]}</ButtonLink>}
        <ButtonLink to="/admin/import" kind="quiet">
          {t.another}
        </ButtonLink>
      </p>
    </div>
  );
}
