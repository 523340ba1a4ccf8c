import { useState } from "react";
import { fieldOrder, type OwnField } from "./field.texts.ts";
import type { MappingScreenData } from "./mapping.server.ts";

/** What the form holds while somebody points: per field its value (mapping-form.ts), and the attributes in their order. */
export type Draft = { fields: Record<OwnField, string>; attributes: { name: string; value: string }[] };
/** What a value can be said to be. */
export type Meaning = OwnField | "attribute";

/** Empty lines for attributes to come, so that the form works without JavaScript. */
const spare = 2;

export function useDraft(data: MappingScreenData) {
  const [draft, setDraft] = useState(() => draftOf(data));
  const setField = (name: OwnField, value: string) => setDraft((now) => ({ ...now, fields: { ...now.fields, [name]: value } }));
  const setAttribute = (index: number, change: Partial<Draft["attributes"][number]>) => setDraft((now) => ({ ...now, attributes: withSpare(now.attributes.map((one, at) => (at === index ? { ...one, ...change } : one))) }));
  const toggle = (leaf: number, label: string, meaning: Meaning | null) => setDraft((now) => said(now, data, leaf, label, meaning));
  return { draft, setField, setAttribute, toggle };
}

function draftOf({ choices, attributes }: MappingScreenData): Draft {
  return { fields: Object.fromEntries(fieldOrder.map((name) => [name, choices[name].value])) as Draft["fields"], attributes: withSpare(attributes.map(({ name, value }) => ({ name, value }))) };
}

function withSpare(attributes: Draft["attributes"]): Draft["attributes"] {
  const last = attributes.findLastIndex(({ name, value }) => name !== "" || value !== "");
  return [...attributes, ...Array.from({ length: spare }, () => ({ name: "", value: "" }))].slice(0, Math.max(last + 1 + spare, attributes.length));
}

/** Which leaf a field comes down to, when it is one of this delivery. */
function leafOf(value: string, name: OwnField, { choices }: MappingScreenData): number | null {
  if (/^\d+$/.test(value)) return Number(value);
  return value !== "" && value === choices[name].value ? choices[name].leaf : null;
}

/** What this leaf is, as the draft has it. */
export function meaningsOf(leaf: number, draft: Draft, data: MappingScreenData): { fields: OwnField[]; attributes: string[] } {
  return {
    fields: fieldOrder.filter((name) => leafOf(draft.fields[name], name, data) === leaf),
    attributes: draft.attributes.filter(({ value }) => isLeaf(value, leaf, data)).map(({ name }) => name),
  };
}

function isLeaf(value: string, leaf: number, { attributes }: MappingScreenData): boolean {
  return value === String(leaf) || (value !== "" && attributes.some((one) => one.value === value && one.leaf === leaf));
}

/** Says what a leaf is, or takes that back when it was said already; null: it is nothing. */
function said(draft: Draft, data: MappingScreenData, leaf: number, label: string, meaning: Meaning | null): Draft {
  const now = meaningsOf(leaf, draft, data);
  const without: Draft = {
    fields: Object.fromEntries(fieldOrder.map((name) => [name, now.fields.includes(name) && (meaning === null || meaning === name) ? "" : draft.fields[name]])) as Draft["fields"],
    attributes: meaning === null || meaning === "attribute" ? withSpare(draft.attributes.filter(({ value }) => !isLeaf(value, leaf, data))) : draft.attributes,
  };
  if (meaning === null) return without;
  if (meaning === "attribute") return now.attributes.length > 0 ? without : { ...draft, attributes: withSpare([...draft.attributes.filter(({ name, value }) => name !== "" || value !== ""), { name: label.slice(0, 100), value: String(leaf) }]) };
  return now.fields.includes(meaning) ? without : { ...draft, fields: { ...draft.fields, [meaning]: String(leaf) } };
}
