const places: Record<string, string> = { i: "/inbox", t: "/team", o: "/overview", m: "/messages", c: "/compliments" };
const ofLeads = new Set(["o"]);

/** Where `g` and then this letter leads her; undefined: nowhere. */
export function placeOf(letter: string, { isLead }: { isLead: boolean }): string | undefined {
  return Object.hasOwn(places, letter) && (isLead || !ofLeads.has(letter)) ? places[letter] : undefined;
}
