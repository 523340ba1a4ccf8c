import { useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Card } from "../../ui/parts.tsx";
import { CopyField } from "./copy-field.tsx";
import type { ShownSource } from "./shown.server.ts";
import type { Signing } from "./signing.ts";
import { sourceTexts } from "./source.texts.ts";

type Props = { source: ShownSource };

export function AddressCard({ source }: Props) {
  const t = useTexts(sourceTexts);
  const clock = useClock();
  return (
    <Card title={t.address}>
      <div className="grid gap-4">
        <CopyField label={t.url} value={source.url} />
        {source.secret && source.secretMaker !== "nobody" ? (
          <details>
            <summary className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4">{t.showSecret}</summary>
            <div className="mt-1">
              <CopyField label={t.secret} value={source.secret} />
            </div>
          </details>
        ) : (
          source.secretMaker !== "nobody" && <p>{t.noSecret}</p>
        )}
        {source.previousUntil && <p className="rounded-[10px] bg-amber-soft px-4 py-3">{t.previousUntil(dayAndTime(source.previousUntil, clock))}</p>}
        <p className="flex flex-wrap gap-3">
          {source.secretMaker !== "nobody" && (
            <ButtonLink to="secret" kind="quiet" preventScrollReset>
              {source.secretMaker === "tool" ? t.keepTheirs : t.rotate}
            </ButtonLink>
          )}
          <ButtonLink to="connect" kind="plain">
            {t.steps}
          </ButtonLink>
        </p>
      </div>
    </Card>
  );
}

export function SigningCard({ source }: Props) {
  const t = useTexts(sourceTexts);
  return (
    <Card title={t.signing}>
      <p>{useSchemeWords(source.signing)}</p>
      {source.canChooseSigning && (
        <p className="mt-3">
          <ButtonLink to="signing" kind="quiet" preventScrollReset>
            {t.change}
          </ButtonLink>
        </p>
      )}
    </Card>
  );
}

function useSchemeWords(signing: Signing): string {
  const t = useTexts(sourceTexts).scheme;
  switch (signing.scheme) {
    case "hmac":
      return t.hmac(signing.hash, signing.encoding, signing.header);
    case "hmac-in-body":
      return t["hmac-in-body"](signing.hash, signing.encoding);
    case "header-token":
      return t["header-token"](signing.header);
    case "query-token":
      return t["query-token"](signing.parameter);
    default:
      return t[signing.scheme];
  }
}

export function FetchingCard({ fetching }: { fetching: NonNullable<ShownSource["fetching"]> }) {
  const t = useTexts(sourceTexts);
  return (
    <Card title={t.fetching}>
      <p>{fetching.keyEnd ? t.fetchingKept(fetching.baseUrl, fetching.keyEnd) : t.fetchingMissing}</p>
      <p className="mt-3">
        <ButtonLink to="fetching" kind="quiet" preventScrollReset>
          {fetching.keyEnd ? t.change : t.fetchingSet}
        </ButtonLink>
      </p>
    </Card>
  );
}

export function MappingCard({ source }: Props) {
  const t = useTexts(sourceTexts);
  return (
    <Card title={t.mapping}>
      <p>{source.hasOwnMapping ? t.mappingOwn : source.isMapped ? t.mappingPreset : t.mappingNone}</p>
      <p className="mt-3">
        <ButtonLink to="mapping" kind="quiet">
          {source.isMapped ? t.mappingChange : t.mappingStart}
        </ButtonLink>
      </p>
    </Card>
  );
}

export function TestCard() {
  const t = useTexts(sourceTexts);
  return (
    <Card title={t.test}>
      <p>{t.testText}</p>
      <p className="mt-3">
        <ButtonLink to="test" kind="quiet" preventScrollReset>
          {t.testButton}
        </ButtonLink>
      </p>
    </Card>
  );
}
