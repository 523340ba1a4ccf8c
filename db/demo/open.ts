import type { Plan } from "./plans.ts";
import type { ThemeName } from "./words/themes.ts";

/** What waits with everybody else today: unclaimed, late, promised, to be told, told. */
export type Waiting = { plan: Plan; theme: ThemeName; score: number; without?: "email" | "phone" | "mails" };

const north = 2;
const south = 3;
const service = 1;

const row = (theme: ThemeName, score: number, team: 1 | 2 | 3, owner: number | null, received: number, { without, ...rest }: Partial<Plan> & Pick<Waiting, "without"> = {}): Waiting => ({
  ...(without && { without }),
  theme,
  score,
  plan: { team, owner, reason: owner === null ? (team === service ? "default_team" : "team") : rest.tries ? "about_employee" : "team", received, ...rest },
});

/** The survey said whom it was about. */
const named = { reason: "about_employee" } as const;

export const waiting: Waiting[] = [
  // bellen, unclaimed
  row("noCallback", 2, service, null, 1.3),
  row("keys", 5, service, null, 6.2),
  row("rent", 4, service, null, 22.6, { without: "phone" }),
  row("noShow", 1, service, null, 29),
  row("boiler", 3, north, null, 2.4),
  row("moving", 6, north, null, 17.5),
  row("noise", 0, south, null, 11),
  // bellen
  row("leak", 4, north, 4, 19.5, { tries: [4] }),
  row("lift", 5, north, 6, 7.8, named),
  row("noShow", 3, south, 9, 22.1, { tries: [18, 3] }),
  row("letter", 6, south, 10, 13),
  row("boiler", 0, south, 8, 33, named),
  row("mould", 3, south, 11, 118, { tries: [101] }),
  row("noCallback", 2, service, 13, 4.5, named),
  row("keys", 6, service, 14, 27, { tries: [8] }),
  // doen
  row("leak", 2, north, 4, 76, { reached: 55, promise: { inDays: 1, hour: 12 }, help: { whom: 3, part: "advise", ago: 30, note: "Jij had zo'n lekkage in de Lindenhof. Wie belde jij toen?", answer: { ago: 29, advice: "Bel Erik van het dak rechtstreeks. En zeg de klant dat je hem zelf aan de lijn had." }, thankedAgo: 28 }, asksToGive: { kind: "expenses", amount: 12_000, note: "Hij heeft zelf een droger gehuurd, ik heb de bon.", ago: 2.2 } }),
  row("boiler", 1, north, 5, 51, { tries: [49], reached: 30, promise: { inDays: 2, hour: 17 }, help: { whom: 3, part: "advise", ago: 2.4, note: "Jij kent deze flat. Wat zeg ik als er morgen weer geen warm water is?" } }),
  row("noise", 3, north, 5, 170, { reached: 138, promise: { inDays: 3, hour: 15 } }),
  row("moving", 4, north, 6, 98, { ...named, reached: 66, promise: { inDays: -1, hour: 16 } }),
  row("rent", 5, north, 2, 20, { reached: 6 }),
  row("leak", 0, south, 7, 46, { reached: 26, promise: { inDays: 0, hour: 16 } }),
  row("mould", 2, south, 8, 220, { tries: [190, 188], reached: 168, promise: { inDays: 4, hour: 12 } }),
  row("noShow", 4, south, 8, 73, { reached: 52, promise: { inDays: 1, hour: 10 } }),
  row("boiler", 3, south, 9, 124, { reached: 94, promise: { inDays: -2, hour: 17 } }),
  row("letter", 5, south, 10, 26, { reached: 22, promise: { inDays: 2, hour: 12 } }),
  row("lift", 1, south, 10, 146, { reached: 128, promise: { inDays: 1, hour: 9 } }),
  row("leak", 3, south, 11, 190, { reached: 146, promise: { inDays: -1, hour: 12 } }),
  row("noCallback", 4, service, 13, 52, { ...named, reached: 29, promise: { inDays: 1, hour: 15 } }),
  row("keys", 2, service, 14, 21, { ...named, reached: 18 }),
  row("letter", 6, service, 12, 79, { ...named, reached: 58, promise: { inDays: 5, hour: 12 } }),
  row("noShow", 2, north, 4, 320, { reached: 300, acted: 200, told: 196, notYet: { ago: 9, words: "Hij zou om acht uur komen, ik zit hier weer voor niks.", score: 2 } }),
  row("rent", 5, south, 9, 260, { reached: 240, acted: 150, told: 147, notYet: { ago: 31, words: "Het geld staat nog niet op mijn rekening.", score: null } }),
  // vertellen
  row("boiler", 4, north, 4, 100, { ...named, reached: 80, promise: { kept: true }, acted: 6 }),
  row("noise", 5, north, 5, 148, { without: "mails", reached: 130, acted: 21 }),
  row("leak", 1, south, 8, 125, { reached: 104, promise: { kept: true }, acted: 28 }),
  row("letter", 6, south, 9, 76, { reached: 54, acted: 3 }),
  row("moving", 3, south, 10, 172, { reached: 150, acted: 18, told: 17, failure: "550 5.1.1 This mailbox does not exist" }),
  row("keys", 4, service, 13, 53, { ...named, without: "email", reached: 46, acted: 22 }),
  row("noCallback", 5, service, 14, 50, { ...named, reached: 44, acted: 4 }),
  // verteld
  row("leak", 3, north, 4, 240, { reached: 220, acted: 120, told: 118 }),
  row("boiler", 5, north, 5, 290, { reached: 246, acted: 150, told: 148 }),
  row("keys", 6, north, 6, 340, { reached: 333, acted: 247, told: 244 }),
  row("noShow", 2, north, 5, 148, { reached: 126, acted: 52, told: 30 }),
  row("letter", 4, south, 10, 316, { reached: 280, acted: 262, told: 243 }),
  row("rent", 5, south, 9, 222, { reached: 200, acted: 126, told: 100 }),
  row("mould", 1, south, 8, 410, { reached: 390, acted: 222, told: 218 }),
  row("lift", 6, south, 7, 128, { reached: 124, acted: 76, told: 74 }),
  row("moving", 3, south, 10, 196, { reached: 166, acted: 74, told: 49 }),
  row("noCallback", 5, service, 13, 150, { reached: 146, acted: 122, told: 121 }),
  row("noCallback", 2, service, 14, 270, { reached: 245, acted: 170, told: 168 }),
  row("keys", 4, service, 12, 102, { ...named, reached: 98, acted: 30, told: 28 }),
  row("letter", 6, service, 13, 78, { ...named, reached: 72, acted: 49, told: 26 }),
];
