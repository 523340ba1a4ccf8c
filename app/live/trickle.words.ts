/** What comes in while `npm run demo -- --live` runs, in this order and each once: who writes twice in a minute is no customer. `about`: the person's number in the demo, or a team. */
export type Arriving = { name: string; score: number; words: string; touchpoint: string; about: { person: number } | { team: string } };

export const arriving: Arriving[] = [
  { name: "Hennie Postma", score: 2, words: "De monteur zou tussen acht en twaalf komen. Het is nu kwart over een en ik heb niets gehoord.", touchpoint: "reparatie aan huis", about: { person: 3 } },
  { name: "Samira el Idrissi", score: 10, words: "Fatima belde precies toen ze zei dat ze zou bellen. Dat had ik nog nooit meegemaakt.", touchpoint: "telefoongesprek", about: { person: 3 } },
  { name: "Gerard Zijlstra", score: 4, words: "De lift staat alweer stil, en mijn vrouw zit in een rolstoel.", touchpoint: "telefoongesprek", about: { team: "noord" } },
  { name: "Nel Brouwers", score: 1, words: "Drie keer dezelfde vraag beantwoord en nog steeds geen warm water.", touchpoint: "reparatie aan huis", about: { team: "zuid" } },
  { name: "Dennis Kok", score: 5, words: "Op zich netjes gemaakt, maar de rommel bleef op het balkon liggen.", touchpoint: "reparatie aan huis", about: { person: 3 } },
  { name: "Truus van den Berg", score: 9, words: "Sanne dacht echt met me mee over de sleutel van mijn dochter.", touchpoint: "balie", about: { person: 4 } },
  { name: "Ahmed Yildiz", score: 3, words: "Ik moest vier keer bellen voordat iemand mijn melding kon vinden.", touchpoint: "telefoongesprek", about: { team: "klantenservice" } },
  { name: "Loes de Graaf", score: 0, words: "Het lekt nu ook door het plafond van de buren. Wanneer komt er iemand?", touchpoint: "reparatie aan huis", about: { person: 3 } },
  { name: "Peter Smeets", score: 10, words: "Youssef heeft de hele middag met me gezocht naar de fout. Hulde.", touchpoint: "telefoongesprek", about: { person: 5 } },
  { name: "Ria Dijkstra", score: 6, words: "Het antwoord klopte, maar de brief was niet te lezen.", touchpoint: "brief", about: { team: "noord" } },
  { name: "Wim Verhoeven", score: 3, words: "Drie weken geleden zou er iemand voor de voordeur komen. Hij klemt nog steeds.", touchpoint: "reparatie aan huis", about: { person: 4 } },
  { name: "Emine Aydın", score: 9, words: "Joke legde de brief uit tot ik hem echt begreep.", touchpoint: "balie", about: { person: 6 } },
  { name: "Cor van der Linden", score: 6, words: "Prima jongen, die monteur, maar hij had het onderdeel niet bij zich.", touchpoint: "reparatie aan huis", about: { team: "noord" } },
  { name: "Fenna Hoogland", score: 2, words: "De kraan druppelt alweer, een dag nadat hij gemaakt was.", touchpoint: "reparatie aan huis", about: { person: 5 } },
  { name: "Mohamed Azzouzi", score: 10, words: "Binnen een uur teruggebeld, en diezelfde middag was het klaar.", touchpoint: "telefoongesprek", about: { team: "noord" } },
  { name: "Gré Kuiper", score: 5, words: "Vriendelijk geholpen, maar ik weet nog niet wanneer ze komen.", touchpoint: "telefoongesprek", about: { person: 3 } },
  { name: "Aleksandra Nowak", score: 1, words: "Ik sta al twee uur buiten met een kapot slot en niemand neemt op.", touchpoint: "telefoongesprek", about: { team: "zuid" } },
  { name: "Henk Scholten", score: 4, words: "De schilder heeft de ramen dichtgeverfd. Ik krijg er geen een meer open.", touchpoint: "reparatie aan huis", about: { person: 6 } },
  { name: "Soraya Ramdin", score: 9, words: "Eindelijk iemand die zei: dit is onze fout, en ik los het op.", touchpoint: "telefoongesprek", about: { person: 3 } },
  { name: "Bart Willemsen", score: 6, words: "De nieuwe huurprijs klopt niet met wat mij aan de telefoon is gezegd.", touchpoint: "brief", about: { team: "klantenservice" } },
];

/** What customers say who were told, in turn. */
export const verdicts = [
  { answer: "solved", score: 8, words: "Bedankt dat je zelf hebt teruggebeld." },
  { answer: "not_yet", score: null, words: "Gisteravond lekte het weer." },
  { answer: "solved", score: 9, words: null },
] as const;
