import { Text } from "@react-email/components";
import { Button, Buttons, Footer, Frame, type MailLanguage, Paragraph, QuietLink, Remark } from "./parts.tsx";

const texts = {
  nl: {
    hello: (name: string) => `Dag ${name},`,
    what: "Dit gebeurde er met je taken.",
    open: "Naar de taak",
    more: (count: number) => (count === 1 ? "En nog 1 bericht, in Belterug." : `En nog ${count} berichten, in Belterug.`),
    button: "Al je berichten",
    why: "Je krijgt deze mail omdat je dit zo hebt ingesteld. Wil je ze op een ander moment, of niet? ",
    settings: "Verander het hier",
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    what: "This happened with your tasks.",
    open: "To the task",
    more: (count: number) => (count === 1 ? "And 1 more message, in Belterug." : `And ${count} more messages, in Belterug.`),
    button: "All your messages",
    why: "You get this mail because you set it so. Want it at another moment, or not at all? ",
    settings: "Change it here",
  },
};

export type DigestItem = { title: string; note: string | null; when: string; url: string | null };

/** What an employee was told and has not read yet: one item or many, the newest first. */
export function DigestMail({ language, organisation, name, items, more, url, settingsUrl }: { language: MailLanguage; organisation: string; name: string; items: DigestItem[]; more: number; url: string; settingsUrl: string }) {
  const t = texts[language];
  return (
    <Frame language={language} organisation={organisation} preview={items[0]?.title ?? t.what}>
      <Paragraph>{t.hello(name)}</Paragraph>
      <Paragraph>{t.what}</Paragraph>
      {items.map((item, index) => (
        <Item key={index} item={item} open={t.open} />
      ))}
      {more > 0 && <Remark>{t.more(more)}</Remark>}
      <Buttons>
        <Button href={url}>{t.button}</Button>
      </Buttons>
      <Footer>
        {t.why}
        <QuietLink href={settingsUrl}>{t.settings}</QuietLink>.
      </Footer>
    </Frame>
  );
}

function Item({ item: { title, note, when, url }, open }: { item: DigestItem; open: string }) {
  return (
    <Text className="ink line" style={{ margin: "0 0 14px", padding: "12px 0 0", borderTop: "1px solid #e6e0d5", fontSize: "16px", lineHeight: "24px", color: "#1d1b16" }}>
      <strong>{title}</strong>
      <br />
      {note && (
        <>
          {note}
          <br />
        </>
      )}
      <span className="muted" style={{ fontSize: "14px", color: "#665f54" }}>
        {when}
        {url && " · "}
        {url && <QuietLink href={url}>{open}</QuietLink>}
      </span>
    </Text>
  );
}
