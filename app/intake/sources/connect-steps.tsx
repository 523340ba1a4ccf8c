import { useTexts } from "../../i18n/texts.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { connectTexts } from "./connect.texts.ts";
import { CopyBlock, CopyField } from "./copy-field.tsx";
import { googleScript } from "./google-script.ts";
import type { ShownSource } from "./shown.server.ts";
import { sourcesTexts } from "./sources.texts.ts";
import { subscriptionCommand } from "./subscription-command.ts";

/** What to click in the tool, one step after the other, each with what it needs beside it. */
export function ConnectSteps({ source }: { source: ShownSource }) {
  const steps: Record<string, string> = useTexts(connectTexts)[source.kind as keyof (typeof connectTexts)["nl"]];
  return (
    <ol className="grid gap-3">
      {Object.entries(steps).map(([step, words], index) => (
        <li key={step} className="flex gap-4 rounded-[14px] border border-line bg-surface px-4 py-4 sm:px-5">
          <span aria-hidden className="tabular grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent">
            {index + 1}
          </span>
          <div className="grid min-w-0 flex-1 gap-3 pt-1">
            <p>{words}</p>
            <Needed step={step} source={source} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Needed({ step, source }: { step: string; source: ShownSource }) {
  const t = useTexts(sourcesTexts);
  const to = `/admin/sources/${source.id}`;
  switch (step) {
    case "url":
      return <CopyField label={t.url} value={source.url} />;
    case "secret":
      return (
        <>
          {source.secret && <CopyField label={t.secret} value={source.secret} />}
          {source.canChooseSigning && <Go to={`${to}/signing`}>{t.signing}</Go>}
        </>
      );
    case "theirSecret":
      return <Go to={`${to}/secret`}>{source.secret ? t.theirSecretKept : t.theirSecret}</Go>;
    case "fetching":
      return <Go to={`${to}/fetching`}>{source.fetching?.keyEnd ? t.fetchingKept : t.fetching}</Go>;
    case "fields":
      return <Go to="/api">{t.fields}</Go>;
    case "script":
      return <CopyBlock label={t.script} text={googleScript(source.url)} />;
    case "subscription":
      return <CopyBlock label={t.command} text={subscriptionCommand(source)} />;
    default:
      return null;
  }
}

function Go({ to, children }: { to: string; children: string }) {
  return (
    <p>
      <ButtonLink to={to} kind="quiet">
        {children}
      </ButtonLink>
    </p>
  );
}
