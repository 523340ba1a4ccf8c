import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { useMemo, useState } from "react";
import { keepingTyped } from "../away.server.ts";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { Conflict, SentBefore } from "../tasks/act.server.ts";
import { actTexts } from "../tasks/act.texts.ts";
import { sayGesture } from "../mandate/say.ts";
import { taskTexts } from "../tasks/task.texts.ts";
import { type LostTask, sayConflict } from "../tasks/answer.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { FormError, type FormProblem, TextArea } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Score } from "../ui/parts.tsx";
import { Restored } from "../ui/restored.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { longest } from "./longest.ts";
import { ReplyPreview } from "./reply-preview.tsx";
import { replyDraft, ReplyRefusal, sendReply, TakenBack } from "./reply.server.ts";
import { replyInput } from "./reply.ts";
import { replyTexts } from "./reply.texts.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Belterug` }];

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const draft = await replyDraft(db, viewer, idFrom(args.params["taskId"]));
  if (!draft) throw notFound();
  const { task, customer, score, language, youSaid, weDid, isShortened, block, isLastUncertain, form } = draft;
  const t = textsIn(replyTexts, viewer.language);
  return {
    title: t.title(customer.name ?? t.nameless),
    taskId: task.id,
    score,
    email: customer.email,
    block,
    isLastUncertain,
    isShortened,
    values: { you_said: youSaid, we_did: weDid, language, seen: String(form.seen), act_id: form.actId, told_of: "0" },
  };
}

export async function action(args: ActionFunctionArgs) {
  const typed = Object.fromEntries([...(await args.request.formData())].map(([name, value]) => [name, String(value)]));
  return keepingTyped(typed, textsIn(actTexts, guessLanguage(args.request)).away, () => send(args, typed));
}

async function send(args: ActionFunctionArgs, typed: Record<string, string>) {
  const services = await signedIn(args);
  const t = textsIn(replyTexts, services.viewer.language);
  const refuse = (errors: Record<string, string>, status: 409 | 422, values = typed) => data({ errors, values } satisfies FormProblem, { status });

  const taskId = idFrom(args.params["taskId"]);
  const parsed = replyInput.safeParse(typed);
  if (!parsed.success) {
    const errors = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fields.has(String(path[0])) ? path[0] : "form", t.errors[message as keyof typeof t.errors] ?? t.errors.stale]));
    return refuse(errors, 422, errors["form"] ? { ...typed, act_id: randomUUID(), seen: "" } : typed);
  }
  try {
    await sendReply(services, services.viewer, taskId, parsed.data, services.now());
  } catch (error) {
    if (error instanceof ReplyRefusal) return refuse({ form: t.block[error.block] }, error.block === "closed" || error.block === "underway" ? 409 : 422);
    if (error instanceof TakenBack) return refuse({ we_did: t.takenBack(sayGesture(error.gesture, services.viewer.language)) }, 409, { ...typed, told_of: String(error.toldOf) });
    if (!(error instanceof Conflict || error instanceof SentBefore)) throw error;
    const said = textsIn(actTexts, services.viewer.language);
    const sentence = error instanceof SentBefore ? said.sentBefore : await sayConflict(services, error.event);
    if (!error.isStillVisible) throw data({ sentence, typed: [parsed.data.you_said, parsed.data.we_did] } satisfies LostTask, { status: 409 });
    if (error instanceof SentBefore) return refuse({ form: `${sentence} ${said.sendAsNew}` }, 409, { ...typed, act_id: randomUUID() });
    return refuse({ form: `${sentence} ${t.textKept}` }, 409, { ...typed, seen: String(error.seen) });
  }
  return redirectWithNotice(`/tasks/${taskId}`, "replyQueued");
}

const fields = new Set(["you_said", "we_did"]);

export { LostTask as ErrorBoundary } from "../tasks/lost-task.tsx";

export default function Reply() {
  const { title, taskId, score, email, block, isLastUncertain, isShortened, values: fresh } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  // It leaves at once for her; refused, the form is back as it was.
  const isSending = useNavigation().formMethod === "POST";
  const { sending } = useTexts(taskTexts).next;
  const t = useTexts(replyTexts);
  const values = { ...fresh, ...problem?.values };
  const [typed, setTyped] = useState<Record<string, string> | null>(null);
  const { form: draft, note, isRestored, discard } = useDraft({ isRefused: problem !== undefined, onTyped: setTyped });
  const { you_said, we_did, language } = { ...values, ...typed };
  const written = useMemo(() => ({ you_said, we_did, language }), [you_said, we_did, language]);
  const cannotSend = block !== null && !problem;

  return (
    <div className="max-w-list px-4 py-6 lg:px-10">
      <Link to={`/tasks/${taskId}`} className="inline-flex min-h-11 items-center gap-1.5 text-muted hover:text-ink">
        <ArrowLeft aria-hidden size={18} /> {t.back}
      </Link>
      <header className="mt-1 mb-6 flex items-center gap-3">
        <Score score={score} />
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      </header>
      <div role="status">
        {isSending && (
          <div className="rounded-[16px] border border-line bg-surface p-5 sm:p-6">
            <h2 className="text-lg font-semibold tracking-tight">{sending.title}</h2>
            <p className="mt-1">{sending.text}</p>
          </div>
        )}
      </div>
      <div className={`gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,27rem)_minmax(0,1fr)] ${isSending ? "hidden" : "grid"}`}>
        <Form ref={draft} method="post" replace className="grid content-start gap-5" onInput={note}>
          <FormError>{problem?.errors["form"] ?? (block ? t.block[block] : isLastUncertain && t.uncertain)}</FormError>
          {block === "no_action" && (
            <p>
              <ButtonLink to={`/tasks/${taskId}/actions`}>{t.logAction}</ButtonLink>
            </p>
          )}
          {(block === "no_email" || block === "unsubscribed" || isLastUncertain) && (
            <p>
              <ButtonLink kind="quiet" to={`/tasks/${taskId}/telling`}>
                {t.callInstead}
              </ButtonLink>
            </p>
          )}
          <Restored isRestored={isRestored} onDiscard={discard} />
          <input type="hidden" name="task_id" value={taskId} />
          <input type="hidden" name="act_id" value={values.act_id} />
          {/* After a conflict the action gives the newest: she has read what happened and may send all the same. */}
          <input type="hidden" name="seen" value={values.seen} />
          <input type="hidden" name="told_of" value={values.told_of} />
          <TextArea label={t.youSaid} hint={isShortened ? `${t.shortened} ${t.youSaidHint}` : t.youSaidHint} name="you_said" rows={5} maxLength={longest.youSaid} required className="font-words text-lg" defaultValue={values.you_said} error={problem?.errors["you_said"]} />
          <TextArea label={t.weDid} hint={t.weDidHint} name="we_did" rows={9} maxLength={longest.weDid} required defaultValue={values.we_did} error={problem?.errors["we_did"]} />
          <Languages value={values.language} />
          <div className="flex flex-wrap items-center gap-3">
            <Button disabled={isSending || cannotSend}>{t.send}</Button>
            <noscript>
              <Button kind="quiet" formAction="/mail-body/preview" formTarget="reply-preview" formNoValidate>
                {t.showPreview}
              </Button>
            </noscript>
            {email && <p className="min-w-0 text-sm text-muted">{t.to(email)}</p>}
          </div>
        </Form>
        <section aria-labelledby="preview">
          <h2 id="preview" className="mb-2 font-semibold">
            {t.preview}
          </h2>
          <ReplyPreview title={t.preview} taskId={taskId} written={written} />
        </section>
      </div>
    </div>
  );
}

function Languages({ value }: { value: string }) {
  const t = useTexts(replyTexts);
  return (
    <fieldset>
      <legend className="font-semibold">{t.language}</legend>
      <div className="flex gap-6">
        {(["nl", "en"] as const).map((language) => (
          <label key={language} className="flex min-h-11 cursor-pointer items-center gap-2">
            <input type="radio" name="language" value={language} defaultChecked={value === language} className="size-4 accent-(--accent)" />
            {t.languages[language]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
