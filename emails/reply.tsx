import { CustomerFooter, Greeting, type ToCustomer } from "./customer.tsx";
import { Button, Buttons, Frame, Label, type MailLanguage, Paragraph, Remark, Said, Writer } from "./parts.tsx";

const texts = {
  nl: {
    subject: "Wat wij met uw reactie deden",
    spokeOn: (day: string) => `Fijn dat ik u ${day} sprak. Dit heb ik met uw reactie gedaan.`,
    spoke: "Fijn dat ik u sprak. Dit heb ik met uw reactie gedaan.",
    did: "Dit hebben wij met uw reactie gedaan.",
    youSaid: "U zei",
    weDid: "Wij deden",
    question: "Is het hiermee voor u opgelost?",
    solved: "Ja, opgelost",
    notYet: "Nog niet",
    answer: "U kunt ook gewoon antwoorden op deze mail. Dan lees ik het zelf.",
  },
  en: {
    subject: "What we did with your feedback",
    spokeOn: (day: string) => `It was good to speak with you on ${day}. This is what I did with your feedback.`,
    spoke: "It was good to speak with you. This is what I did with your feedback.",
    did: "This is what we did with your feedback.",
    youSaid: "You said",
    weDid: "We did",
    question: "Is it solved for you now?",
    solved: "Yes, solved",
    notYet: "Not yet",
    answer: "You can also simply reply to this mail. I read it myself.",
  },
};

export type ReplyMailProps = ToCustomer & {
  /** The writer spoke with her herself; the day as a word ("dinsdag") when that is still clear. */
  spoke: { day: string | null } | null;
  youSaid: string;
  weDid: string;
  /** `/r/TOKEN`, whole; the buttons add the answer, which only preselects. */
  verdictUrl: string;
};

export function replySubject(language: MailLanguage): string {
  return texts[language].subject;
}

/** "You said, we did": what she told us, what we changed, and the question whether it is solved. */
export function ReplyMail({ language, organisation, customerName, spoke, youSaid, weDid, verdictUrl, unsubscribeUrl, writer, answeredOn }: ReplyMailProps) {
  const t = texts[language];
  return (
    <Frame language={language} organisation={organisation} preview={weDid}>
      <Greeting language={language} customerName={customerName} />
      <Paragraph>{!spoke ? t.did : spoke.day ? t.spokeOn(spoke.day) : t.spoke}</Paragraph>
      <Label>{t.youSaid}</Label>
      <Said>{youSaid}</Said>
      <Label>{t.weDid}</Label>
      <Paragraph>{weDid}</Paragraph>
      <Label>{t.question}</Label>
      <Buttons>
        <Button href={`${verdictUrl}?answer=solved`}>{t.solved}</Button>
        <Button href={`${verdictUrl}?answer=not_yet`} kind="quiet">
          {t.notYet}
        </Button>
      </Buttons>
      <Remark>{t.answer}</Remark>
      <Writer {...writer} />
      <CustomerFooter language={language} organisation={organisation} answeredOn={answeredOn} unsubscribeUrl={unsubscribeUrl} />
    </Frame>
  );
}
