import { Footer, type MailLanguage, Paragraph, QuietLink } from "./parts.tsx";

/** What every mail to a customer begins and ends with. */
const texts = {
  nl: {
    hello: (name: string | null) => (name ? `Dag ${name},` : "Goedendag,"),
    why: (organisation: string, day: string) => `U krijgt deze mail omdat u op ${day} uw mening gaf aan ${organisation}. Liever geen bericht meer? `,
    unsubscribe: "Meld u af",
  },
  en: {
    hello: (name: string | null) => (name ? `Hello ${name},` : "Hello,"),
    why: (organisation: string, day: string) => `You get this mail because you gave ${organisation} your opinion on ${day}. Rather not hear from us? `,
    unsubscribe: "Unsubscribe",
  },
};

export type ToCustomer = {
  language: MailLanguage;
  organisation: string;
  customerName: string | null;
  writer: { name: string; team: string | null; phone: { shown: string; href: string } | null };
  unsubscribeUrl: string;
  /** The day she answered the survey, in words. */
  answeredOn: string;
};

export function Greeting({ language, customerName }: Pick<ToCustomer, "language" | "customerName">) {
  return <Paragraph>{texts[language].hello(customerName)}</Paragraph>;
}

export function CustomerFooter({ language, organisation, answeredOn, unsubscribeUrl }: Pick<ToCustomer, "language" | "organisation" | "answeredOn" | "unsubscribeUrl">) {
  const t = texts[language];
  return (
    <Footer>
      {t.why(organisation, answeredOn)}
      <QuietLink href={unsubscribeUrl}>{t.unsubscribe}</QuietLink>.
    </Footer>
  );
}
