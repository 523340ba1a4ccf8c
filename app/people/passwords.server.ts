import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Compared with when there is no such person, so that the answer takes as long. */
const nobodysHash = hash(randomBytes(32));

/** argon2id with the library's defaults, which are OWASP's minimum. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"));
}

/** Takes the same time whether `passwordHash` is there or not; false when not. */
export async function isPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await nobodysHash), password.normalize("NFKC"));
  return isRight && Boolean(passwordHash);
}
