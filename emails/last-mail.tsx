import { CustomerFooter, Greeting, type ToCustomer } from "./customer.tsx";
import { Frame, Label, type MailLanguage, Paragraph, Said, Writer } from "./parts.tsx";

const texts = {
  nl: {
    subject: "Wij willen u graag spreken over uw reactie",
    tried: "Wij hebben u een paar keer gebeld over uw reactie en u niet bereikt. Jammer, want wij horen graag wat er misging.",
    youSaid: "U zei",
    invite: (phone: string) => `U kunt ons bellen op ${phone}, op een moment dat u uitkomt. Of antwoord gewoon op deze mail, dan nemen wij het weer op.`,
    inviteByMail: "Antwoord gewoon op deze mail als u er nog over wilt spreken, dan nemen wij het weer op.",
    rest: "Hoort u liever niets meer? Dan hoeft u niets te doen.",
  },
  en: {
    subject: "We would like to speak with you about your feedback",
    tried: "We called you a few times about your feedback and did not reach you. A pity, because we would like to hear what went wrong.",
    youSaid: "You said",
    invite: (phone: string) => `You can call us on ${phone} whenever it suits you. Or simply reply to this mail, and we will take it up again.`,
    inviteByMail: "Simply reply to this mail if you still want to speak about it, and we will take it up again.",
    rest: "Rather hear nothing more? Then you need not do anything.",
  },
};

export type LastMailProps = ToCustomer & {
  /** Her words, shortened; null when she gave a score only. */
  youSaid: string | null;
};

export function lastMailSubject(language: MailLanguage): string {
  return texts[language].subject;
}

/** After three attempts on two days: nobody reached her, the door stays open. */
export function LastMail({ language, organisation, customerName, youSaid, writer, unsubscribeUrl, answeredOn }: LastMailProps) {
  const t = texts[language];
  return (
    <Frame language={language} organisation={organisation} preview={t.tried}>
      <Greeting language={language} customerName={customerName} />
      <Paragraph>{t.tried}</Paragraph>
      {youSaid && <Label>{t.youSaid}</Label>}
      {youSaid && <Said>{youSaid}</Said>}
      <Paragraph>{writer.phone ? t.invite(writer.phone.shown) : t.inviteByMail}</Paragraph>
      <Paragraph>{t.rest}</Paragraph>
      <Writer {...writer} />
      <CustomerFooter language={language} organisation={organisation} answeredOn={answeredOn} unsubscribeUrl={unsubscribeUrl} />
    </Frame>
  );
}
