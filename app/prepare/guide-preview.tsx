import { useTexts } from "../i18n/texts.ts";
import { useRootData } from "../root-data.ts";
import { filled } from "./guide.ts";
import { guidesTexts } from "./guides.texts.ts";
import { GuideWords } from "./guide-words.tsx";
import { linesOf } from "./lines.ts";
import { prepareTexts } from "./prepare.texts.ts";

/** A guide as it stands on the card, with a made-up customer. */
export function GuidePreview({ guide: { start, openings, dos, donts }, me }: { guide: { start: string; openings: readonly string[]; dos: string; donts: string }; me: string }) {
  const t = useTexts(prepareTexts);
  const customer = useTexts(guidesTexts).sample;
  const organisation = useRootData()?.organisation ?? "";
  const fill = (line: string) => filled(line, { customer, me, organisation });
  return (
    <div className="grid gap-5">
      {start && (
        <div className="border-l-3 border-accent pl-4">
          <p className="text-sm font-semibold text-accent">{t.start}</p>
          <p className="font-words text-[1.1rem] leading-snug">{fill(start)}</p>
        </div>
      )}
      <GuideWords openings={openings.filter(Boolean).map(fill)} dos={linesOf(fill(dos))} donts={linesOf(fill(donts))} />
    </div>
  );
}
