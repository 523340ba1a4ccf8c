import type { Insertable } from "kysely";
import type { CallGuides } from "#db/schema.ts";
import type { Calendar } from "./calendar.ts";
import { people, type TeamId } from "./people.ts";

type Written = Pick<Insertable<CallGuides>, "cause_id" | "category" | "start" | "dos" | "donts"> & { openings: string[] };

/** What the leads wrote for their teams: for any call, for an angry customer, for some causes. */
export function guideRows(calendar: Calendar): Insertable<CallGuides>[] {
  const of = (team: TeamId, guides: Written[]) => guides.map((guide) => ({ team_id: team, ...guide }));
  const lead = (team: TeamId) => people.find((person) => person.team === team && person.role === "lead")!.id;
  return [...of(2, north), ...of(3, [angry, any]), ...of(1, [any, { ...angry, ...english }])].map((guide, index) => ({ id: index + 1, ...guide, changed_by: lead(guide.team_id), changed_at: calendar.onDay(-60 + index, 11) }));
}

const any: Written = {
  cause_id: null,
  category: null,
  start: "Goedendag {klant}, met {ik} van {organisatie}. U schreef ons iets, en daarom bel ik u zelf even. Schikt het nu?",
  openings: ["Ik heb gelezen wat u schreef. Ik hoor het graag van u zelf.", "U nam de moeite om ons te schrijven. Wat zat u het meest dwars?", "Ik bel om te luisteren. Daarna kijken we samen wat er nodig is."],
  dos: "Laat de klant uitpraten en vat samen wat je hoorde.\nVraag: wat zou u helpen?\nBeloof met een dag erbij, en leg het meteen vast.",
  donts: "Niet uitleggen waarom het zo ging.\nNiet naar een andere afdeling wijzen.",
};

const angry: Written = {
  cause_id: null,
  category: "detractor",
  start: "Goedendag {klant}, met {ik} van {organisatie}. Ik las uw bericht, en het spijt me dat het zo ging. Heeft u even?",
  openings: ["Dit had beter gemoeten. Mag ik van u horen wat er precies gebeurde?", "U heeft al te vaak zelf moeten bellen. Vanaf nu bel ik ú.", "Wat zou u nu, vandaag, het meest helpen?"],
  dos: "Begin met sorry, zonder ‘maar’.\nSchrijf mee en zeg dat je dat doet.\nSluit af met: dit doe ik, en dan hoort u van mij.",
  donts: "Niet zeggen: ‘dat is ons beleid’.\nNiet om geduld vragen zonder datum.",
};

const english: Partial<Written> = { category: "passive", start: "Goedendag {klant}, met {ik} van {organisatie}. U was best tevreden, en er kon iets beter. Mag ik vragen wat?" };

const north: Written[] = [
  angry,
  any,
  {
    cause_id: 3,
    category: null,
    start: "Goedendag {klant}, met {ik} van {organisatie}. U zit nog steeds met die reparatie, en dat spijt me. Is het nu nog nat of kapot?",
    openings: ["Ik heb uw hele dossier voor me, van de eerste melding af. U hoeft het niet nog eens uit te leggen.", "Ik ga niet zeggen dat het opgelost is voordat u dat zegt.", "Welke dag past het u dat ik zelf met de monteur meekom?"],
    dos: "Vraag eerst: is het nu veilig en droog?\nGeef één naam en één nummer: dat van jou.\nBel na de reparatie nog eens, na een week.",
    donts: "Niet weer een losse monteur sturen.\nNiet ‘het staat in het systeem’ zeggen.",
  },
  {
    cause_id: 2,
    category: null,
    start: "Goedendag {klant}, met {ik} van {organisatie}. U zat op ons te wachten en wij kwamen niet. Dat spijt me. Heeft u even?",
    openings: ["U had er een dag vrij voor genomen. Dat krijg ik niet terug, maar het gebeurt niet weer.", "Zullen we samen een uur kiezen dat u past? Dan leg ik het vast terwijl u aan de lijn bent.", "Ik bel u die ochtend zelf, voordat de monteur vertrekt."],
    dos: "Noem een uur, geen dagdeel.\nRegel het terwijl de klant aan de lijn is.",
    donts: "Niet de planning de schuld geven.\nGeen rekening laten staan voor een bezoek dat er niet was.",
  },
];
