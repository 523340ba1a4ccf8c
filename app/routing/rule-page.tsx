import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { BackLink, PageHeader } from "../ui/parts.tsx";
import { routingTexts } from "./routing.texts.ts";

export function RulePage({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts(routingTexts);
  return (
    <AdminPage>
      <BackLink to="/admin/routing">{t.back}</BackLink>
      <PageHeader title={title} />
      {children}
    </AdminPage>
  );
}
