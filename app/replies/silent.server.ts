import type { Services } from "../context.server.ts";
export async function closeSilentTasks(_services: Services): Promise<void> {}
