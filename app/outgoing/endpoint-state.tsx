import { useTexts } from "../i18n/texts.ts";
import { outgoingTexts } from "./outgoing.texts.ts";

const colours = { on: "bg-green-soft text-green", failing: "bg-clay-soft text-clay", paused: "bg-amber-soft text-amber", gone: "bg-clay-soft text-clay" };

export function EndpointState({ endpoint }: { endpoint: { paused_at: Date | null; is_gone: boolean; is_failing: boolean } }) {
  const t = useTexts(outgoingTexts);
  const state = endpoint.is_gone ? "gone" : endpoint.paused_at ? "paused" : endpoint.is_failing ? "failing" : "on";
  return <span className={`rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap ${colours[state]}`}>{t.state[state]}</span>;
}
