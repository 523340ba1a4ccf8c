import { useTexts } from "../i18n/texts.ts";
import { routingTexts } from "./routing.texts.ts";
import type { ShownChanges } from "./shown.server.ts";

/** What differs between two versions of the rules, rule by rule. */
export function ChangeList({ changes }: { changes: ShownChanges }) {
  const t = useTexts(routingTexts).changes;
  const parts = [
    { title: t.added, items: changes.added.map((sentence) => ({ sentence, was: null })) },
    { title: t.changed, items: changes.changed.map(({ before, after }) => ({ sentence: after, was: before })) },
    { title: t.moved, items: changes.moved.map((sentence) => ({ sentence, was: null })) },
    { title: t.removed, items: changes.removed.map((sentence) => ({ sentence, was: null })) },
  ].filter(({ items }) => items.length > 0);
  if (parts.length === 0) return <p className="text-muted">{t.none}</p>;
  return (
    <dl className="grid gap-4">
      {parts.map(({ title, items }) => (
        <div key={title} className="grid gap-2">
          <dt className="text-sm font-semibold text-muted">{title}</dt>
          {items.map(({ sentence, was }, index) => (
            <dd key={index} className="border-l-3 border-line pl-3 wrap-break-word">
              {sentence}
              {was && <span className="mt-1 block text-sm text-muted">{t.was(was)}</span>}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
