import { expect, test } from "vitest";
import { passwordProblem } from "./passwords.ts";

const fatima = { name: "Fatima Amrani", email: "fatima.amrani@delinde.example" };

test.each([
  ["kort", "tooShort"],
  ["elf tekens!", "tooShort"],
  ["é".repeat(11), "tooShort"],
  ["a1b2c3d4e5f6".repeat(17), "tooLong"],
  ["aaaaaaaaaaaa", "tooObvious"],
  ["123456789012", "tooObvious"],
  ["Wachtwoord2026!", "tooObvious"],
  ["welkom123456", "tooObvious"],
  ["qwertyqwerty12", "tooObvious"],
  ["Belterug-2026", "tooObvious"],
  ["fatima.amrani1", "tooObvious"],
  ["FatimaAmrani!!", "tooObvious"],
])("%s is refused", (password, problem) => expect(passwordProblem(password, fatima)).toBe(problem));

test.each(["drie blauwe fietsen", "welkom-bij-belterug", "k7#Vq!x0Lm2z", "пароль-для-работы", "a1b2c3d4e5f6".repeat(16)])("%s will do", (password) => expect(passwordProblem(password, fatima)).toBeNull());
