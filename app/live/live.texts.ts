import { plural, texts } from "../i18n/texts.ts";

export const liveTexts = texts({
  nl: {
    appeared: (who: string) => `Nieuw in je lijst: ${who}`,
    manyAppeared: (count: number) => `${plural(count, "taak", "taken")} nieuw in je lijst`,
    messages: (count: number) => (count === 1 ? "Je hebt een nieuw bericht" : `Je hebt ${count} nieuwe berichten`),
    isNew: "nieuw",
  },
  en: {
    appeared: (who: string) => `New in your list: ${who}`,
    manyAppeared: (count: number) => `${plural(count, "task", "tasks")} new in your list`,
    messages: (count: number) => (count === 1 ? "You have a new message" : `You have ${count} new messages`),
    isNew: "new",
  },
});
