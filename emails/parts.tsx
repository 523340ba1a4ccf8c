import { Body, Button as MailButton, Container, Head, Hr, Html, Link, Preview, Section, Text } from "@react-email/components";
import { Fragment, type ReactNode } from "react";

export type MailLanguage = "nl" | "en";

const ui = 'Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif';
const serif = '"Source Serif 4", Georgia, "Times New Roman", serif';
const light = { paper: "#efebe3", card: "#ffffff", ink: "#1d1b16", muted: "#665f54", line: "#e6e0d5", accent: "#0f6b4f", accentInk: "#ffffff", quiet: "#f3efe8" };
const dark = { paper: "#14130f", card: "#1f1d18", ink: "#f0ece3", muted: "#b0a89a", line: "#403b32", accent: "#5cc39c", accentInk: "#0c1f18", quiet: "#35312a" };

// Styles stand inline for the programs that drop <style>; these rules only add the dark colours and
// the phone. React escapes them as text, so they hold no quotes, < or &.
const rules = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background-color: ${dark.paper} !important; }
  .card { background-color: ${dark.card} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .line { border-color: ${dark.line} !important; }
  .accent { color: ${dark.accent} !important; }
  .button-primary { background-color: ${dark.accent} !important; color: ${dark.accentInk} !important; }
  .button-quiet { background-color: ${dark.quiet} !important; color: ${dark.ink} !important; }
}
@media (max-width: 480px) {
  .outside { padding: 0 !important; }
  .card { border-radius: 0 !important; }
  .inside { padding: 28px 22px 24px !important; }
  .button { display: block !important; margin-right: 0 !important; text-align: center !important; }
}`;

/**
 * What stands around every mail: the organisation's name, a card of 600 px, light and dark. No
 * pictures and no tracking. `preview` is the line that a mailbox shows behind the subject.
 */
export function Frame({ language, organisation, preview, children }: { language: MailLanguage; organisation: string; preview: string; children: ReactNode }) {
  return (
    <Html lang={language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{organisation}</title>
        <style>{rules}</style>
      </Head>
      <Body className="paper" style={{ backgroundColor: light.paper, margin: 0, padding: 0, fontFamily: ui, wordBreak: "break-word", overflowWrap: "anywhere" }}>
        <Preview>{preview}</Preview>
        <Section>
          <div className="outside paper" style={{ padding: "32px 12px", backgroundColor: light.paper }}>
            <Container className="card" style={{ maxWidth: "600px", backgroundColor: light.card, borderRadius: "14px" }}>
              <div className="inside" style={{ padding: "36px 44px 32px" }}>
                <Text className="accent" data-skip-in-text="true" style={{ margin: "0 0 28px", fontFamily: serif, fontSize: "17px", lineHeight: "24px", fontWeight: 600, color: light.accent }}>
                  {organisation}
                </Text>
                {children}
              </div>
            </Container>
          </div>
        </Section>
      </Body>
    </Html>
  );
}

/** Running text. Line breaks in a string stay. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ margin: "0 0 16px", fontSize: "16px", lineHeight: "26px", color: light.ink }}>
      {typeof children === "string" ? <Lines text={children} /> : children}
    </Text>
  );
}

/** The small heading above a part: "U zei". */
export function Label({ children }: { children: string }) {
  return (
    <Text className="muted label" style={{ margin: "28px 0 6px", fontSize: "13px", lineHeight: "20px", fontWeight: 600, color: light.muted }}>
      {children}
    </Text>
  );
}

/** The customer's own words: the largest thing in the mail. */
export function Said({ children }: { children: string }) {
  return (
    <blockquote className="line ink" style={{ margin: "0 0 4px", padding: "2px 0 2px 18px", borderLeft: `3px solid ${light.line}`, fontFamily: serif, fontStyle: "italic", fontSize: "20px", lineHeight: "30px", color: light.ink }}>
      <Lines text={children} />
    </blockquote>
  );
}

/** Big enough for a thumb; `primary` once per mail. */
export function Button({ href, kind = "primary", children }: { href: string; kind?: "primary" | "quiet"; children: string }) {
  const colours = kind === "primary" ? { backgroundColor: light.accent, color: light.accentInk } : { backgroundColor: light.quiet, color: light.ink };
  return (
    <MailButton href={href} className={`button button-${kind}`} style={{ ...colours, margin: "0 12px 12px 0", padding: "14px 24px", borderRadius: "10px", fontFamily: ui, fontSize: "16px", lineHeight: "20px", fontWeight: 600 }}>
      {children}
    </MailButton>
  );
}

export function Buttons({ children }: { children: ReactNode }) {
  return <Section style={{ margin: "10px 0 4px" }}>{children}</Section>;
}

/** A quiet remark beside the running text. */
export function Remark({ children }: { children: ReactNode }) {
  return (
    <Text className="muted" style={{ margin: "0 0 16px", fontSize: "14px", lineHeight: "22px", color: light.muted }}>
      {children}
    </Text>
  );
}

/** Who writes, with her team and the number she answers. */
export function Writer({ name, team, phone }: { name: string; team: string | null; phone: { shown: string; href: string } | null }) {
  return (
    <Text className="ink" style={{ margin: "28px 0 0", fontSize: "16px", lineHeight: "24px", color: light.ink }}>
      <strong>{name}</strong>
      <br />
      <span className="muted" style={{ fontSize: "14px", color: light.muted }}>
        {team}
        {team && phone && " · "}
        {phone && (
          <Link href={phone.href} className="muted" style={{ color: light.muted, textDecoration: "none" }}>
            {phone.shown}
          </Link>
        )}
      </span>
    </Text>
  );
}

/** Why she gets this mail and how to stop it. */
export function Footer({ children }: { children: ReactNode }) {
  return (
    <>
      <Hr className="line" style={{ margin: "28px 0 0", borderTop: `1px solid ${light.line}` }} />
      <Text className="muted" style={{ margin: "16px 0 0", fontSize: "13px", lineHeight: "20px", color: light.muted }}>
        {children}
      </Text>
    </>
  );
}

export function QuietLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="muted" style={{ color: light.muted, textDecoration: "underline" }}>
      {children}
    </Link>
  );
}

function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split(/\r?\n/).map((line, index) => (
        <Fragment key={index}>
          {index > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </>
  );
}
