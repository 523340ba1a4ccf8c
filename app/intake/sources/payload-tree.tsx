import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { fieldOrder, fieldWord, type OwnField } from "./field.texts.ts";
import type { ShownLeaf } from "./mapping.server.ts";
import { mappingTexts } from "./mapping.texts.ts";
import { useIsHydrated } from "./use-is-hydrated.ts";
import type { Meaning } from "./use-mapping-draft.ts";

type Marks = { fields: OwnField[]; attributes: string[] };
type Props = { leaves: ShownLeaf[]; marksOf: (leaf: number) => Marks; onSay: (leaf: number, label: string, meaning: Meaning | null) => void };

/** What came in, as it is nested. Each value is a button that asks what it is; without JavaScript it can be read, and the lists below do the asking. */
export function PayloadTree(props: Props) {
  const [open, setOpen] = useState<number | null>(null);
  return <Branch nodes={nest(props.leaves.map((leaf, index) => ({ ...leaf, index })))} depth={0} open={open} setOpen={setOpen} {...props} />;
}

type Indexed = ShownLeaf & { index: number };
type Node = { label: string; leaf: Indexed | null; children: Node[] };

/** Leaves that follow each other under the same label stand in one branch. */
function nest(leaves: Indexed[], depth = 0): Node[] {
  const nodes: Node[] = [];
  for (let from = 0; from < leaves.length; ) {
    const first = leaves[from]!;
    const label = first.labels[depth] ?? "";
    if (first.labels.length <= depth + 1) {
      nodes.push({ label, leaf: first, children: [] });
      from++;
      continue;
    }
    let to = from + 1;
    while (to < leaves.length && leaves[to]!.labels.length > depth + 1 && leaves[to]!.labels[depth] === label) to++;
    nodes.push(joined({ label, leaf: null, children: nest(leaves.slice(from, to), depth + 1) }));
    from = to;
  }
  return nodes;
}

/** A branch with nothing in it but a branch says no more than both names behind each other. */
function joined(node: Node): Node {
  const [only, ...others] = node.children;
  return only && others.length === 0 && !only.leaf ? { ...only, label: `${node.label} › ${only.label}` } : node;
}

type BranchProps = Props & { nodes: Node[]; depth: number; open: number | null; setOpen: (leaf: number | null) => void };

/** Deeper than this stepping in further would leave no room for the words. */
const deepestStep = 5;

function Branch({ nodes, ...rest }: BranchProps) {
  const { depth } = rest;
  return (
    <ul className={depth === 0 ? undefined : depth <= deepestStep ? "ml-1.5 border-l border-line pl-2" : ""}>
      {nodes.map(({ label, leaf, children }, index) =>
        leaf ? (
          <li key={leaf.index}>
            <LeafRow {...rest} leaf={leaf} label={label} />
          </li>
        ) : (
          <li key={`${label} ${index}`}>
            <p className="line-clamp-3 px-2 pt-2 font-mono text-sm text-muted">{label}</p>
            <Branch {...rest} nodes={children} depth={depth + 1} />
          </li>
        ),
      )}
    </ul>
  );
}

function LeafRow({ leaf, label, open, setOpen, marksOf, onSay }: Omit<BranchProps, "nodes" | "depth"> & { leaf: Indexed; label: string }) {
  const t = useTexts(mappingTexts);
  const language = useLanguage();
  const isHydrated = useIsHydrated();
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const marks = marksOf(leaf.index);
  const isOpen = open === leaf.index;
  const name = nameOf(leaf);
  const words = [...marks.fields.map((field) => fieldWord(field, language)), ...marks.attributes.map((attribute) => attribute || t.extra)];
  const close = () => {
    setOpen(null);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOpen) close();
  };
  const content = (
    <>
      <span className="line-clamp-3 font-mono text-xs text-muted">{label}</span>
      <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className={`line-clamp-3 min-w-0 whitespace-pre-line ${leaf.isQuestion ? "text-muted" : ""}`}>{leaf.text || <em className="text-muted">{t.emptyValue}</em>}</span>
        {words.map((word) => (
          <span key={word} className="rounded-full bg-accent px-2 py-0.5 text-xs font-semibold text-accent-ink">
            {word}
          </span>
        ))}
      </span>
    </>
  );
  if (!isHydrated) return <div className="px-2 py-1.5">{content}</div>;
  return (
    <div className={isOpen ? "rounded-[10px] bg-accent-soft" : undefined}>
      <button ref={button} type="button" onKeyDown={onKeyDown} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => setOpen(isOpen ? null : leaf.index)} className={`block min-h-11 w-full cursor-pointer rounded-[10px] px-2 py-1.5 text-left hover:bg-accent-soft ${words.length > 0 ? "bg-accent-soft" : ""}`}>
        {content}
      </button>
      {isOpen && (
        <div id={id} role="group" aria-label={t.isWhat(name)} className="flex flex-wrap gap-1.5 px-2 pt-1 pb-3">
          {[...fieldOrder, "attribute" as const].map((meaning) => (
            <Say key={meaning} onKeyDown={onKeyDown} isPressed={meaning === "attribute" ? marks.attributes.length > 0 : marks.fields.includes(meaning)} onClick={() => (onSay(leaf.index, name, meaning), close())}>
              {meaning === "attribute" ? t.extra : fieldWord(meaning, language)}
            </Say>
          ))}
          {words.length > 0 && (
            <Say onKeyDown={onKeyDown} isPressed={false} onClick={() => (onSay(leaf.index, name, null), close())}>
              {t.nothing}
            </Say>
          )}
        </div>
      )}
    </div>
  );
}

/** Its own label, or its question's where that says only that it is a value. */
function nameOf({ labels }: ShownLeaf): string {
  return labels.findLast((label) => !/^(value|answer|text|number|email|\d+)$/i.test(label)) ?? labels.at(-1) ?? "";
}

function Say({ isPressed, children, ...handlers }: { isPressed: boolean; onClick: () => void; onKeyDown: (event: KeyboardEvent) => void; children: string }) {
  return (
    <button type="button" aria-pressed={isPressed} {...handlers} className={`min-h-11 cursor-pointer rounded-full border px-3 text-sm ${isPressed ? "border-accent bg-accent font-semibold text-accent-ink" : "border-field bg-surface"}`}>
      {children}
    </button>
  );
}
