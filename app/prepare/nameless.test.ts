import { expect, test } from "vitest";
import { nameless } from "./nameless.ts";

test("the other customer's name is taken out, whole and in parts", () => {
  expect(nameless("Jan de Boer gebeld; De Boer wil een monteur. Jan is thuis, de boerderij niet.", "Jan de Boer")).toBe("… gebeld; De … wil een monteur. … is thuis, de boerderij niet.");
  expect(nameless("Met mevrouw Van der Meer-Wolthuis afgesproken.", "Ingrid van der Meer-Wolthuis")).toBe("Met mevrouw Van der …-… afgesproken.");
  expect(nameless("محمد الحسن belde terug", "محمد الحسن")).toBe("… belde terug");
  expect(nameless("Prijs (a+b) is (a+b).", "(a+b)")).toBe("Prijs … is ….");
});

test("without a name nothing changes", () => {
  expect(nameless("De kraan is vervangen.", null)).toBe("De kraan is vervangen.");
  expect(nameless("De kraan is vervangen.", "  ")).toBe("De kraan is vervangen.");
  expect(nameless("De kraan is vervangen van der heer.", "Van de Heer")).toBe("De kraan is vervangen van der heer.");
});
