import { CopyButton } from "../../ui/copy-button.tsx";
import { TextArea, TextField } from "../../ui/form.tsx";

/** Something to take to another program: one press copies it; without JavaScript it can be selected. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <TextField label={label} name="copy" readOnly value={value} className="font-mono text-sm" onFocus={(event) => event.currentTarget.select()} />
      <div>
        <CopyButton text={value} />
      </div>
    </div>
  );
}

/** The same for more lines. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid gap-3">
      <TextArea label={label} name="copy" readOnly rows={Math.min(12, text.split("\n").length)} value={text} spellCheck={false} className="font-mono text-sm" />
      <div>
        <CopyButton text={text} />
      </div>
    </div>
  );
}
