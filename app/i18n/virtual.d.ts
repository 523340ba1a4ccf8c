/** Made by daily-texts.vite.ts. Importing one puts its language into the texts of every day. */
declare module "virtual:daily-texts/nl" {}
declare module "virtual:daily-texts/en" {}

/** The URLs of those two, for a page that wants its own early; empty with `npm run dev`. */
declare module "virtual:daily-texts/urls" {
  export const urls: Partial<Record<"nl" | "en", string>>;
}
