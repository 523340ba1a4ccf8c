import { Link } from "@remix-run/react";
import { X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useTexts } from "../i18n/texts.ts";
import { uiTexts } from "../ui/ui.texts.ts";
import { keyTexts } from "./key.texts.ts";
import { placeOf } from "./places.ts";

/** All letters and what they do. Escape closes it, and the focus is back where it was. */
export default function KeyHelp({ isLead, onClose }: { isLead: boolean; onClose: () => void }) {
  const t = useTexts(keyTexts);
  const ui = useTexts(uiTexts);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose} className="m-auto max-h-[90dvh] w-[min(44rem,calc(100vw-2rem))] overflow-y-auto rounded-[18px] border border-line bg-paper p-6 text-ink shadow-2xl backdrop:bg-black/40">
      <div className="mb-4 flex items-start justify-between gap-4">
        <h2 id={id} className="text-xl font-semibold tracking-tight">
          {t.title}
        </h2>
        <form method="dialog">
          <button aria-label={ui.close} className="-m-2 grid size-11 cursor-pointer place-items-center rounded-full text-muted hover:bg-sunk">
            <X aria-hidden size={20} />
          </button>
        </form>
      </div>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {t.groups.map(({ name, keys }) => (
          <section key={name}>
            <h3 className="mb-1 text-sm font-semibold text-muted">{name}</h3>
            <dl className="divide-y divide-line">
              {keys
                .filter(([letters]) => !letters.startsWith("g ") || placeOf(letters.slice(2), { isLead }))
                .map(([letters, what]) => (
                  <div key={letters} className="flex items-center justify-between gap-4 py-2">
                    <dd className="order-first">{what}</dd>
                    <dt className="flex shrink-0 gap-1">
                      {letters.split(" ").map((letter) => (
                        <kbd key={letter} className="grid h-7 min-w-7 place-items-center rounded-md border border-line bg-surface px-1.5 font-sans text-sm">
                          {letter}
                        </kbd>
                      ))}
                    </dt>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-5 text-sm text-muted">
        {t.off}{" "}
        <Link to="/me#keys" onClick={onClose} className="inline-flex min-h-6 items-center font-semibold pointer-coarse:min-h-11 text-accent underline decoration-1 underline-offset-4">
          {t.toSetting}
        </Link>
      </p>
    </dialog>
  );
}
