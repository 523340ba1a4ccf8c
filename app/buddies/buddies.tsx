import { Heart } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { TapForm, TapProblem, useTap } from "../tasks/tap.tsx";
import type { TaskPage } from "../tasks/task.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/parts.tsx";
import { onTaskTexts } from "./on-task.texts.ts";

type Part = { page: Pick<TaskPage, "task" | "buddies" | "form"> };

/** On the task page: who was asked along, what she says, and thanks in one tap. */
export function Buddies({ page }: Part) {
  const t = useTexts(onTaskTexts);
  if (page.buddies.length === 0) return null;
  return (
    <Card title={t.title}>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {page.buddies.map((buddy) => (
          <Buddy key={buddy.id} page={page} buddy={buddy} />
        ))}
      </ul>
    </Card>
  );
}

function Buddy({ page: { task, form }, buddy }: Part & { buddy: TaskPage["buddies"][number] }) {
  const tap = useTap();
  const t = useTexts(onTaskTexts);
  const clock = useClock();
  const { id, name, part, answer } = buddy;
  const path = `/tasks/${task.id}/buddies/${id}`;
  const when = dayAndTime(buddy.asked_at, clock);
  const state = buddy.ended_at ? t.helped(name) : buddy.is_accepted ? t.helps[part](name) : buddy.isMine ? t.youWait[part](name, when) : t.waits[part](name, buddy.asker, when);
  return (
    <li>
      <p className="font-semibold wrap-break-word">{buddy.isMe ? (buddy.is_accepted ? t.you : t.youAsked) : state}</p>
      {answer && <p className="mt-1 line-clamp-[12] whitespace-pre-line wrap-break-word">{answer}</p>}
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <TapProblem tap={tap} />
        {buddy.isMe && !buddy.ended_at && (
          <ButtonLink kind="quiet" to={`/helping/${id}`}>
            {t.toHelping}
          </ButtonLink>
        )}
        {buddy.mayAct && buddy.is_accepted && !buddy.thanked_at && (
          <TapForm tap={tap} action={`${path}/thanks`} form={form} className="max-w-full">
            <Button kind="quiet" className="max-w-full bg-accent-soft! text-accent">
              <Heart aria-hidden size={18} className="shrink-0" /> <span className="min-w-0 wrap-break-word">{t.thank(name)}</span>
            </Button>
          </TapForm>
        )}
        {buddy.thanked_at && <p className="text-sm text-muted">{t.thanked}</p>}
        {buddy.mayAct && !buddy.ended_at && (
          <TapForm tap={tap} action={`${path}/end`} form={form}>
            <Button kind="plain">{t.end}</Button>
          </TapForm>
        )}
      </div>
    </li>
  );
}
