import { Footer, Frame, Label, type MailLanguage, Paragraph, QuietLink, Said, Writer } from "./parts.tsx";

const texts = {
  nl: {
    subject: "Wij willen u graag spreken over uw reactie",
    hello: (name: string | null) => (name ? `Dag ${name},` : "Goedendag,"),
    tried: "Wij hebben u een paar keer gebeld over uw reactie en u niet bereikt. Jammer, want wij horen graag wat er misging.",
    youSaid: "U zei",
    invite: (phone: string) => `U kunt ons bellen op ${phone}, op een moment dat u uitkomt. Of antwoord gewoon op deze mail, dan nemen wij het weer op.`,
    inviteByMail: "Antwoord gewoon op deze mail als u er nog over wilt spreken, dan nemen wij het weer op.",
    rest: "Hoort u liever niets meer? Dan hoeft u niets te doen.",
    why: (organisation: string, day: string) => `U krijgt deze mail omdat u op ${day} uw mening gaf aan ${organisation}. Liever geen bericht meer? `,
    unsubscribe: "Meld u af",
  },
  en: {
    subject: "We would like to speak with you about your feedback",
    hello: (name: string | null) => (name ? `Hello ${name},` : "Hello,"),
    tried: "We called you a few times about your feedback and did not reach you. A pity, because we would like to hear what went wrong.",
    youSaid: "You said",
    invite: (phone: string) => `You can call us on ${phone} whenever it suits you. Or simply reply to this mail, and we will take it up again.`,
    inviteByMail: "Simply reply to this mail if you still want to speak about it, and we will take it up again.",
    rest: "Rather hear nothing more? Then you need not do anything.",
    why: (organisation: string, day: string) => `You get this mail because you gave ${organisation} your opinion on ${day}. Rather not hear from us? `,
    unsubscribe: "Unsubscribe",
  },
};

export type LastMailProps = {
  language: MailLanguage;
  organisation: string;
  customerName: string | null;
  /** Her words, shortened; null when she gave a score only. */
  youSaid: string | null;
  writer: { name: string; team: string | null; phone: { shown: string; href: string } | null };
  unsubscribeUrl: string;
  /** The day she answered the survey, in words. */
  answeredOn: string;
};

export function lastMailSubject(language: MailLanguage): string {
  return texts[language].subject;
}

/** After three attempts on two days: nobody reached her, the door stays open. */
export function LastMail({ language, organisation, customerName, youSaid, writer, unsubscribeUrl, answeredOn }: LastMailProps) {
  const t = texts[language];
  return (
    <Frame language={language} organisation={organisation} preview={t.tried}>
      <Paragraph>{t.hello(customerName)}</Paragraph>
      <Paragraph>{t.tried}</Paragraph>
      {youSaid && <Label>{t.youSaid}</Label>}
      {youSaid && <Said>{youSaid}</Said>}
      <Paragraph>{writer.phone ? t.invite(writer.phone.shown) : t.inviteByMail}</Paragraph>
      <Paragraph>{t.rest}</Paragraph>
      <Writer {...writer} />
      <Footer>
        {t.why(organisation, answeredOn)}
        <QuietLink href={unsubscribeUrl}>{t.unsubscribe}</QuietLink>.
      </Footer>
    </Frame>
  );
}
