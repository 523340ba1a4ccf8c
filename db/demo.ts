import type { Db } from "./client.ts";
export async function fillDemo(_db: Db, _options: { now: Date; log: (line: string) => void }): Promise<void> {}
export async function demoSignIns(_db: Db): Promise<{ role: string; name: string; email: string; password: string }[]> { return []; }
