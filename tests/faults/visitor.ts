import { wait } from "./tool.ts";

export type Fields = Record<string, string>;

/** Taken: done, or done before. Refused: the server says why not (409, 422, 404). */
export type Said = "taken" | "refused";

/**
 * Somebody who works in the app over plain HTTP, as a browser without JavaScript does: signs in with her
 * password, opens pages, sends their forms. What is not answered is sent again, the same, until it is.
 */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #origin: string;
  readonly #onSend: (path: string) => void;
  /** How often nobody answered. */
  unanswered = 0;

  /** `onSend` hears of every form as it goes out. */
  constructor(origin: string, onSend: (path: string) => void = () => {}) {
    this.#origin = origin;
    this.#onSend = onSend;
  }

  async signIn(email: string, password: string): Promise<void> {
    if ((await this.send("/signin", { email, password })) !== "taken" || !this.#cookies.has("belterug")) throw new Error(`${email} could not sign in`);
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** The page's HTML; null when there is none for her (any more). */
  async open(path: string): Promise<string | null> {
    const { status, text } = await this.#untilAnswered(path, {});
    return status === 200 ? text : null;
  }

  async send(path: string, fields: Fields): Promise<Said> {
    const { status, text } = await this.#untilAnswered(path, { method: "POST", body: new URLSearchParams(fields) });
    if (status >= 300 && status < 400) return "taken";
    if ([404, 409, 422].includes(status)) return "refused";
    throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`);
  }

  async #untilAnswered(path: string, init: RequestInit): Promise<{ status: number; text: string }> {
    for (;;) {
      try {
        if (init.method === "POST") this.#onSend(path);
        const response = await fetch(`${this.#origin}${path}`, { ...init, redirect: "manual", headers: { origin: this.#origin, cookie: this.cookie } });
        const text = await response.text();
        if (response.status < 500) {
          for (const line of response.headers.getSetCookie()) this.#keep(line);
          return { status: response.status, text };
        }
        if (response.status !== 503) throw new Refused(`${path} answered ${response.status}`);
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
      this.unanswered++;
      await wait(100 + Math.random() * 200);
    }
  }

  #keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (/max-age=0/i.test(line) || value === "") this.#cookies.delete(name!);
    else this.#cookies.set(name!, value!);
  }
}

class Refused extends Error {}

/** The hidden fields of an act's form on this page. */
export function hiddenFields(html: string): { act_id: string; seen: string } | null {
  const act_id = valueOf(html, "act_id");
  const seen = valueOf(html, "seen");
  return act_id === undefined ? null : { act_id, seen: seen ?? "0" };
}

export function valueOf(html: string, name: string): string | undefined {
  return new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1];
}

/** What stands in a text field of this page. */
export function textIn(html: string, name: string): string {
  const text = new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1] ?? "";
  return readable(text);
}

/** As a person reads it: signs instead of entities, plain spaces. */
export function readable(html: string): string {
  const signs: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  return html.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => signs[name]!).replace(/<!-- -->/g, "").replace(/[\u00a0\u202f]/g, " ");
}
