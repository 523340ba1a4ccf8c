import { redirect } from "@remix-run/node";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { type NoticeKey, noticeTexts } from "./notice.texts.ts";

/** The act that a notice is about, when it can be taken back. */
export type Undo = { taskId: number; eventId: number };
export type Notice = { text: string; undo: Undo | null };

/** So many characters of what a notice is about; each is at most nine in a cookie, which holds four thousand. */
const longestAbout = 300;

/** After an act that worked: back to a page, which says once what happened. `to` is a path of ours; `about` is what the notice names, in her language. */
export function redirectWithNotice(to: string, notice: NoticeKey, { headers = {}, undo = null, about = "" }: { headers?: Record<string, string>; undo?: Undo | null; about?: string } = {}): Response {
  const response = redirect(to, { headers });
  const shown = about.length > longestAbout ? `${about.slice(0, longestAbout)}…` : about;
  const value = `${notice}${undo ? `.${undo.taskId}.${undo.eventId}` : ""}${about && `~${encodeURIComponent(shown.toWellFormed())}`}`;
  response.headers.append("Set-Cookie", `notice=${value}; Path=/; Max-Age=20; HttpOnly; SameSite=Lax`);
  return response;
}

/** Null where nothing is to be said. */
export function readNotice(request: Request, language: Language): Notice | null {
  const [, key, taskId, eventId, about = ""] = /(?:^|;\s*)notice=([A-Za-z]+)(?:\.(\d{1,15})\.(\d{1,15}))?(?:~([^;\s]*))?(?:;|$)/.exec(request.headers.get("cookie") ?? "") ?? [];
  const all: Record<string, string | ((about: string) => string)> = textsIn(noticeTexts, language);
  const text = key && Object.hasOwn(all, key) ? all[key] : undefined;
  if (text === undefined) return null;
  return { text: typeof text === "string" ? text : text(decoded(about)), undo: taskId && eventId ? { taskId: Number(taskId), eventId: Number(eventId) } : null };
}

/** Nothing, where the cookie was not ours. */
function decoded(about: string): string {
  try {
    return decodeURIComponent(about);
  } catch {
    return "";
  }
}

export const clearNotice = "notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
