import type { Services } from "../context.server.ts";
export async function sweepPeople(_services: Services): Promise<void> {}
