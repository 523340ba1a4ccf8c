import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { monthName, readMonth } from "../i18n/month.ts";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { readCursor } from "../tasks/list.server.ts";
import { ButtonLink } from "../ui/button.tsx";
import { BackLink, Empty, PageHeader } from "../ui/parts.tsx";
import { complimentTexts } from "./compliments.texts.ts";
import { wallOf } from "./wall.server.ts";

export const handle = { isLive: true };

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const { searchParams } = new URL(args.request.url);
  return wallOf(db, viewer, { month: readMonth(searchParams.get("month")), after: readCursor(searchParams.get("after")), now: now() });
}

export const meta = titled((language) => textsIn(complimentTexts, language).wall);

export default function Wall() {
  const { month, earlier, later, rows, next } = useLoaderData<typeof loader>();
  const t = useTexts(complimentTexts);
  const name = monthName(month, useLanguage());
  return (
    <div className="max-w-wide px-4 py-6 lg:px-10">
      <BackLink to="/compliments">{t.toList}</BackLink>
      <PageHeader title={t.wallOf(name)}>
        <p className="mt-1 text-muted">{t.wallLead}</p>
      </PageHeader>
      {rows.length === 0 ? (
        <Empty title={t.wallEmpty(name)}>
          {t.wallEmptyText} {earlier && t.wallLookBack}
        </Empty>
      ) : (
        <ul className="gap-4 sm:columns-2 xl:columns-3">
          {rows.map((row) => (
            <Quote key={row.id} quote={row} />
          ))}
        </ul>
      )}
      <nav aria-label={t.months} className="mt-6 flex flex-wrap gap-3">
        {next && (
          <ButtonLink kind="quiet" to={`/compliments/wall?month=${month}&after=${next}`}>
            {t.more}
          </ButtonLink>
        )}
        {earlier && (
          <ButtonLink kind="plain" to={`/compliments/wall?month=${earlier}`}>
            <ArrowLeft aria-hidden size={18} /> {t.earlier}
          </ButtonLink>
        )}
        {later && (
          <ButtonLink kind="plain" to={`/compliments/wall?month=${later}`}>
            {t.later} <ArrowRight aria-hidden size={18} />
          </ButtonLink>
        )}
      </nav>
    </div>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

/** Large where it is short; what is long is read in full, smaller. */
function Quote({ quote: { words, customer, employee, team } }: { quote: Row }) {
  const t = useTexts(complimentTexts);
  const length = words?.length ?? 0;
  const size = length <= 90 ? "text-[1.6rem] leading-[1.3]" : length <= 260 ? "text-[1.3rem] leading-[1.4]" : "text-[1.1rem] leading-[1.5]";
  return (
    <li className="mb-4 break-inside-avoid rounded-[14px] border border-line bg-surface px-6 py-5">
      <blockquote dir="auto" className={`said wrap-anywhere whitespace-pre-line ${size} ${length > 900 ? "line-clamp-[18]" : ""}`}>
        {words}
      </blockquote>
      <p className="mt-4 text-sm text-muted">{customer ?? t.noName}</p>
      <p className="font-semibold wrap-anywhere">
        {employee ? `${t.wallFor} ${employee}` : `${team}, ${t.wallTeam}`}
      </p>
    </li>
  );
}
