import { Button, Buttons, Footer, Frame, type MailLanguage, Paragraph, Remark } from "./parts.tsx";

const texts = {
  nl: {
    subject: "Kies een nieuw wachtwoord voor Belterug",
    hello: (name: string) => `Dag ${name},`,
    what: "Je vroeg om een nieuw wachtwoord voor Belterug.",
    button: "Kies een nieuw wachtwoord",
    hours: "Deze knop is van jou alleen en werkt 24 uur. Zodra je een nieuw wachtwoord kiest, ben je op je andere apparaten uitgelogd.",
    why: "Heb je dit niet gevraagd? Dan hoef je niets te doen: je wachtwoord blijft zoals het was.",
  },
  en: {
    subject: "Choose a new password for Belterug",
    hello: (name: string) => `Hello ${name},`,
    what: "You asked for a new password for Belterug.",
    button: "Choose a new password",
    hours: "This button is for you alone and works for 24 hours. As soon as you choose a new password you are signed out on your other devices.",
    why: "Did you not ask for this? Then do nothing: your password stays as it was.",
  },
};

export function passwordResetSubject(language: MailLanguage): string {
  return texts[language].subject;
}

/** The link for a new password: `url` is whole. */
export function PasswordResetMail({ language, organisation, name, url }: { language: MailLanguage; organisation: string; name: string; url: string }) {
  const t = texts[language];
  return (
    <Frame language={language} organisation={organisation} preview={t.what}>
      <Paragraph>{t.hello(name)}</Paragraph>
      <Paragraph>{t.what}</Paragraph>
      <Buttons>
        <Button href={url}>{t.button}</Button>
      </Buttons>
      <Remark>{t.hours}</Remark>
      <Footer>{t.why}</Footer>
    </Frame>
  );
}
