import { Button, Buttons, Footer, Frame, type MailLanguage, Paragraph, Remark } from "./parts.tsx";

const texts = {
  nl: {
    subject: (organisation: string) => `${organisation} nodigt je uit voor Belterug`,
    hello: (name: string) => `Dag ${name},`,
    what: (inviter: string | null, organisation: string) =>
      `${inviter ?? "Je collega"} nodigt je uit om mee te doen met Belterug. Daarmee bellen we bij ${organisation} klanten terug die vertelden wat er misging, doen we er iets aan, en laten we horen wat we deden.`,
    start: "Kies een wachtwoord, dan kun je beginnen.",
    button: "Kies een wachtwoord",
    days: (days: number) => `Deze knop is van jou alleen en werkt ${days} dagen. Daarna vraag je een nieuwe.`,
    why: "Ken je dit niet? Dan hoef je niets te doen: zonder jou gebeurt er niets.",
  },
  en: {
    subject: (organisation: string) => `${organisation} invites you to Belterug`,
    hello: (name: string) => `Hello ${name},`,
    what: (inviter: string | null, organisation: string) =>
      `${inviter ?? "Your colleague"} invites you to join Belterug. With it we at ${organisation} call back customers who told us what went wrong, do something about it, and tell them what we did.`,
    start: "Choose a password and you can begin.",
    button: "Choose a password",
    days: (days: number) => `This button is for you alone and works for ${days} days. After that, ask for a new one.`,
    why: "Does this mean nothing to you? Then do nothing: without you nothing happens.",
  },
};

export function inviteSubject(language: MailLanguage, organisation: string): string {
  return texts[language].subject(organisation);
}

/** A colleague may come in: `url` is her personal link, whole. */
export function InviteMail({ language, organisation, name, inviter, url, days }: { language: MailLanguage; organisation: string; name: string; inviter: string | null; url: string; days: number }) {
  const t = texts[language];
  return (
    <Frame language={language} organisation={organisation} preview={t.start}>
      <Paragraph>{t.hello(name)}</Paragraph>
      <Paragraph>{t.what(inviter, organisation)}</Paragraph>
      <Paragraph>{t.start}</Paragraph>
      <Buttons>
        <Button href={url}>{t.button}</Button>
      </Buttons>
      <Remark>{t.days(days)}</Remark>
      <Footer>{t.why}</Footer>
    </Frame>
  );
}
