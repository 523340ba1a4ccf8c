import { Check, X } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import { prepareTexts } from "./prepare.texts.ts";

type Words = { openings: string[]; dos: string[]; donts: string[] };

/** Lines to open with, and what to do and not to do. */
export function GuideWords({ openings, dos, donts }: Words) {
  const t = useTexts(prepareTexts);
  return (
    <div className="grid gap-5">
      {openings.length > 0 && (
        <div>
          <h3 className="mb-1.5 text-sm font-semibold text-muted">{t.openings}</h3>
          <ul className="grid gap-2">
            {openings.map((line) => (
              <li key={line} className="border-l-3 border-accent/50 pl-3 font-words text-[1.1rem] leading-snug">
                {line}
              </li>
            ))}
          </ul>
        </div>
      )}
      {(dos.length > 0 || donts.length > 0) && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Lines title={t.dos} lines={dos} icon={<Check aria-hidden size={16} className="mt-1 shrink-0 text-green" />} />
          <Lines title={t.donts} lines={donts} icon={<X aria-hidden size={16} className="mt-1 shrink-0 text-clay" />} />
        </div>
      )}
    </div>
  );
}

function Lines({ title, lines, icon }: { title: string; lines: string[]; icon: React.ReactNode }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-sm font-semibold text-muted">{title}</h3>
      <ul className="grid gap-1.5">
        {lines.map((line) => (
          <li key={line} className="flex gap-2">
            {icon}
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
