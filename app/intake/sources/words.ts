import { z } from "zod";
import { isBranch, type Tree } from "./tree.ts";

/** A value as words: numbers as they are written, lists and the parts of a name behind each other; undefined when it says nothing. */
export function readText(value: Tree | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value.trim() || undefined;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const isList = Array.isArray(value);
  const parts = (isList ? value : Object.values(value)).map((part) => (typeof part === "object" ? wrapped(part) : readText(part))).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(isList ? ", " : " ");
}

/** `{ id: "x1", text: "Convenience" }` means its words. */
function wrapped(part: Tree): string | undefined {
  if (!isBranch(part)) return undefined;
  return ["text", "label", "name", "value", "title"].map((key) => part[key]).map((one) => (typeof one === "object" ? undefined : readText(one))).find(Boolean);
}

/** The words of the options that were chosen, where an answer gives their ids and its question (`item`) lists them. */
export function inWords(value: Tree | undefined, item: Tree | undefined): Tree | undefined {
  const options = isBranch(item) ? (item["options"] ?? item["choices"]) : undefined;
  if (!Array.isArray(options) || value === undefined) return value;
  const chosen = (Array.isArray(value) ? value : [value]).map((id) => options.find((option) => isBranch(option) && option["id"] !== undefined && option["id"] === id));
  const words = chosen.map((option) => wrapped(option ?? null));
  return words.length > 0 && words.every((text) => text !== undefined) ? (Array.isArray(value) ? words : words[0]!) : value;
}

/** What an attribute can hold: a number, true or false, or text up to its limit; the rest is left out. */
export function readAttribute(value: Tree | undefined): string | number | boolean | undefined {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return readText(value)?.slice(0, 2_000).toWellFormed();
}

/** An address as typed, also from "Jan <jan@klant.example>" and "mailto:"; what is none becomes `other`: for a typing error no answer is lost. */
export function fitEmail(text: string | undefined): { email?: string; other?: string } {
  if (!text) return {};
  if (text.length > 600) return { other: text.slice(0, 200).toWellFormed() };
  const bare = (/<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, "").trim();
  return bare.length <= 254 && z.regexes.html5Email.test(bare) ? { email: bare } : { other: text.slice(0, 200).toWellFormed() };
}

/** "nl-NL", "Dutch", "Nederlands": nl. A language that we do not speak is left out. */
export function fitLanguage(text: string | undefined): "nl" | "en" | undefined {
  const word = text?.trim().toLowerCase() ?? "";
  if (/^(nl|nld|dut)\b|^nl[_-]|^(dutch|nederlands|vlaams|flemish)/.test(word)) return "nl";
  return /^(en|eng)\b|^en[_-]|^(english|engels)/.test(word) ? "en" : undefined;
}
