import { Form, useFetcher } from "@remix-run/react";
import { type ReactNode, useRef, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { FormError, Select } from "../../ui/form.tsx";
import { BackLink, Card, Empty, PageHeader } from "../../ui/parts.tsx";
import { deliveryTexts } from "./delivery.texts.ts";
import { MappingFields, MappingOptions } from "./mapping-fields.tsx";
import { MappingPreview } from "./mapping-preview.tsx";
import type { MappingScreenData } from "./mapping.server.ts";
import { mappingTexts } from "./mapping.texts.ts";
import { PayloadTree } from "./payload-tree.tsx";
import { sayReason } from "./reason.texts.ts";
import { useIsHydrated } from "./use-is-hydrated.ts";
import { meaningsOf, useDraft } from "./use-mapping-draft.ts";

/** `waiting`: how many deliveries are taken in when this is saved. */
export type MappingPage = { source: { id: number; name: string; waiting: number }; data: MappingScreenData; error?: string };

/** The values of a delivery, what each of them is, and what it becomes: seen at once with JavaScript, after a press on a button without. */
export function MappingScreen({ source, data, error }: MappingPage) {
  const t = useTexts(mappingTexts);
  return (
    <AdminPage measure="wide">
      <BackLink to={`/admin/sources/${source.id}`}>{source.name}</BackLink>
      <PageHeader title={t.title}>
        <p className="mt-2 max-w-2xl text-muted">{data.payload ? t.intro : ""}</p>
      </PageHeader>
      {data.payload ? (
        <Pointing source={source} first={data} error={error} />
      ) : (
        <>
          <Empty title={t.empty}>{t.emptyText}</Empty>
          <p className="mt-4">
            <ButtonLink to={`/admin/sources/${source.id}/connect`}>{t.toConnect}</ButtonLink>
          </p>
        </>
      )}
    </AdminPage>
  );
}

/** Milliseconds without a change before we look what it becomes: who types a name does not want to see each letter. */
const rest = 150;

function Pointing({ source, first, error }: { source: MappingPage["source"]; first: MappingScreenData; error: string | undefined }) {
  const t = useTexts(mappingTexts);
  const fetcher = useFetcher<MappingPage>();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<number>();
  const isHydrated = useIsHydrated();
  // What did not come leaves what was there.
  const [seen, setSeen] = useState<MappingScreenData>();
  if (fetcher.data && fetcher.data.data !== seen) setSeen(fetcher.data.data);
  const data = seen ?? first;
  const action = `/admin/sources/${source.id}/mapping`;
  // A moment later: by then the form holds what was chosen.
  const look = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (form.current) fetcher.submit(new FormData(form.current), { method: "post", action: `${action}/preview` });
    }, rest);
  };
  return (
    <Form ref={form} method="post" action={action} className="grid gap-5" noValidate onChange={look}>
      {data.isSuggested && <p className="rounded-[14px] bg-accent-soft px-5 py-3">{t.suggested}</p>}
      <Payloads data={first} />
      {/* Another delivery has other values: what was chosen comes back said in those. */}
      <OfOneDelivery key={`${data.payload!.id} ${data.each}`} data={data} onChange={look}>
        {error && (
          <div className="w-full">
            <FormError>{error}</FormError>
          </div>
        )}
        <Button>{source.waiting > 0 ? t.saveWaiting(source.waiting) : t.save}</Button>
        {!isHydrated && (
          <Button kind="quiet" formAction={`${action}/preview`}>
            {t.look}
          </Button>
        )}
      </OfOneDelivery>
    </Form>
  );
}

function OfOneDelivery({ data, onChange, children }: { data: MappingScreenData; onChange: () => void; children: ReactNode }) {
  const t = useTexts(mappingTexts);
  const language = useLanguage();
  const isHydrated = useIsHydrated();
  // What was chosen is said in the values with which this began.
  const [began] = useState(data);
  const { draft, setField, setAttribute, toggle } = useDraft(began);
  const payload = began.payload!;
  return (
    <>
      <input type="hidden" name="picked_in" value={payload.id} />
      <input type="hidden" name="picked_of" value={began.each} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t.arrived}>
          {payload.answers > 1 && <p className="text-muted">{t.severalAnswers(payload.answers)}</p>}
          {payload.problem ? (
            <p className="font-semibold text-clay">{sayReason(payload.problem, language)}</p>
          ) : payload.leaves.length === 0 ? (
            <p>{t.noLeaves}</p>
          ) : (
            <>
              <p className="mb-3 text-sm text-muted">{isHydrated ? t.arrivedHint : t.arrivedHintBelow}</p>
              <div className="-mx-2 lg:max-h-[70vh] lg:overflow-y-auto">
                <PayloadTree
                  leaves={payload.leaves}
                  marksOf={(leaf) => meaningsOf(leaf, draft, began)}
                  onSay={(...said) => {
                    toggle(...said);
                    onChange();
                  }}
                />
              </div>
            </>
          )}
        </Card>
        <div className="grid gap-4 lg:sticky lg:top-4">
          {data.preview && <MappingPreview preview={data.preview} />}
          <MappingOptions data={began} />
          <div className="flex flex-wrap gap-3">{children}</div>
        </div>
      </div>
      <MappingFields data={began} draft={draft} setField={setField} setAttribute={setAttribute} />
    </>
  );
}

/** To check a mapping against more than one. */
function Payloads({ data }: { data: MappingScreenData }) {
  const t = useTexts(mappingTexts);
  const words = useTexts(deliveryTexts);
  const clock = useClock();
  return (
    <Select label={t.payload} name="delivery" defaultValue={data.payload?.id}>
      {data.payloads.map(({ id, received_at, verdict }, index) => (
        <option key={id} value={id}>
          {t.payloadOf(index + 1, dayAndTime(received_at, clock), words.verdict[verdict])}
        </option>
      ))}
    </Select>
  );
}
