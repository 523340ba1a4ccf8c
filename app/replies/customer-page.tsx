import type { ReactNode } from "react";
import type { Writer } from "./content.server.ts";

/** What stands around a page for customers: who it comes from, one thing to do, whom to call. */
export function CustomerPage({ organisation, title, intro, call, children }: { organisation: string; title: string; intro?: ReactNode; call?: { text: (phone: string) => string; phone: Writer["phone"] }; children?: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-5 py-7 sm:py-12">
      <p className="font-words text-lg font-semibold text-accent">{organisation}</p>
      <main className="pt-8 sm:pt-12">
        <h1 className="font-words text-[2rem] leading-tight tracking-tight sm:text-[2.6rem]">{title}</h1>
        {intro && <div className="mt-3 text-lg text-pretty text-muted">{intro}</div>}
        {children && <div className="mt-7">{children}</div>}
      </main>
      {call?.phone && (
        <footer className="pt-10 text-muted">
          <a href={call.phone.href} className="inline-flex min-h-11 items-center underline decoration-1 underline-offset-4 hover:text-ink">
            {call.text(call.phone.shown)}
          </a>
        </footer>
      )}
    </div>
  );
}
