export const encodings = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof encodings)[number];

/** What was sent is no text. */
export type NoText = "xlsx" | "xls" | "pdf" | "archive" | "binary";

const magics: [NoText, number[]][] = [
  ["xlsx", [0x50, 0x4b, 0x03, 0x04]],
  ["xls", [0xd0, 0xcf, 0x11, 0xe0]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["archive", [0x1f, 0x8b]],
  ["archive", [0x52, 0x61, 0x72, 0x21]],
  ["archive", [0x37, 0x7a, 0xbc, 0xaf]],
];

/** How much is looked at for what has no mark: a NUL in every second byte, control characters. */
const sampleSize = 4_096;

/**
 * Finds a file's encoding while its bytes come by: a byte order mark, else NULs in every second byte
 * (UTF-16), else UTF-8 while every byte fits in it, else Windows-1252, in which Excel saves.
 */
export function createSniffer() {
  const strict = new TextDecoder("utf-8", { fatal: true });
  let isFirst = true;
  let marked: Encoding | undefined;
  let isUtf8 = true;
  let hasNul = false;

  return {
    /** The first piece holds at least the first 4 kB, unless the file is shorter. */
    feed(bytes: Buffer): NoText | null {
      if (isFirst) {
        isFirst = false;
        const noText = magics.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0];
        if (noText) return noText;
        marked = byteOrderMark(bytes) ?? withNuls(bytes.subarray(0, sampleSize));
        if (!marked?.startsWith("utf-16") && isBinary(bytes.subarray(0, sampleSize))) return "binary";
      }
      if (marked?.startsWith("utf-16")) return null;
      if (!hasNul && bytes.includes(0)) hasNul = true;
      if (hasNul) return "binary";
      if (isUtf8) isUtf8 = fits(() => strict.decode(bytes, { stream: true }));
      return null;
    },
    /** When everything has been fed. */
    encoding(): Encoding {
      if (marked?.startsWith("utf-16")) return marked;
      isUtf8 &&= fits(() => strict.decode());
      return isUtf8 ? "utf-8" : "windows-1252";
    },
  };
}

function byteOrderMark(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** Of Dutch text in UTF-16 nearly every second byte is NUL; other texts have none. */
function withNuls(sample: Buffer): Encoding | undefined {
  const nuls = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) nuls[at % 2]!++;
  const most = sample.length * 0.3;
  if (nuls[1]! > most && nuls[0]! < most / 10) return "utf-16le";
  if (nuls[0]! > most && nuls[1]! < most / 10) return "utf-16be";
  return undefined;
}

function isBinary(sample: Buffer): boolean {
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls++;
  return controls > sample.length / 100;
}

function fits(decode: () => unknown): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

/** Bytes to text, piece by piece; a byte order mark is left out. What does not fit becomes U+FFFD. */
export function createDecoder(encoding: Encoding): { decode: (bytes: Uint8Array) => string; end: () => string } {
  const decoder = new TextDecoder(encoding);
  return { decode: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}
