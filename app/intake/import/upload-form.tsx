import { type ChangeEvent, useState } from "react";
import type { ImportKind } from "#db/schema.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Choice, FormError } from "../../ui/form.tsx";
import { Card } from "../../ui/parts.tsx";
import { importTexts } from "./import.texts.ts";
import { limits } from "./limits.ts";

const kinds = ["responses", "customers", "employees"] as const satisfies ImportKind[];

/** A plain form: a file is not Remix's affair (uploads.server.ts), with and without JavaScript. */
export function UploadForm({ kind, problem }: { kind: ImportKind; problem: keyof (typeof importTexts)["nl"]["upload"] | null }) {
  const t = useTexts(importTexts);
  const [isSending, setSending] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const shown = isTooLarge ? "tooLarge" : problem;
  const look = (event: ChangeEvent<HTMLInputElement>) => setTooLarge((event.currentTarget.files?.[0]?.size ?? 0) > limits.bytes);
  return (
    <Card>
      <form
        method="post"
        action="/admin/import"
        encType="multipart/form-data"
        className="grid gap-5"
        onSubmit={(event) => {
          if (isTooLarge) event.preventDefault();
          else setSending(true);
        }}
      >
        <FormError>{shown && t.upload[shown]}</FormError>
        <Choice legend={t.kindLegend} name="kind" columns={1} options={kinds.map((value) => ({ value, label: t.kinds[value], hint: t.kindHints[value] }))} defaultValue={kind} required />
        <div className="grid gap-1.5">
          <label htmlFor="file" className="font-semibold">
            {t.file}
          </label>
          <p id="file-hint" className="text-sm text-muted">
            {t.fileHint}
          </p>
          <input
            id="file"
            type="file"
            name="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
            required
            aria-describedby="file-hint"
            onChange={look}
            className="block w-full min-w-0 rounded-[10px] border border-field bg-surface p-2 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-lg file:border-0 file:bg-sunk file:px-4 file:font-semibold file:text-ink"
          />
        </div>
        <Button disabled={isSending} className="justify-self-start">
          {isSending ? t.sending : t.send}
        </Button>
      </form>
      <h2 className="mt-6 text-sm font-semibold text-muted">{t.samples}</h2>
      <ul className="flex flex-wrap gap-x-6">
        {kinds.map((value) => (
          <li key={value}>
            <a href={`/admin/import/sample/${value}`} download className="inline-flex min-h-11 items-center text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
              {t.sampleOf[value]}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
