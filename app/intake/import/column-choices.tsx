import type { ImportKind } from "#db/schema.ts";
import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { Choice, Select } from "../../ui/form.tsx";
import { encodings } from "./encoding.ts";
import { fieldsOf } from "./fields.ts";
import { importTexts } from "./import.texts.ts";
import type { Columns } from "./columns.ts";
import { separators } from "./separator.ts";
import { columnName, type Options } from "./settings.ts";

/** Encoding, separator and whether the first row is names: found by us, corrected by an administrator. */
export function ReadingChoices({ given }: { given: { encoding: string; separator: string; options: Options } }) {
  const t = useTexts(importTexts);
  return (
    <section aria-labelledby="reading" className="grid gap-4">
      <h2 id="reading" className="text-lg font-semibold">
        {t.reading}
      </h2>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select label={t.encoding} hint={t.encodingHint} name="encoding" defaultValue={given.encoding}>
          {encodings.map((encoding) => (
            <option key={encoding} value={encoding}>
              {t.encodings[encoding]}
            </option>
          ))}
        </Select>
        <div className="self-end">
          <Select label={t.separator} name="separator" defaultValue={given.separator}>
            {separators.map((separator) => (
              <option key={separator} value={separator}>
                {t.separators[separator]}
              </option>
            ))}
          </Select>
        </div>
      </div>
      <Choice
        legend={t.header}
        name="hasHeader"
        options={[
          { value: "yes", label: t.headers.yes },
          { value: "no", label: t.headers.no },
        ]}
        defaultValue={given.options.hasHeader ? "yes" : "no"}
      />
    </section>
  );
}

/** Per column what it says. */
export function ColumnChoices({ kind, columns, samples }: { kind: ImportKind; columns: Columns; samples: string[][] }) {
  const t = useTexts(importTexts);
  const language = useLanguage();
  const skipped = columns.names.filter((_, index) => !columns.fields[index]);
  return (
    <section aria-labelledby="columns" className="grid gap-4">
      <h2 id="columns" className="text-lg font-semibold">
        {t.columns}
      </h2>
      <div className="grid gap-x-6 gap-y-4 rounded-[14px] border border-line bg-surface p-4 sm:grid-cols-2 sm:items-start">
        {columns.names.map((name, index) => (
          <Select key={index} label={name} hint={samples[index]?.length ? t.sample(samples[index].join(" · ")) : t.noValues} name={columnName(index)} defaultValue={columns.fields[index] ?? ""} className={columns.fields[index] ? "" : "text-muted"}>
            <option value="">{t.skip}</option>
            {fieldsOf[kind].map((field) => (
              <option key={field} value={field}>
                {t.fields[field]}
              </option>
            ))}
          </Select>
        ))}
      </div>
      {skipped.length > 0 && <p className="rounded-[10px] bg-amber-soft px-4 py-3 text-amber">{t.skipped(new Intl.ListFormat(language).format(skipped))}</p>}
    </section>
  );
}
