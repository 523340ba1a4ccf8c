const longWords = 600;

/** What somebody wrote, in the direction it is written in; folded where it is long. `quotes`: around the customer's words. */
export function LongText({ text, readOn, quotes = false, className = "" }: { text: string; readOn: string; quotes?: boolean; className?: string }) {
  const words = `${quotes ? "said" : "wrap-break-word"} text-lg whitespace-pre-line`;
  if (text.length <= longWords)
    return (
      <p dir="auto" className={`${words} ${className}`}>
        {text}
      </p>
    );
  const cut = text.lastIndexOf(" ", longWords);
  const end = cut > longWords / 2 ? cut : longWords;
  return (
    <details dir="auto" className={`group ${className}`}>
      <summary className="list-none [&::-webkit-details-marker]:hidden">
        <span className={`text-lg whitespace-pre-line group-open:hidden ${quotes ? "font-words" : ""}`}>
          {quotes && "“"}
          {text.slice(0, end)}…{" "}
        </span>
        <span className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 group-open:hidden">{readOn}</span>
      </summary>
      <p dir="auto" className={words}>{text}</p>
    </details>
  );
}
