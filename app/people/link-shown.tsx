import { useTexts } from "../i18n/texts.ts";
import { ButtonLink } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { TextField } from "../ui/form.tsx";
import { peopleTexts } from "./people.texts.ts";

/** A personal link, this once, to be passed on by hand. */
export function LinkShown({ link, name, done }: { link: { url: string; days: number }; name: string; done: string }) {
  const t = useTexts(peopleTexts);
  return (
    <div className="grid gap-5" role="status">
      <p>{t.linkText(name, link.days)}</p>
      <TextField label={t.link} name="link" readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
      <div className="flex flex-wrap gap-3">
        <CopyButton text={link.url} />
        <ButtonLink to={done} kind="quiet">
          {t.done}
        </ButtonLink>
      </div>
    </div>
  );
}
