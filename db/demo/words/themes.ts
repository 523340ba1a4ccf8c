import type { Theme } from "./theme.ts";
import { contactThemes } from "./themes-contact.ts";
import { homeThemes } from "./themes-home.ts";

export const themes = { ...homeThemes, ...contactThemes } satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;

/** How often each theme comes up. */
export const themeWeights: Record<ThemeName, number> = { leak: 15, boiler: 13, noCallback: 19, noShow: 14, letter: 9, rent: 7, noise: 8, keys: 6, moving: 7, lift: 5, mould: 7 };
