import { useNavigate } from "@remix-run/react";
import { Phone } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { useKey } from "../keyboard/use-key.ts";
import { ButtonAnchor } from "../ui/button.tsx";
import { taskTexts } from "./task.texts.ts";

export type Dialled = { taskId: number; phone: string; dial: string };

/** The number as a button: dials, and opens the call sheet with its timer running. */
export function CallButton({ taskId, phone, dial, kind = "primary", className = "" }: Dialled & { kind?: "primary" | "quiet"; className?: string }) {
  const t = useTexts(taskTexts);
  const key = useKey();
  return (
    <ButtonAnchor kind={kind} href={dial} className={className} onClick={useOpenSheet(taskId)} {...key("c")}>
      <Phone aria-hidden className="size-5 shrink-0" />
      <span className="sr-only">{t.call}</span>
      <span className="tabular">{phone}</span>
    </ButtonAnchor>
  );
}

export function CallLink({ taskId, dial, className, children }: { taskId: number; dial: string; className: string; children: ReactNode }) {
  return (
    <a href={dial} className={className} onClick={useOpenSheet(taskId)}>
      {children}
    </a>
  );
}

/** The link itself dials: this goes with it. */
function useOpenSheet(taskId: number) {
  const navigate = useNavigate();
  return () => navigate(`/tasks/${taskId}/attempts?since=${Date.now()}`, { preventScrollReset: true });
}
