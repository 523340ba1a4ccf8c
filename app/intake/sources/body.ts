import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { promisify } from "node:util";
import { readForm, readMultipart } from "./form.ts";
import { readJsonText } from "./place.ts";
import { Refusal } from "./reason.ts";
import { parseJson, type Tree } from "./tree.ts";

/** The largest delivery that is read, packed and unpacked. */
export const largestBody = 256 * 1024;

/**
 * What a delivery says: JSON, a form, a multipart form, or JSON that says to be something else or
 * nothing (many tools and scripts do). Throws a Refusal (400, 415) that says what is wrong with it.
 */
export function readBody(contentType: string | undefined, raw: Buffer): Tree | Promise<Tree> {
  if (raw.length === 0) throw new Refusal(400, { code: "body_empty" });
  const { type, charset } = readContentType(contentType);
  if (type === "multipart/form-data") return readMultipart(contentType!, raw);
  const text = decode(raw, charset);
  if (type === "application/x-www-form-urlencoded" && !looksLikeJson(text)) return readForm(text);
  if (isJson(type) || looksLikeJson(text)) return readJson(text);
  if (canBeForm(type, text)) return readForm(text);
  throw type === "" || type === "text/plain" ? new Refusal(400, { code: "body_not_json" }) : new Refusal(415, { code: "body_unknown_type", type: type.slice(0, 100) });
}

/** The media type, in small letters and without parameters, and the charset it names. */
function readContentType(contentType = ""): { type: string; charset: string } {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";").map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length).replaceAll(/["']/g, "");
  return { type, charset: charset || "utf-8" };
}

function isJson(type: string): boolean {
  return /^(application|text)\/([\w.-]+\+)?json$/.test(type);
}

function looksLikeJson(text: string): boolean {
  return /^[\s\ufeff]*[[{]/.test(text);
}

function canBeForm(type: string, text: string): boolean {
  return (type === "" || type === "text/plain") && /^[^\s=&{}<>]+=[^\s<>]*$/.test(text.trim());
}

/** UTF-8 where it is; senders that name another charset are believed only where it is not. */
function decode(raw: Buffer, charset: string): string {
  for (const name of charset.startsWith("utf-16") ? [charset] : ["utf-8", charset]) {
    try {
      return new TextDecoder(name, { fatal: true }).decode(raw);
    } catch {
      continue;
    }
  }
  throw new Refusal(400, { code: "body_not_text" });
}

function readJson(text: string): Tree {
  let tree: Tree;
  try {
    tree = parseJson(text);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, { code: "body_not_json" });
  }
  // Written as JSON twice, as scripts happen to do.
  if (typeof tree === "string") tree = readJsonText(tree) ?? null;
  if (typeof tree !== "object" || tree === null) throw new Refusal(400, { code: "body_not_json" });
  return tree;
}

const unpackers = { gzip: promisify(gunzip), "x-gzip": promisify(gunzip), br: promisify(brotliDecompress) };

/**
 * The bytes that a `Content-Encoding` packed; it stops at the limit, so a bomb costs no more than an
 * honest body. Throws a Refusal: 413 too large, 415 packed otherwise, 400 broken.
 */
export async function unpack(encoding: string | undefined, packed: Buffer): Promise<Buffer> {
  const name = (encoding ?? "").trim().toLowerCase();
  if (name === "" || name === "identity") return packed;
  try {
    if (name === "deflate") return await unpackDeflate(packed);
    if (!Object.hasOwn(unpackers, name)) throw new Refusal(415, { code: "body_unknown_packing", packing: name.slice(0, 50) });
    return await unpackers[name as keyof typeof unpackers](packed, { maxOutputLength: largestBody });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new Refusal(400, { code: "body_broken_packing" });
  }
}

/** Some send zlib's format, as the standard says, some the bare stream. */
async function unpackDeflate(packed: Buffer): Promise<Buffer> {
  const isZlib = ((packed[0] ?? 0) & 0x0f) === 8 && packed.readUInt16BE(0) % 31 === 0;
  return promisify(isZlib ? inflate : inflateRaw)(packed, { maxOutputLength: largestBody });
}

export const tooLarge = () => new Refusal(413, { code: "body_too_large", limit_kb: largestBody / 1024 });
