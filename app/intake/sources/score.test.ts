import { describe, expect, test } from "vitest";
import { readScore, scaleAround } from "./score.ts";
import type { Tree } from "./tree.ts";

test.each<[Tree, number]>([
  [9, 9], [0, 0], [10, 10], [-0, 0], [7.0, 7],
  ["9", 9], ["9.0", 9], [" 9 ", 9], ["9,0", 9], ["09", 9], ["+9", 9], ["９", 9], ["\u200e9", 9], ["\u00a09", 9],
  ["9/10", 9], ["9 / 10", 9], ["9 van 10", 9], ["9 out of 10", 9], ["9 of the 10", 9], ["9 op 10", 9],
  ["9 - heel waarschijnlijk", 9], ["10: Extremely likely", 10], ["0 = helemaal niet", 0], ["9 (very likely)", 9], ["10 Zeer waarschijnlijk", 10], ["9. Waarschijnlijk", 9],
  ["Extremely likely (10)", 10], ["Heel waarschijnlijk - 9", 9], ["Score: 8", 8],
  [["9"], 9], [{ value: 9 }, 9], [{ label: "9" }, 9], [[{ id: "x1", text: "9" }], 9],
])("%j is read as %i", (value, score) => expect(readScore(value)).toEqual({ score })); // prettier-ignore

test.each<[Tree, string]>([
  [11, "score_out_of_range"], [-1, "score_out_of_range"], ["100", "score_out_of_range"], [90, "score_out_of_range"],
  [8.5, "score_not_whole"], ["8,5", "score_not_whole"], ["8.5", "score_not_whole"],
  ["4/5", "other_scale"], ["4 out of 5", "other_scale"], ["90/100", "other_scale"], ["4 stars", "other_scale"], ["5 sterren", "other_scale"], ["4 ⭐", "other_scale"], ["9★", "other_scale"],
  ["negen", "score_not_a_number"], ["90%", "score_not_a_number"], ["9 - 10", "score_not_a_number"], ["Promoter (9-10)", "score_not_a_number"], ["★★★★", "score_not_a_number"], ["9 %", "score_not_a_number"],
  [true, "score_not_a_number"], [[1, 2], "score_not_a_number"], [{ a: 1 }, "score_not_a_number"], [Infinity, "score_not_a_number"], ["1e1", "score_not_a_number"], ["0x9", "score_not_a_number"], ["1234567", "score_not_a_number"],
])("%j is refused: %s", (value, code) => expect(readScore(value)).toMatchObject({ reason: { code } })); // prettier-ignore

test.each<[Tree]>([[null], [""], ["  "], [[]], [[null]], ["-"], ["N/A"], ["n.v.t."], ["null"]])("%j is no score yet", (value) => expect(readScore(value)).toEqual({ empty: true }));

describe("the scale that stands around a score", () => {
  test.each<[string, Tree[]]>([
    ["0-5", [{ score: 4, scale: 5 }]],
    ["1-5", [{ rating: 4, min: 1, max: 5 }]],
    ["1-5", [{ value: 4, scale: "1-5" }]],
    ["1-10", [{ value: 4, question: { min: 1, max: 10 } }]],
    ["1-7", [{ properties: { steps: 7, start_at_one: true } }]],
    ["0-4", [{ type: "opinion_scale", properties: { steps: 5 } }]],
    ["1-…", [{ type: "opinion_scale", properties: { start_at_one: true } }]],
    ["0-100", [{ score: 9, max_score: 100 }]],
    ["csat", [{ survey_type: "csat" }, { score: 4 }]],
    ["CES", [{ metric: "CES", answer: { score: 4 } }, { score: 4 }]],
    ["Customer Satisfaction", [{ metricsType: "nps-x", score_type: "Customer Satisfaction" }]],
    ["emoji", [{ type: "emoji", value: 4 }]],
    ["stars", [{ response: {} }, { kind: "stars", value: 4 }]],
  ])("%s", (scale, way) => expect(scaleAround(way)).toEqual({ kind: "other", scale }));

  test.each<[Tree[]]>([[[{ survey_type: "nps" }, { score: 9 }]], [[{ value: 9, min: 0, max: 10 }]], [[{ type: "opinion_scale", properties: { steps: 11, start_at_one: false } }]], [[{ question_type: "NPS" }]], [[{ scale: "0-10" }]]])("%j is 0-10", (way) => expect(scaleAround(way)).toEqual({ kind: "0-10" }));

  test.each<[Tree[]]>([[[{ score: 9 }]], [[{ score: 9, from: 1700000000, to: "2026", start: 5, end: 7 }]], [[{ type: "LINEAR_SCALE", value: 4 }]], [[{ score: 9, max: 10 }]], [[{ type: "response", id: 5, max_attempts: 3 }]], [[[9]]]])("%j says nothing", (way) => expect(scaleAround(way)).toEqual({ kind: "unknown" }));

  test.each<[string, string]>([
    ["1-5", "On a scale of 1 to 5, how satisfied are you?"], ["1-10", "Op een schaal van 1 tot en met 10: beveelt u ons aan?"], ["1-7", "Tevredenheid (1-7)"], ["1-10", "Geef ons een cijfer van 1 t/m 10"], ["0-5", "Rate us on a scale from 0 (bad) to 5 (good)"],
    ["0-10", "On a scale of 0-10, how likely are you to recommend us?"], ["0-10", "Cijfer (0–10)"], ["0-10", "Op een schaal van 0 (zeker niet) tot 10 (zeker wel)"],
    ["unknown", "Hoe waarschijnlijk is het dat u ons aanbeveelt?"], ["unknown", "How was our service from 2 to 5 November?"], ["unknown", "Score of your visit on 1-11-2026"], ["unknown", "Uw score voor filiaal 12 tot 14"],
  ])("%s, by the words of the question: %s", (scale, question) => {
    const expected = scale === "0-10" || scale === "unknown" ? { kind: scale } : { kind: "other", scale };
    expect(scaleAround([{ [question]: "4" }], [question])).toEqual(expected);
    expect(scaleAround([{ id: "q1", label: question, value: 4 }])).toEqual(expected);
    expect(scaleAround([{ question: { id: "q1", text: question }, answer: 4 }])).toEqual(expected);
  });

  test("what the customer wrote beside her score says nothing about it", () => {
    expect(scaleAround([{ score: 9, title: "Een cijfer van 1 tot 5", text: "Op een schaal van 1 tot 5 een 5!" }])).toEqual({ kind: "unknown" });
  });
});
