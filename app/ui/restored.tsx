import { useTexts } from "../i18n/texts.ts";
import { Button } from "./button.tsx";
import { uiTexts } from "./ui.texts.ts";

/** Above a form that has again what was typed into it before. */
export function Restored({ isRestored, onDiscard }: { isRestored: boolean; onDiscard: () => void }) {
  const t = useTexts(uiTexts);
  return (
    <div role="status" className="contents">
      {isRestored && (
        <p className="flex flex-wrap items-center justify-between gap-x-3 rounded-[10px] bg-sunk px-4 text-sm">
          <span className="pt-2 sm:pt-0">{t.restored}</span>
          <Button type="button" kind="plain" onClick={onDiscard}>
            {t.discard}
          </Button>
        </p>
      )}
    </div>
  );
}
