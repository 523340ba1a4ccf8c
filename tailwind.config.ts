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
      fontFamily: { ui: ["var(--ui)"], words: ["var(--words)"] },
    },
  },
} satisfies Config;
