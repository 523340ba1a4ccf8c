import { Check, Copy } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "./button.tsx";
import { uiTexts } from "./ui.texts.ts";

const never = () => () => {};
const canCopyHere = () => "clipboard" in navigator;
const cannotOnServer = () => false;

/** Puts the text on the clipboard. Without JavaScript it is not there: the text can be selected. */
export function CopyButton({ text }: { text: string }) {
  const t = useTexts(uiTexts);
  const canCopy = useSyncExternalStore(never, canCopyHere, cannotOnServer);
  const [copied, setCopied] = useState<string | null>(null);
  if (!canCopy) return null;
  const isCopied = copied === text;
  const Icon = isCopied ? Check : Copy;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Button type="button" kind="quiet" data-hydrated="" onClick={() => void copy()}>
      <Icon aria-hidden size={18} />
      <span aria-live="polite">{isCopied ? t.copied : t.copy}</span>
    </Button>
  );
}
