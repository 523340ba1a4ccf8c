import type { Services } from "../context.server.ts";
export async function sendMailJob(_data: { mailId: string }, _services: Services): Promise<void> {}
