import type { Preset } from "../presets/preset.ts";
import type { FieldName, Mapping, Place } from "./fields.ts";
import type { Path, Step } from "./place.ts";
import { isBranch, type Tree } from "./tree.ts";

export type Values = Partial<Record<FieldName, string | number>>;

/** A delivery in which these values stand where this source's are read: the reverse of mapping.ts, for a test answer. */
export function plantDelivery(preset: Preset, mapping: Mapping | null, values: Values): Tree {
  const places = { ...preset.fields, ...mapping?.fields };
  let answer: Tree = {};
  if (preset.fetching) {
    for (const [name, paths] of Object.entries(preset.fetching.ids)) answer = plant(answer, paths[0]!, `${name}-test`);
  } else {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const place = places[name as FieldName]?.[0];
      if (place) answer = plantAt(answer, place, value);
    }
  }
  const each = mapping?.each ?? preset.each;
  return each ? plant({}, each, [answer]) : answer;
}

function plantAt(tree: Tree, place: Place, value: string | number): Tree {
  if ("constant" in place) return tree;
  return plant(tree, "at" in place ? place.at : place.join[0]!, value);
}

/** The tree with this value there; what it stands in is made where it is missing. */
export function plant(tree: Tree | undefined, path: Path, value: Tree): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "string") {
    const branch = isBranch(tree) ? tree : {};
    return { ...branch, [step]: plant(branch[step], rest, value) };
  }
  if (typeof step === "object" && "json" in step) return JSON.stringify(plant(typeof tree === "string" ? (JSON.parse(tree) as Tree) : undefined, rest, value));
  const list = Array.isArray(tree) ? [...tree] : [];
  if (typeof step === "number") {
    while (list.length <= step) list.push({});
    list[step] = plant(list[step], rest, value);
    return list;
  }
  return plantInItem(list, step, rest, value);
}

function plantInItem(list: Tree[], { where, is }: Extract<Step, { where: string[] }>, rest: Path, value: Tree): Tree {
  const said = JSON.stringify(plant({}, where, is));
  const index = list.findIndex((item) => JSON.stringify(plant(item, where, is)) === JSON.stringify(item));
  const item = index === -1 ? (JSON.parse(said) as Tree) : list[index]!;
  const planted = plant(item, rest, value);
  return index === -1 ? [...list, planted] : list.with(index, planted);
}
