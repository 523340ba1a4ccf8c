import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readId } from "../id.ts";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { Empty, Pages } from "../ui/parts.tsx";
import { changesOf } from "./changes.ts";
import { routingTexts } from "./routing.texts.ts";
import { RulePage } from "./rule-page.tsx";
import { activeRules, listVersions } from "./versions.server.ts";

export const meta = titled((language) => textsIn(routingTexts, language).versionsTitle);

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const before = readId(new URL(args.request.url).searchParams.get("before")) ?? null;
  const { versions, next } = await listVersions(db, before);
  const { versionId } = await activeRules(db);
  return {
    versions: versions.map(({ rules, before, ...version }) => {
      const { added, changed, moved, removed } = changesOf(before, rules);
      return { ...version, isActive: version.id === versionId, ruleCount: rules.length, counts: [added.length, changed.length, moved.length, removed.length] as const };
    }),
    before,
    next,
  };
}

export default function Versions() {
  const { versions, before, next } = useLoaderData<typeof loader>();
  const t = useTexts(routingTexts);
  const clock = useClock();
  return (
    <RulePage title={t.versionsTitle}>
      <p className="-mt-4 mb-6 max-w-2xl text-muted">{t.versionsIntro}</p>
      {versions.length === 0 && <Empty title={t.noVersions}>{t.noVersionsText}</Empty>}
      <ul className="grid gap-3">
        {versions.map((version) => (
          <li key={version.id} className="flex flex-wrap items-center justify-between gap-x-4 rounded-[14px] border border-line bg-surface px-5 py-3">
            <div className="min-w-0">
              <h2 className="font-semibold">
                <Link to={`/admin/routing/versions/${version.id}`} className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-ink">
                  {t.version(version.number)}
                </Link>
                {version.isActive && <span className="ml-2 rounded-full bg-accent-soft px-2.5 py-0.5 text-sm text-accent">{t.holds}</span>}
              </h2>
              <p className="text-sm text-muted">{t.activatedBy(version.activatedBy ?? t.someone, dayAndTime(version.activatedAt, clock))}</p>
            </div>
            <p className="text-sm">
              {t.counts(...version.counts)} <span className="text-muted">({t.ruleCount(version.ruleCount)})</span>
            </p>
          </li>
        ))}
      </ul>
      <Pages older={next && `?before=${next}`} newest={before && "/admin/routing/versions"} words={t} />
    </RulePage>
  );
}
