import { Link, type LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes, ReactNode } from "react";

type Kind = "primary" | "quiet" | "danger" | "plain";

const kinds: Record<Kind, string> = {
  primary: "bg-accent text-accent-ink hover:brightness-110 active:brightness-95",
  quiet: "bg-sunk text-ink hover:brightness-97 dark:hover:brightness-125",
  danger: "bg-clay-soft text-clay hover:brightness-97 dark:hover:brightness-125",
  plain: "text-accent underline decoration-1 underline-offset-4 hover:decoration-2 -mx-1 px-1!",
};

const shape = "inline-flex min-h-11 items-center justify-center gap-2 rounded-[10px] px-4 py-2 font-semibold transition disabled:opacity-60 cursor-pointer";

/** At least 44 px high: thumbs. `primary` once per screen; it and `danger` are what Ctrl+Enter presses in their form (keyboard/use-keyboard.ts). */
export function Button({ kind = "primary", className = "", ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: Kind }) {
  return <button data-main={kind === "primary" || kind === "danger" || undefined} className={`${shape} ${kinds[kind]} ${className}`} {...rest} />;
}

/** Looks like a button, goes somewhere. */
export function ButtonLink({ kind = "primary", className = "", ...rest }: LinkProps & { kind?: Kind }) {
  return <Link className={`${shape} ${kinds[kind]} ${className}`} {...rest} />;
}

/** For `tel:` and `mailto:`, which the router must not touch. */
export function ButtonAnchor({ kind = "primary", className = "", children, ...rest }: { kind?: Kind; className?: string; children: ReactNode; href: string; onClick?: () => void; "aria-keyshortcuts"?: string }) {
  return (
    <a className={`${shape} ${kinds[kind]} ${className}`} {...rest}>
      {children}
    </a>
  );
}
