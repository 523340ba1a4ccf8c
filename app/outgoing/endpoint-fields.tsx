import { useId } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Checkbox, FormError, type FormProblem, Problem, TextField } from "../ui/form.tsx";
import { eventKinds } from "./kinds.ts";
import { outgoingTexts } from "./outgoing.texts.ts";

/** Who is told, where, and of what; with what was typed when it was refused. */
export function EndpointFields({ endpoint, problem }: { endpoint?: { name: string; url: string; kinds: string[] }; problem: FormProblem | undefined }) {
  const t = useTexts(outgoingTexts);
  const id = useId();
  const kinds = problem ? (problem.values["kinds"] ?? "").split(" ") : (endpoint?.kinds ?? eventKinds);
  const error = problem?.errors["kinds"];
  return (
    <>
      <FormError>{problem?.errors["form"]}</FormError>
      <TextField label={t.name} hint={t.nameHint} name="name" required maxLength={100} autoComplete="off" defaultValue={problem?.values["name"] ?? endpoint?.name} error={problem?.errors["name"]} />
      <TextField label={t.url} hint={t.urlHint} name="url" type="url" required maxLength={2_000} autoComplete="off" spellCheck={false} defaultValue={problem?.values["url"] ?? endpoint?.url} error={problem?.errors["url"]} />
      <fieldset aria-describedby={error ? `${id}-error` : undefined}>
        <legend className="mb-1 font-semibold">{t.kinds}</legend>
        {eventKinds.map((kind) => (
          <Checkbox key={kind} name="kinds" value={kind} label={t.kind[kind]} defaultChecked={kinds.includes(kind)} />
        ))}
        {error && <Problem id={`${id}-error`}>{error}</Problem>}
      </fieldset>
    </>
  );
}
