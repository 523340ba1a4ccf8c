import { expect, test } from "vitest";
import { guideForm } from "./guide-form.ts";
import { filled, fittingGuide, type Guide } from "./guide.ts";

const guide = (start: string, values: Partial<Guide> = {}): Guide => ({ cause_id: null, category: null, start, openings: [], dos: "", donts: "", ...values });
const general = guide("any call");
const angry = guide("a detractor", { category: "detractor" });
const leak = guide("a leak", { cause_id: 3 });

test("the guide for the cause comes first, then the score, then any", () => {
  const all = [general, angry, leak];
  expect(fittingGuide(all, { causeId: 3, category: "detractor" })).toBe(leak);
  expect(fittingGuide(all, { causeId: 4, category: "detractor" })).toBe(angry);
  expect(fittingGuide(all, { causeId: null, category: "detractor" })).toBe(angry);
  expect(fittingGuide(all, { causeId: null, category: "passive" })).toBe(general);
  expect(fittingGuide([leak], { causeId: null, category: "passive" })).toBeUndefined();
});

test("names are filled in; what is no name stays as it was written", () => {
  const names = { customer: "Jan de Boer", me: "Fatima", organisation: "De Linde" };
  expect(filled("Dag {klant}, met {ik} van {Organisatie}. {iets} {klant}?", names)).toBe("Dag Jan de Boer, met Fatima van De Linde. {iets} Jan de Boer?");
  expect(filled("{customer}, {me}, {organisation}", { ...names, me: "$&" })).toBe("Jan de Boer, $&, De Linde");
  expect(filled("{constructor} {__proto__}", names)).toBe("{constructor} {__proto__}");
});

test("a sentence stays one line, however it is typed; a list keeps its lines", () => {
  const typed = { team_id: "1", for: "any", start: "Goedendag,\r\n met {ik}. ", opening1: "Schikt\nhet nu?", opening2: "", opening3: "\n", dos: "Luister\r\nVraag", donts: "" };
  expect(guideForm.parse(typed)).toMatchObject({ start: "Goedendag, met {ik}.", openings: ["Schikt het nu?"], dos: "Luister\nVraag" });
});
