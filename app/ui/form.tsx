import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

/**
 * What an action gives back when it refuses a form: the message per field and everything that was
 * typed, so that the page can show both. `form` is about the form as a whole.
 */
export type FormProblem = { errors: Record<string, string>; values: Record<string, string>; isKept?: boolean };

type Field = { label: string; name: string; hint?: ReactNode; error?: string | undefined };

const box =
  "block w-full rounded-[10px] border border-field bg-surface px-3 py-2 text-base text-ink placeholder:text-muted aria-invalid:border-clay aria-invalid:border-2";

/** Why a field is refused, beside it: named by the field's aria-describedby, so that who sent the form is taken there. */
export function Problem({ id, children, className = "" }: { id: string; children: ReactNode; className?: string }) {
  return (
    <p id={id} data-problem="field" tabIndex={-1} className={`text-sm font-semibold text-clay outline-none ${className}`}>
      {children}
    </p>
  );
}

function Labelled({ id, label, hint, error, children }: { id: string; label: string; hint: ReactNode; error: string | undefined; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {children}
      {error && <Problem id={`${id}-error`}>{error}</Problem>}
    </div>
  );
}

/** Without JavaScript the browser goes to the first field that is wrong; with it use-first-problem.ts does. */
export function goTo(error: string | undefined) {
  return error ? { autoFocus: true } : {};
}

function described(id: string, hint: ReactNode, error: string | undefined) {
  return {
    id,
    "aria-invalid": error ? (true as const) : undefined,
    ...goTo(error),
    "aria-describedby": [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  };
}

export function TextField({ label, hint, error, className = "", ...input }: Field & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input className={`${box} min-h-11 ${className}`} {...described(id, hint, error)} {...input} />
    </Labelled>
  );
}

export function TextArea({ label, hint, error, className = "", ...input }: Field & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea rows={4} className={`${box} ${className}`} {...described(id, hint, error)} {...input} />
    </Labelled>
  );
}

export function Select({ label, hint, error, className = "", children, ...input }: Field & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select className={`${box} min-h-11 ${className}`} {...described(id, hint, error)} {...input}>
        {children}
      </select>
    </Labelled>
  );
}

/** One of a few, each a big target: `<Choice legend name options={[{ value, label }]} />`. */
export function Choice({ legend, name, options, defaultValue, error, required, columns = 2 }: { columns?: 1 | 2; legend: string; name: string; options: { value: string; label: string; hint?: string }[]; defaultValue?: string | undefined; error?: string | undefined; required?: boolean }) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="grid gap-1.5">
      <legend className="mb-1.5 font-semibold">{legend}</legend>
      <div className={`grid gap-2 ${columns === 2 ? "grid-cols-2" : ""}`}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className="flex min-h-12 cursor-pointer items-center gap-2.5 rounded-[10px] border border-field bg-surface px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name={name} value={option.value} defaultChecked={defaultValue === option.value} required={required} {...(index === 0 && goTo(error))} className="size-4 shrink-0 accent-(--accent) outline-none" />
            <span>
              {option.label}
              {option.hint && <span className="block text-sm font-normal text-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <Problem id={`${id}-error`}>{error}</Problem>}
    </fieldset>
  );
}

export function Checkbox({ label, hint, ...input }: { label: string; hint?: string; name: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
      <input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-(--accent)" {...input} />
      <span>
        {label}
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}

/** What is wrong with the form as a whole, read out by a screen reader. */
export function FormError({ children }: { children?: ReactNode }) {
  if (!children) return null;
  return (
    <p role="alert" data-problem="form" tabIndex={-1} className="rounded-[10px] bg-clay-soft px-4 py-3 text-clay outline-none">
      {children}
    </p>
  );
}
