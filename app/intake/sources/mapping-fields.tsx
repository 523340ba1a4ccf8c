import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { Checkbox, Select, TextField } from "../../ui/form.tsx";
import { Card } from "../../ui/parts.tsx";
import { fieldOrder, fieldTexts, fieldWord, type OwnField } from "./field.texts.ts";
import type { Choice, MappingScreenData, ShownLeaf } from "./mapping.server.ts";
import { mappingTexts } from "./mapping.texts.ts";
import type { Draft } from "./use-mapping-draft.ts";

type Props = { data: MappingScreenData; draft: Draft; setField: (name: OwnField, value: string) => void; setAttribute: (index: number, change: Partial<Draft["attributes"][number]>) => void };

/** The same as in the tree, as lists: each of our fields with every value to choose from. */
export function MappingFields({ data, draft, setField, setAttribute }: Props) {
  const t = useTexts(mappingTexts);
  const language = useLanguage();
  const hints = fieldTexts[language];
  const leaves = data.payload?.leaves ?? [];
  return (
    <>
      <Card title={t.fields}>
        <p className="mb-4 text-muted">{t.fieldsHint}</p>
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {fieldOrder.map((name) => (
            <Select key={name} label={capital(fieldWord(name, language))} hint={hints[name].hint} name={name} value={draft.fields[name]} onChange={(event) => setField(name, event.currentTarget.value)}>
              <Leaves leaves={leaves} choice={data.choices[name]} />
            </Select>
          ))}
        </div>
      </Card>
      <Card title={t.attributeTitle}>
        <p className="mb-4 text-muted">{t.attributeHint}</p>
        <div className="grid gap-4">
          {draft.attributes.map(({ name, value }, index) => (
            <div key={index} className="grid gap-4 sm:grid-cols-2">
              <TextField label={t.attributeName} name={`attribute-${index}-name`} maxLength={100} autoComplete="off" value={name} onChange={(event) => setAttribute(index, { name: event.currentTarget.value })} />
              <Select label={t.attributePlace} name={`attribute-${index}`} value={value} onChange={(event) => setAttribute(index, { value: event.currentTarget.value })}>
                <Leaves leaves={leaves} choice={data.attributes.find((one) => one.value === value)} />
              </Select>
            </div>
          ))}
        </div>
      </Card>
    </>
  );
}

/** What no delivery says by itself. */
export function MappingOptions({ data: { options, lists, each } }: { data: MappingScreenData }) {
  const t = useTexts(mappingTexts);
  return (
    <Card title={t.options}>
      <Checkbox name="scale" label={t.scale} hint={t.scaleHint} defaultChecked={options.isScaleConfirmed} />
      <Checkbox name="no_id" label={t.noId} hint={t.noIdHint} defaultChecked={options.hasNoId} />
      <div className="mt-2 grid max-w-sm gap-4">
        {(lists.length > 0 || each !== "") && (
          <Select label={t.each} hint={t.eachHint} name="each" defaultValue={each}>
            <option value="">{t.oneAnswer}</option>
            {lists.map(({ value, label, count }) => (
              <option key={value} value={value}>
                {t.answerList(label, count)}
              </option>
            ))}
            {each !== "" && lists.every(({ value }) => value !== each) && <option value={each}>{t.keptElsewhere}</option>}
          </Select>
        )}
        <Select label={t.dateOrder} name="date_order" defaultValue={options.dateOrder}>
          {(["day", "month"] as const).map((order) => (
            <option key={order} value={order}>
              {t.dateOrders[order]}
            </option>
          ))}
        </Select>
      </div>
    </Card>
  );
}

function Leaves({ leaves, choice }: { leaves: ShownLeaf[]; choice: Choice | undefined }) {
  const t = useTexts(mappingTexts);
  const isElsewhere = choice && choice.value !== "" && !/^\d+$/.test(choice.value);
  return (
    <>
      <option value="">{t.none}</option>
      {isElsewhere && <option value={choice.value}>{choice.text === null ? t.keptElsewhere : choice.leaf === null ? t.kept(short(choice.text, 60)) : labelOf(leaves[choice.leaf]!)}</option>}
      {leaves.map((leaf, index) => (
        <option key={index} value={index}>
          {labelOf(leaf)}
        </option>
      ))}
    </>
  );
}

/** Its own name and what it stands in; a list has no room for the whole way. */
function labelOf({ labels, text }: ShownLeaf): string {
  return `${labels.slice(-2).map((label) => short(label, 30)).join(" › ")}: ${short(text, 60)}`;
}

const short = (text: string, longest: number) => (text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
