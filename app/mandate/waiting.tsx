import { Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import { decisionsTexts } from "./decisions.texts.ts";

/** For a lead: colleagues and their customers wait for her yes or no. */
export function GesturesWaiting({ count }: { count: number }) {
  const t = useTexts(decisionsTexts);
  if (count === 0) return null;
  return (
    <Link to="/team/gestures" className="flex min-h-12 items-center justify-between gap-3 rounded-[14px] border-l-4 border-amber bg-amber-soft px-5 py-3 font-semibold hover:brightness-97 dark:hover:brightness-125">
      {t.waiting(count)} <ChevronRight aria-hidden size={18} className="shrink-0" />
    </Link>
  );
}
