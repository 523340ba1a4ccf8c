import { redirect } from "@remix-run/node";
import type { NoticeKey } from "./notice.texts.ts";

/** After an act that worked: back to a page, which says once what happened. `to` is a path of ours. */
export function redirectWithNotice(to: string, notice: NoticeKey, headers: Record<string, string> = {}): Response {
  const response = redirect(to, { headers });
  response.headers.append("Set-Cookie", `notice=${notice}; Path=/; Max-Age=20; HttpOnly; SameSite=Lax`);
  return response;
}

export function readNotice(request: Request): NoticeKey | null {
  return (/(?:^|;\s*)notice=([A-Za-z]+)(?:;|$)/.exec(request.headers.get("cookie") ?? "")?.[1] as NoticeKey | undefined) ?? null;
}

export const clearNotice = "notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
