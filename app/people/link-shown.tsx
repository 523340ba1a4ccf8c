import { useEffect, useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { peopleTexts } from "./people.texts.ts";

/** A personal link, this once, to be passed on by hand. */
export function LinkShown({ link, name, done }: { link: { url: string; days: number }; name: string; done: string }) {
  const t = useTexts(peopleTexts);
  const [state, setState] = useState<"plain" | "canCopy" | "copied">("plain");
  // The clipboard is there over https and on localhost only.
  useEffect(() => setState(navigator.clipboard ? "canCopy" : "plain"), []);
  return (
    <div className="grid gap-5" role="status">
      <p>{t.linkText(name, link.days)}</p>
      <TextField label={t.link} name="link" readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
      <div className="flex flex-wrap gap-3">
        {state !== "plain" && (
          <Button type="button" data-hydrated onClick={() => void navigator.clipboard.writeText(link.url).then(() => setState("copied"))}>
            {state === "copied" ? t.copied : t.copy}
          </Button>
        )}
        <ButtonLink to={done} kind="quiet">
          {t.done}
        </ButtonLink>
      </div>
    </div>
  );
}
