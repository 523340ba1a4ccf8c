import { useLanguage } from "./texts.ts";

/** "12.500" */
export function useNumber(): (count: number) => string {
  const language = useLanguage();
  return (count) => count.toLocaleString(language === "nl" ? "nl-NL" : "en-GB");
}
