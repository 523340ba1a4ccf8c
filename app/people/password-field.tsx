import { type ComponentProps, useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { TextField } from "../ui/form.tsx";
import { useHydrated } from "../ui/use-hydrated.ts";
import { entryTexts } from "./entry.texts.ts";

/** Once there is JavaScript it can be shown while typing. Pasting and password managers always work. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, "type">) {
  const t = useTexts(entryTexts);
  const [isShown, setShown] = useState(false);
  const isHydrated = useHydrated();
  return (
    <div className="relative">
      <TextField {...props} type={isShown ? "text" : "password"} spellCheck={false} autoCapitalize="none" autoCorrect="off" />
      {isHydrated && (
        <button
          type="button"
          data-hydrated
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
          className="absolute -top-2.5 right-0 min-h-11 cursor-pointer rounded-lg px-1 text-sm text-muted underline underline-offset-4 hover:text-ink"
        >
          {isShown ? t.hide : t.show}
          <span className="sr-only"> {props.label}</span>
        </button>
      )}
    </div>
  );
}
