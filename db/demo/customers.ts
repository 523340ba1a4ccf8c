import type { Insertable } from "kysely";
import type { Customers } from "#db/schema.ts";
import { type Calendar, dayInMs } from "./calendar.ts";
import { membersOf, type TeamId } from "./people.ts";
import { type Random, randomFor } from "./random.ts";
import { complexes, names, originWeights } from "./words/names.ts";

export type Customer = Insertable<Customers> & { id: number; name: string | null; language: "nl" | "en" };

/** Tenants; the ids follow on from `firstId`. Those of the north and the south have an owner there, now and then. */
export function makeCustomers(count: number, firstId: number, calendar: Calendar): Customer[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const id = firstId + index;
    const random = randomFor(`customer ${id}`);
    const { name, mailbox } = nameOf(random);
    let email = `${mailbox}@klant.example`;
    if (taken.has(email)) email = `${mailbox}${id}@klant.example`;
    taken.add(email);
    const isAnonymous = random.chance(0.012);
    const hasEmail = !isAnonymous && random.chance(0.95);
    const team: TeamId = random.chance(0.5) ? 2 : 3;
    const since = new Date(calendar.now.getTime() - random.whole(370, 4000) * dayInMs);
    return customerRow({
      id,
      name: isAnonymous ? null : name,
      email: hasEmail ? email : null,
      phone: !isAnonymous && random.chance(0.92) ? phoneOf(id) : null,
      language: random.chance(0.08) ? "en" : "nl",
      account: random.chance(0.4) ? random.pick(complexes) : null,
      owner_id: random.chance(0.18) ? random.pick(membersOf(team)) : null,
      since,
    });
  });
}

type Values = { id: number; name: string | null; email: string | null; phone: string | null; language?: "nl" | "en"; account?: string | null; owner_id?: number | null; no_mail_at?: Date | null; since: Date };

export function customerRow({ since, language = "nl", account = null, owner_id = null, no_mail_at = null, ...values }: Values): Customer {
  return { ...values, external_id: `H${String(100_000 + values.id * 7)}`, email_normalised: values.email?.toLowerCase() ?? null, language, account, owner_id, no_mail_at, created_at: since, updated_at: since };
}

/** 06 1234 xxxx: mobile numbers of the row that everybody uses as an example. */
function phoneOf(id: number): string {
  return `+3161234${String((id * 37) % 10_000).padStart(4, "0")}`;
}

function nameOf(random: Random): { name: string; mailbox: string } {
  const origin = random.weighted(originWeights);
  const first = random.pick<string>(names[origin].first);
  // Some married into another family.
  const last = random.pick<string>(names[random.chance(0.06) ? random.weighted(originWeights) : origin].last);
  const style = random.weighted({ full: 70, initial: 20, family: 4, initials: 6 });
  const capital = last[0]!.toUpperCase() + last.slice(1);
  const name = {
    full: `${first} ${last}`,
    initial: `${first[0]}. ${last}`,
    initials: `${first[0]}.${random.pick(["A", "C", "H", "J", "M", "P", "W"])}. ${last}`,
    family: `Familie ${capital}`,
  }[style];
  return { name, mailbox: plain(style === "family" ? `fam.${last}` : `${first}.${last}`) };
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ı", "i")
    .replaceAll("ł", "l")
    .replace(/['’]/g, "")
    .replace(/[^a-z]+/g, ".")
    .replace(/^\.|\.$/g, "");
}
