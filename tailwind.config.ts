import type { Config } from "tailwindcss";

/** Names for the colours in app/tailwind.css, which holds their values for light and dark. */
const color = (name: string) => `var(--${name})`;

export default {
  content: ["./app/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      paper: color("paper"),
      surface: color("surface"),
      sunk: color("sunk"),
      ink: color("ink"),
      muted: color("muted"),
      line: color("line"),
      field: color("field"),
      accent: { DEFAULT: color("accent"), ink: color("accent-ink"), soft: color("accent-soft") },
      clay: { DEFAULT: color("clay"), soft: color("clay-soft") },
      amber: { DEFAULT: color("amber"), soft: color("amber-soft") },
      green: { DEFAULT: color("green"), soft: color("green-soft") },
    },
    extend: {
      // How wide a page is, its own edge of 2.5 rem on both sides included: to read and to fill in, to look through, to lay side by side.
      maxWidth: { words: "48rem", list: "66.5rem", wide: "80rem" },
      fontFamily: { ui: ["var(--ui)"], words: ["var(--words)"] },
    },
  },
} satisfies Config;
