import type { Page } from "@playwright/test";
import { findIds, type Ids, type Screen, viewerOf } from "./screens.ts";
import type { State } from "./state.ts";

/** Forms that come back refused. */
const forms: Screen[] = [
  ["signing in", "nobody", () => "/signin"],
  ["a forgotten password", "nobody", () => "/password"],
  ["making a promise", "employee", ({ toCall }) => `/tasks/${toCall}/promises`],
  ["ending a promise", "employee", ({ promised }) => `/tasks/${promised.task}/promises/${promised.promise}`],
  ["logging an action", "employee", ({ toAct }) => `/tasks/${toAct}/actions`],
  ["asking for help", "employee", ({ toCall }) => `/tasks/${toCall}/help`],
  ["handing over", "employee", ({ toCall }) => `/tasks/${toCall}/handover`],
  ["telling by phone", "employee", ({ toTell }) => `/tasks/${toTell}/telling`],
  ["closing", "employee", ({ toCall }) => `/tasks/${toCall}/closing`],
  ["writing the reply", "employee", ({ toTell }) => `/tasks/${toTell}/reply`],
  ["asking to give more", "employee", ({ toAct }) => `/tasks/${toAct}/gestures/asking`],
  ["being away", "employee", () => "/me/away"],
  ["changing my password", "employee", () => "/me/password"],
  ["my details", "employee", () => "/me"],
  ["sharing out tasks", "lead", () => "/team/reassign"],
  ["a new guide", "lead", () => "/team/guides/new"],
  ["inviting", "admin", () => "/admin/people/invitations"],
  ["a team", "admin", ({ team }) => `/admin/teams/${team}`],
  ["a team's mandate", "admin", ({ team }) => `/admin/teams/${team}/mandate`],
  ["the teams", "admin", () => "/admin/teams"],
  ["the causes", "admin", () => "/admin/causes"],
  ["the kinds of gestures", "admin", () => "/admin/gestures"],
  ["a new source", "admin", () => "/admin/sources/new"],
  ["the keys", "admin", () => "/admin/keys"],
  ["another system to tell", "admin", () => "/admin/events/new"],
  ["the files", "admin", () => "/admin/import"],
  ["the organisation", "admin", () => "/admin/organisation"],
];

export const refused: State = {
  name: "refused",
  what: "every form, emptied and sent",
  isDemo: true,
  async prepare(db) {
    const ids: Ids = await findIds(db);
    return Promise.all(forms.map(async ([name, role, pathOf]) => ({ name: `refused: ${name}`, as: await viewerOf(db, role), path: pathOf(ids), act: sendEmpty })));
  },
};

/** The form of the sheet, else the page's, past what the browser itself would refuse. */
async function sendEmpty(page: Page): Promise<void> {
  await page.evaluate(() => {
    const forms = [...document.querySelectorAll<HTMLFormElement>("dialog form[method=post], main form[method=post]")];
    const form = forms.find((each) => each.closest("dialog") && each.querySelector("input:not([type=hidden]), textarea, select")) ?? forms.find((each) => each.querySelector("input:not([type=hidden]), textarea, select"));
    if (!form) throw new Error("no form here");
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), textarea")) {
      const { set } = Object.getOwnPropertyDescriptor(field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype, "value")!;
      set!.call(field, "");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.noValidate = true;
    form.requestSubmit(form.querySelector<HTMLButtonElement>("button:not([type=button])"));
  });
  await page.locator("[data-problem], [role=alert]").first().waitFor({ timeout: 5_000 });
}
