import { redirect } from "@remix-run/node";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { type NoticeKey, noticeTexts } from "./notice.texts.ts";

/** The act that a notice is about, when it can be taken back. */
export type Undo = { taskId: number; eventId: number };
export type Notice = { text: string; undo: Undo | null };

/** After an act that worked: back to a page, which says once what happened. `to` is a path of ours. */
export function redirectWithNotice(to: string, notice: NoticeKey, { headers = {}, undo = null }: { headers?: Record<string, string>; undo?: Undo | null } = {}): Response {
  const response = redirect(to, { headers });
  const value = undo ? `${notice}.${undo.taskId}.${undo.eventId}` : notice;
  response.headers.append("Set-Cookie", `notice=${value}; Path=/; Max-Age=20; HttpOnly; SameSite=Lax`);
  return response;
}

/** Null where nothing is to be said. */
export function readNotice(request: Request, language: Language): Notice | null {
  const [, key, taskId, eventId] = /(?:^|;\s*)notice=([A-Za-z]+)(?:\.(\d{1,15})\.(\d{1,15}))?(?:;|$)/.exec(request.headers.get("cookie") ?? "") ?? [];
  const all: Record<string, string> = textsIn(noticeTexts, language);
  const text = key && Object.hasOwn(all, key) ? all[key] : undefined;
  return text === undefined ? null : { text, undo: taskId && eventId ? { taskId: Number(taskId), eventId: Number(eventId) } : null };
}

export const clearNotice = "notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
