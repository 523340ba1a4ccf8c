import { createServer, type AddressInfo, type Socket } from "node:net";

/** Where a conversation stands when the server acts up; "text" is the end of the mail's text. */
type Step = "greeting" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "text";

/** Answers `code` at `step`; "break" ends the connection there without an answer. */
export type SmtpRefusal = { step: Step; code: number | "break" };

/** A mail as it was accepted: the envelope and the source as it came over the wire. */
export type SmtpMail = { from: string; to: string; source: string };

/** A small SMTP server (RFC 5321, no TLS) that keeps what it accepts. `refuseNext` makes the next conversations fail. */
export async function startSmtpServer() {
  const mails: SmtpMail[] = [];
  const refusals: SmtpRefusal[] = [];
  const server = createServer((socket) => converse(socket, mails, refusals.shift()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    refuseNext: (...next: SmtpRefusal[]) => refusals.push(...next),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function converse(socket: Socket, mails: SmtpMail[], refusal: SmtpRefusal | undefined): void {
  const mail: SmtpMail = { from: "", to: "", source: "" };
  let unread = "";
  let isText = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  /** True when this step goes wrong as ordered; the answer is given then. */
  const goesWrong = (step: Step) => {
    if (refusal?.step !== step) return false;
    if (refusal.code === "break") socket.destroy();
    else say(`${refusal.code} not now`);
    return true;
  };
  const command = (line: string) => {
    const [verb = "", rest = ""] = [line.slice(0, 4).toUpperCase(), line.slice(5)];
    if (verb === "EHLO") return say("250-localhost\r\n250-AUTH PLAIN\r\n250 8BITMIME");
    if (verb === "AUTH") return goesWrong("AUTH") || say("235 welcome");
    if (verb === "MAIL") return goesWrong("MAIL") || ((mail.from = rest), say("250 ok"));
    if (verb === "RCPT") return goesWrong("RCPT") || ((mail.to = rest), say("250 ok"));
    if (verb === "DATA") return goesWrong("DATA") || ((isText = true), say("354 go ahead"));
    if (verb === "QUIT") return say("221 bye"), socket.end();
    say("250 ok");
  };
  const text = (end: number) => {
    mail.source = unread.slice(0, end + 2);
    unread = unread.slice(end + 5);
    isText = false;
    const isAccepted = refusal?.step !== "text" || refusal.code === "break";
    if (isAccepted) mails.push({ ...mail });
    return goesWrong("text") || say("250 queued as 4711");
  };
  socket.setEncoding("utf8");
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    unread += chunk.toString();
    for (;;) {
      const end = unread.indexOf(isText ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      if (isText) text(end);
      else {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        command(line);
      }
    }
  });
  if (!goesWrong("greeting")) say("220 localhost");
}
