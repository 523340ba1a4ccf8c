import { createHash } from "node:crypto";
import { createCellFinder } from "./columns.ts";
import { type Field, matchColumns } from "./fields.ts";
import type { createMomentReader } from "../moment.ts";

const who = ["customer_id", "email", "name", "first_name", "infix", "last_name", "phone"] as const satisfies Field[];

/**
 * The id of an answer in a file that has none: who gave it when, and which score, so that the same
 * file again adds nothing, also when its columns were chosen otherwise meanwhile, or one was added.
 * Hence by the columns' own names, whatever an administrator says that they are; and where those say
 * nothing, by everything in the row. Two rows that are the same are one answer; of people without a
 * name they are two, and are numbered, as are two that differ in something else.
 */
export function createRowIds(names: string[], readMoment: ReturnType<typeof createMomentReader>): (cells: string[]) => string {
  const { has, cell } = createCellFinder({ names, fields: matchColumns(names, "responses") });
  const isNamed = has("answered_at") && who.some(has);
  const numberOf = createNumbering();

  return (cells) => {
    const person = who.map((field) => cell(cells, field).toLowerCase());
    const all = digest(cells.map((one) => one.trim()));
    if (!isNamed || person.every((one) => one === "")) return named(all, numberOf(all, null));
    const moment = readMoment(cell(cells, "answered_at"), cell(cells, "answered_time"));
    const [id, email] = person;
    const key = digest([id || email || person.join(" "), moment instanceof Date ? moment : `${cell(cells, "answered_at")} ${cell(cells, "answered_time")}`, cell(cells, "score")]);
    return named(key, numberOf(key, all));
  };
}

const digest = (values: unknown[]) => createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 32);

const named = (digest: string, number: number) => (number === 1 ? `row-${digest}` : `row-${digest}-${number}`);

/**
 * Numbers what has the same key, from 1, in the order of the file: what is the same all through has
 * the same number; with null nothing is the same. Keeps 52 bits of each: half a million are some 50 MB.
 */
function createNumbering(): (key: string, all: string | null) => number {
  const counts = new Map<number, number>();
  const numbers = new Map<number, number>();
  return (key, all) => {
    const known = all === null ? undefined : numbers.get(short(all));
    if (known !== undefined) return known;
    const number = (counts.get(short(key)) ?? 0) + 1;
    counts.set(short(key), number);
    if (all !== null) numbers.set(short(all), number);
    return number;
  };
}

const short = (digest: string) => Number.parseInt(digest.slice(0, 13), 16);
