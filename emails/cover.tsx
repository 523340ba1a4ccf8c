import { CustomerFooter, Greeting, type ToCustomer } from "./customer.tsx";
import { Frame, Label, type MailLanguage, Paragraph, Said, Writer } from "./parts.tsx";

const texts = {
  nl: {
    subject: (writer: string) => `${writer} belt u over uw reactie`,
    instead: (absent: string, writer: string) => `${absent}, die u eerder sprak of belde, is er even niet. Ik ben ${writer} en neem het over. Wat wij u beloofden, blijft staan.`,
    myself: (writer: string) => `Bedankt voor uw reactie. Ik ben ${writer} en bel u daarover.`,
    youSaid: "U zei",
    call: (phone: string) => `Belt u liever zelf? Dat kan op ${phone}. Antwoorden op deze mail kan ook.`,
    answer: "Komt bellen niet uit? Antwoord dan gewoon op deze mail.",
  },
  en: {
    subject: (writer: string) => `${writer} will call you about your feedback`,
    instead: (absent: string, writer: string) => `${absent}, who spoke to you or called you before, is not here for a while. I am ${writer} and take over. What we promised you stands.`,
    myself: (writer: string) => `Thank you for your feedback. I am ${writer} and will call you about it.`,
    youSaid: "You said",
    call: (phone: string) => `Would you rather call yourself? You can, on ${phone}. You can also simply reply to this mail.`,
    answer: "Does a call not suit you? Then simply reply to this mail.",
  },
};

export type CoverMailProps = ToCustomer & {
  /** Who had contact with her before and is away; null when nobody had. */
  absent: string | null;
  /** Her words, shortened; null when she gave a score only. */
  youSaid: string | null;
};

export function coverSubject(language: MailLanguage, writer: string): string {
  return texts[language].subject(writer);
}

/** Another than she expects will call: who, and how to reach that one first. */
export function CoverMail({ language, organisation, customerName, absent, youSaid, writer, unsubscribeUrl, answeredOn }: CoverMailProps) {
  const t = texts[language];
  const who = absent ? t.instead(absent, writer.name) : t.myself(writer.name);
  return (
    <Frame language={language} organisation={organisation} preview={who}>
      <Greeting language={language} customerName={customerName} />
      <Paragraph>{who}</Paragraph>
      {youSaid && <Label>{t.youSaid}</Label>}
      {youSaid && <Said>{youSaid}</Said>}
      <Paragraph>{writer.phone ? t.call(writer.phone.shown) : t.answer}</Paragraph>
      <Writer {...writer} />
      <CustomerFooter language={language} organisation={organisation} answeredOn={answeredOn} unsubscribeUrl={unsubscribeUrl} />
    </Frame>
  );
}
