import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { keysTexts } from "./keys.texts.ts";

/** Puts the text on the clipboard. Without JavaScript it is not there: the text can be selected. */
export function CopyButton({ text }: { text: string }) {
  const t = useTexts(keysTexts);
  const [canCopy, setCanCopy] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => setCanCopy("clipboard" in navigator), []);
  useEffect(() => setIsCopied(false), [text]);
  if (!canCopy) return null;
  const Icon = isCopied ? Check : Copy;
  return (
    <Button type="button" kind="quiet" data-hydrated="" onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}>
      <Icon aria-hidden size={18} />
      <span aria-live="polite">{isCopied ? t.copied : t.copy}</span>
    </Button>
  );
}
