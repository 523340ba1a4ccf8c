import type { ImportKind } from "#db/schema.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Checkbox, Select, TextField } from "../../ui/form.tsx";
import type { Columns } from "./columns.ts";
import { importTexts } from "./import.texts.ts";
import { historyChoices, type Options } from "./settings.ts";

export type Source = { id: number; name: string };

/** What only this kind of file asks: which survey and which tasks, or whether to invite. */
export function RunChoices({ given, sources, canMail }: { given: { kind: ImportKind; columns: Columns; options: Options; sourceId: number | null }; sources: Source[]; canMail: boolean }) {
  const t = useTexts(importTexts);
  if (given.kind === "customers") return null;
  if (given.kind === "employees") {
    if (!canMail) return <p className="text-muted">{t.noMail}</p>;
    return <Checkbox label={t.invite} hint={t.inviteHint} name="isInviting" defaultChecked={given.options.isInviting} />;
  }
  return (
    <section className="grid max-w-2xl gap-5">
      <Select label={t.source} hint={t.sourceHint} name="source" defaultValue={given.sourceId ?? ""}>
        <option value="">{t.sourceNew}</option>
        {sources.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <TextField label={t.newSource} hint={t.newSourceHint} name="newSource" maxLength={100} autoComplete="off" defaultValue={given.options.newSource} />
      {!given.columns.fields.includes("id") && <p className="text-sm text-muted">{t.idHint}</p>}
      <Select label={t.history} hint={t.historyHint} name="history" defaultValue={given.options.history}>
        {historyChoices.map((choice) => (
          <option key={choice} value={choice}>
            {t.histories[choice]}
          </option>
        ))}
      </Select>
    </section>
  );
}
