import { useEffect, useRef, useState } from "react";

type Written = { you_said: string; we_did: string; language: string };

const pauseMs = 400;
const frame = "absolute inset-0 size-full border-0 bg-sunk";

/**
 * The very mail, made by the server, in a frame without any rights. Without JavaScript it shows the
 * draft, and the form's own button sends what is typed there. With it the text is posted after each
 * pause into a fresh frame behind the shown one: a fresh frame leaves no step in the browser's
 * history, and nothing flickers while it loads.
 */
export function ReplyPreview({ title, taskId, written }: { title: string; taskId: number; written: Written }) {
  const [shown, setShown] = useState(0);
  const [coming, setComing] = useState<number | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const isPosted = useRef(false);
  const first = useRef(written);

  useEffect(() => {
    if (written === first.current) return;
    const timer = setTimeout(() => {
      isPosted.current = false;
      setComing((number) => (number ?? shown) + 1);
    }, pauseMs);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [written]);

  useEffect(() => {
    if (coming === null || !form.current) return;
    form.current.submit();
    isPosted.current = true;
  }, [coming]);

  const show = (number: number) => {
    // A frame also reports its empty beginning as loaded.
    if (number !== coming || !isPosted.current) return;
    setShown(number);
    setComing(null);
  };

  return (
    <div className="relative h-[36rem] lg:h-[46rem] overflow-hidden rounded-[14px] border border-line bg-sunk">
      {[shown, ...(coming === null ? [] : [coming])].map((number) => (
        <iframe
          key={number}
          name={number === 0 ? "reply-preview" : `reply-preview-${number}`}
          src={number === 0 ? `/mail-body/preview?task_id=${taskId}` : undefined}
          title={title}
          sandbox=""
          aria-hidden={number !== shown}
          tabIndex={number === shown ? undefined : -1}
          onLoad={() => show(number)}
          className={`${frame} ${number === shown ? "" : "invisible"}`}
        />
      ))}
      <form ref={form} method="post" action="/mail-body/preview" target={`reply-preview-${coming}`} hidden>
        <input type="hidden" name="task_id" value={taskId} readOnly />
        <textarea name="you_said" value={written.you_said} readOnly />
        <textarea name="we_did" value={written.we_did} readOnly />
        <input name="language" value={written.language} readOnly />
      </form>
    </div>
  );
}
