import type { Preset } from "../presets/preset.ts";
import { type FieldName, type Mapping, mapping as mappingShape, type Place, type Places } from "./fields.ts";
import { fieldOrder } from "./field.texts.ts";
import type { Leaf } from "./leaves.ts";
import type { Path } from "./place.ts";

/** The form's field of an attribute's name and place; it holds as many as there are. */
const attributeFields = /^attribute-(\d{1,3})$/;
const mostAttributes = 60;

/**
 * Reads the mapping screen's form. Each of our fields holds nothing, the number of a leaf of the
 * delivery that was shown, or the places themselves (JSON) where those are more than one leaf of it.
 * `each` is the list that they were shown of.
 * `before` is the mapping that the screen began with: what it does not show stays. Undefined when it
 * is not a form of ours.
 */
export function readMappingForm(form: FormData, { leaves, preset, before, each }: { leaves: Leaf[]; preset: Preset; before: Mapping | null; each: Path | undefined }): Mapping | undefined {
  const fields: Places = {};
  for (const name of fieldOrder) {
    const places = placesIn(form.get(name), leaves);
    if (!places) return undefined;
    if (!isSame(places, preset.fields[name] ?? [])) fields[name] = places;
  }
  for (const [name, places] of attributesIn(form, leaves)) fields[name] = places;
  const made = {
    ...(each && { each }),
    ...(before?.attributesFrom && { attributesFrom: before.attributesFrom }),
    ...(form.has("scale") && { scale: "0-10" }),
    ...(form.has("no_id") && { identity: "content" }),
    ...(form.get("date_order") === "month" && { dateOrder: "month" }),
    fields,
  };
  const parsed = mappingShape.safeParse(made);
  return parsed.success ? (parsed.data as Mapping) : undefined;
}

function attributesIn(form: FormData, leaves: Leaf[]): [FieldName, Place[]][] {
  const found: [FieldName, Place[]][] = [];
  for (const [field, value] of form) {
    const number = attributeFields.exec(field)?.[1];
    if (!number || Number(number) >= mostAttributes) continue;
    const places = placesIn(value, leaves);
    const typed = form.get(`attribute-${number}-name`);
    const name = typeof typed === "string" ? typed.trim().slice(0, 100) : "";
    if (name && places && places.length > 0) found.push([`attributes.${name}`, places]);
  }
  return found;
}

function placesIn(value: FormDataEntryValue | null, leaves: Leaf[]): Place[] | undefined {
  if (value === null || value === "") return [];
  if (typeof value !== "string") return undefined;
  if (/^\d{1,5}$/.test(value)) {
    const leaf = leaves[Number(value)];
    return leaf && [{ at: leaf.at }];
  }
  try {
    return JSON.parse(value) as Place[]; // its shape is checked with the whole
  } catch {
    return undefined;
  }
}

const isSame = (a: Place[], b: Place[]) => JSON.stringify(a) === JSON.stringify(b);
