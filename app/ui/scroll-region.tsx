import type { ReactNode } from "react";

/** A wide table scrolls inside its own region, on a phone too; the page does not (relative: nor do its sr-only words). */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div role="region" aria-label={label} tabIndex={0} className="relative overflow-x-auto rounded-[14px] border border-line bg-surface">
      {children}
    </div>
  );
}
