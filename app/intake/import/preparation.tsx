import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ImportKind } from "#db/schema.ts";
import { useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { Button } from "../../ui/button.tsx";
import { ColumnChoices, ReadingChoices } from "./column-choices.tsx";
import { importTexts } from "./import.texts.ts";
import { RunChoices, type Source } from "./run-choices.tsx";
import { PreviewList } from "./preview-list.tsx";
import type { RowPreview, ScaleWarning } from "./preview.ts";
import type { Columns } from "./columns.ts";
import type { Options, SettingsProblem } from "./settings.ts";

type Given = { id: number; kind: ImportKind; encoding: string; separator: string; columns: Columns; options: Options; sourceId: number | null };
type Shown = { rows: RowPreview[]; samples: string[][]; scale: ScaleWarning | null; hasUnreadable: boolean };

/** A file that is there and was not read yet: how it is read, what becomes of it, and the button that starts. */
export function Preparation({ given, preview, problems, sources, readBefore, canMail }: { given: Given; preview: Shown; problems: SettingsProblem[]; sources: Source[]; readBefore: Date | null; canMail: boolean }) {
  const t = useTexts(importTexts);
  const clock = useClock();
  const isBusy = useNavigation().state !== "idle";
  const all: SettingsProblem[] = preview.rows.length === 0 ? [...problems, { code: "noRows" }] : problems;
  return (
    <>
      <p className="mb-6 max-w-2xl text-muted">{t.readyText}</p>
      {readBefore && <Notice title={t.readBefore(dayAndTime(readBefore, clock))} />}
      {/* What is kept can differ from what was chosen (columns of a file that is cut otherwise): then the fields begin anew. */}
      <Form key={JSON.stringify([given.encoding, given.separator, given.columns, given.options, given.sourceId])} method="post" className="grid gap-8">
        <ReadingChoices given={given} />
        <ColumnChoices kind={given.kind} columns={given.columns} samples={preview.samples} />
        <RunChoices given={given} sources={sources} canMail={canMail} />
        <p>
          <Button kind="quiet" disabled={isBusy}>
            {t.again}
          </Button>
        </p>
        <section aria-labelledby="preview" className="grid gap-4">
          <h2 id="preview" className="text-lg font-semibold">
            {t.preview}
          </h2>
          {preview.hasUnreadable && <Notice title={t.unreadableTitle}>{t.unreadableText}</Notice>}
          {preview.scale && <Notice title={t.scaleTitle}>{t.scales[preview.scale.scale](preview.scale.column, preview.scale.count)}</Notice>}
          {preview.rows.length === 0 ? <p className="text-muted">{t.noRows}</p> : <PreviewList rows={preview.rows} />}
        </section>
        {all.length > 0 && (
          <div role="alert" className="rounded-[10px] bg-clay-soft px-4 py-3 text-clay">
            <p className="font-semibold">{t.cannotStart}</p>
            <ul className="list-disc pl-5">
              {all.map((problem, index) => (
                <li key={index}>
                  <ProblemWords problem={problem} />
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="flex flex-wrap items-center gap-4">
          <Button formAction={`/admin/import/${given.id}/run`} disabled={isBusy}>
            {t.start}
          </Button>
          <p className="text-sm text-muted">{t.startHint}</p>
        </div>
      </Form>
      <Form method="post" action={`/admin/import/${given.id}/cancellation`} className="mt-4">
        <Button kind="danger">{t.discard}</Button>
      </Form>
    </>
  );
}

function ProblemWords({ problem }: { problem: SettingsProblem }) {
  const t = useTexts(importTexts);
  if (problem.code === "missing") return <>{t.problems.missing(problem.fields.map((field) => t.fields[field]).join(t.or))}</>;
  if (problem.code === "twice") return <>{t.problems.twice(t.fields[problem.field], problem.columns.join(", "))}</>;
  return <>{t.problems[problem.code]}</>;
}

function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-2 rounded-[10px] bg-amber-soft px-4 py-3 text-amber">
      <p className="font-semibold">{title}</p>
      {children && <p>{children}</p>}
    </div>
  );
}
