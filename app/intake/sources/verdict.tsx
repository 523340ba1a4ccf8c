import type { DeliveryVerdict } from "#db/schema.ts";
import { useTexts } from "../../i18n/texts.ts";
import { deliveryTexts } from "./delivery.texts.ts";

const colours: Record<DeliveryVerdict, string> = {
  taken_in: "bg-green-soft text-green",
  waiting: "bg-amber-soft text-amber",
  fetching: "bg-sunk text-ink",
  held: "bg-amber-soft text-amber",
  ignored: "bg-sunk text-ink",
  refused: "bg-clay-soft text-clay",
  unsigned: "bg-clay-soft text-clay",
};

/** What became of a delivery, in a word: never colour alone. */
export function Verdict({ verdict, isNew }: { verdict: DeliveryVerdict; isNew: boolean | null }) {
  const t = useTexts(deliveryTexts);
  return <span className={`inline-block rounded-full px-2.5 py-0.5 text-sm font-semibold ${colours[verdict]}`}>{verdict === "taken_in" && isNew === false ? t.updated : t.verdict[verdict]}</span>;
}
