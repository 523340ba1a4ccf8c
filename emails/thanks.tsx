import { CustomerFooter, Greeting, type ToCustomer } from "./customer.tsx";
import { Frame, Label, type MailLanguage, Paragraph, Said, Writer } from "./parts.tsx";

const texts = {
  nl: {
    subject: "Dank u wel voor uw compliment",
    line: "Dank u wel voor uw mooie woorden. Daar doen we het voor.",
    youSaid: "U zei",
  },
  en: {
    subject: "Thank you for your compliment",
    line: "Thank you for your kind words. They are why we do this.",
    youSaid: "You said",
  },
};

export type ThanksMailProps = ToCustomer & {
  /** Her words, shortened. */
  youSaid: string | null;
  line: string;
};

export function thanksSubject(language: MailLanguage): string {
  return texts[language].subject;
}

/** The line to begin with: whoever writes may change it. */
export function thanksLine(language: MailLanguage): string {
  return texts[language].line;
}

/** One line of thanks from who the compliment was about. It asks nothing. */
export function ThanksMail({ language, organisation, customerName, line, youSaid, writer, unsubscribeUrl, answeredOn }: ThanksMailProps) {
  const t = texts[language];
  return (
    <Frame language={language} organisation={organisation} preview={line}>
      <Greeting language={language} customerName={customerName} />
      <Paragraph>{line}</Paragraph>
      {youSaid && <Label>{t.youSaid}</Label>}
      {youSaid && <Said>{youSaid}</Said>}
      <Writer {...writer} />
      <CustomerFooter language={language} organisation={organisation} answeredOn={answeredOn} unsubscribeUrl={unsubscribeUrl} />
    </Frame>
  );
}
