import { useFetcher } from "@remix-run/react";
import { Fragment, type ReactNode, useEffect, useId, useRef } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Select, TextField } from "../ui/form.tsx";
import { colleaguesTexts } from "./colleagues.texts.ts";

type Colleague = { id: number; name: string };

type Props = {
  label: string;
  hint?: string;
  name: string;
  /** What an empty field means. */
  nobody?: string;
  /** Whom to choose from. Not all of them when there are too many: then a name is typed, and colleagues.server.ts reads it. */
  groups: { label?: string; colleagues: Colleague[] }[];
  isAll: boolean;
  /** An id, or what was typed. */
  value: string;
  error?: string | undefined;
  /** With JavaScript: who came up while she typed. */
  onFound?: (colleagues: Colleague[]) => void;
};

/** One colleague: a list to choose from, or a name to type when there are too many for a list. */
export function ColleagueField(props: Props) {
  return props.isAll ? <Listed {...props} /> : <Typed {...props} />;
}

function Listed({ label, hint, name, nobody, groups, value, error }: Props) {
  const optionsOf = (colleagues: Colleague[]): ReactNode =>
    colleagues.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ));
  return (
    <Select label={label} hint={hint} name={name} defaultValue={value} error={error}>
      {nobody && <option value="">{nobody}</option>}
      {groups.map(({ label, colleagues }, index) =>
        colleagues.length === 0 ? null : label ? (
          <optgroup key={label} label={label}>
            {optionsOf(colleagues)}
          </optgroup>
        ) : (
          <Fragment key={index}>{optionsOf(colleagues)}</Fragment>
        ),
      )}
    </Select>
  );
}

/** Milliseconds after the last key: a name is typed in one go. */
const pause = 150;

function Typed({ label, hint, name, nobody, groups, value, error, onFound }: Props) {
  const t = useTexts(colleaguesTexts);
  const id = useId();
  const timer = useRef<number>();
  const { data: found, load } = useFetcher<Colleague[] | null>();
  const known = groups.flatMap(({ colleagues }) => colleagues);
  const tell = useRef(onFound);
  useEffect(() => {
    tell.current = onFound;
  });
  useEffect(() => {
    if (found) tell.current?.(found);
  }, [found]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const search = (typed: string) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => load(`/colleagues?${new URLSearchParams({ q: typed })}`), pause);
  };
  return (
    <>
      <TextField
        label={label}
        hint={[hint, t.typeName, nobody && t.empty(nobody)].filter(Boolean).join(" ")}
        name={name}
        list={id}
        autoComplete="off"
        maxLength={500}
        defaultValue={known.find((colleague) => String(colleague.id) === value)?.name ?? value}
        onChange={(event) => search(event.currentTarget.value)}
        error={error}
      />
      <datalist id={id}>
        {(found ?? known).map((colleague) => (
          <option key={colleague.id} value={colleague.name}>
            {colleague.name}
          </option>
        ))}
      </datalist>
    </>
  );
}
