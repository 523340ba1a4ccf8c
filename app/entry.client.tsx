import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import type { Language } from "#db/schema.ts";
import { loadDailyTexts } from "./i18n/daily-texts.ts";

// The pages around which the shell stands have their texts in a file apart.
const texts = "ui/shell" in window.__remixRouteModules ? loadDailyTexts(document.documentElement.lang as Language) : Promise.resolve();

void texts.then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
