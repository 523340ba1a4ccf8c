import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { AdminNav } from "../people/admin-nav.tsx";
import { BackLink, PageHeader } from "../ui/parts.tsx";
import { routingTexts } from "./routing.texts.ts";

export function RulePage({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts(routingTexts);
  return (
    <div className="max-w-4xl px-4 py-6 lg:px-10">
      <AdminNav />
      <BackLink to="/admin/routing">{t.back}</BackLink>
      <PageHeader title={title} />
      {children}
    </div>
  );
}
