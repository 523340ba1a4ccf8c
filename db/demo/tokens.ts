import { createHash } from "node:crypto";

/** In the demo a token follows from what it is for, so that the data is the same each time. Nowhere else. */
export function demoToken(purpose: string): string {
  return createHash("sha256").update(`belterug demo ${purpose}`).digest("base64url");
}

export function demoUuid(purpose: string): string {
  const hex = createHash("sha256").update(`belterug demo ${purpose}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** With this key answers come in at the demo's "Mijn De Linde". */
export const demoApiKey = `bt_${"demo-of-woonstichting-de-linde".padEnd(43, "-")}`;
