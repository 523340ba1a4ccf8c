import { useLanguage, useTexts } from "../i18n/texts.ts";
import { ButtonLink } from "../ui/button.tsx";
import { entryTexts } from "./entry.texts.ts";
import { Entrance } from "./entrance.tsx";

/** A personal link that cannot be used: why, and whom to ask. */
export function BrokenLink({ state, askWhom, canRequest }: { state: "unknown" | "used" | "expired"; askWhom: string[]; canRequest: boolean }) {
  const t = useTexts(entryTexts);
  const names = new Intl.ListFormat(useLanguage(), { type: "disjunction" }).format(askWhom);
  return (
    <Entrance title={t.brokenTitle}>
      <p>{t.broken[state]}</p>
      <p className="text-muted">{askWhom.length > 0 && !canRequest ? t.ask(names) : t.askSomeone}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink to="/signin" kind={canRequest ? "quiet" : "primary"}>
          {t.toSignIn}
        </ButtonLink>
        {canRequest && <ButtonLink to="/password">{t.requestAgain}</ButtonLink>}
      </div>
    </Entrance>
  );
}
