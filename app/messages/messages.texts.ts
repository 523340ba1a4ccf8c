import { plural, texts } from "../i18n/texts.ts";

export const messagesTexts = texts({
  nl: {
    title: "Berichten",
    lead: "Wat er gebeurde met jouw taken. Een bericht openen brengt je naar waar het over gaat.",
    settings: "Wanneer krijg ik mail?",
    helping: "Wat mij is gevraagd",
    emptyTitle: "Geen berichten",
    emptyText: "Krijg je een taak, wordt het tijd om te bellen of geeft een klant een oordeel, dan lees je dat hier.",
    nothingOlder: "Er zijn geen oudere berichten.",
    unread: "Ongelezen",
    unreadCount: (count: number) => plural(count, "ongelezen bericht", "ongelezen berichten"),
    gone: "Je kunt deze taak niet meer zien. Hij is nu bij anderen.",
    readAll: "Alles gelezen",
    older: "Oudere berichten",
    newest: "Naar de nieuwste",
  },
  en: {
    title: "Messages",
    lead: "What happened with your tasks. Opening a message takes you to what it is about.",
    settings: "When am I mailed?",
    helping: "What I was asked",
    emptyTitle: "No messages",
    emptyText: "When you get a task, when it is time to call, or when a customer gives a verdict, you read it here.",
    nothingOlder: "There are no older messages.",
    unread: "Unread",
    unreadCount: (count: number) => plural(count, "unread message", "unread messages"),
    gone: "You cannot see this task any more. It is with others now.",
    readAll: "All read",
    older: "Older messages",
    newest: "To the newest",
  },
});
