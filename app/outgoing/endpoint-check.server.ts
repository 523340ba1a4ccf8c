import type { Language } from "#db/schema.ts";
import type { Config } from "../config.server.ts";
import { textsIn } from "../i18n/texts.ts";
import { problemsOf, refusedForm } from "../people/fields.ts";
import type { FormProblem } from "../ui/form.tsx";
import { lookedUpProblem } from "./address.server.ts";
import { type EndpointInput, parseEndpoint } from "./endpoint-form.ts";
import { outgoingTexts } from "./outgoing.texts.ts";

/** What was typed, or what is wrong with it; an address that is not public is refused here already. */
export async function checkEndpoint(typed: FormData, { config, language }: { config: Config; language: Language }): Promise<{ input: EndpointInput } | { problem: FormProblem }> {
  const t = textsIn(outgoingTexts, language);
  const parsed = parseEndpoint(typed);
  const address = parsed.success || !parsed.error.issues.some(({ path }) => path[0] === "url") ? await lookedUpProblem(String(typed.get("url")).trim(), { allowedHosts: config.eventHostsAllowed }) : null;
  if (parsed.success && !address) return { input: parsed.data };

  const { errors, values } = refusedForm(parsed.success ? {} : problemsOf(parsed.error), typed, language);
  if (errors["kinds"]) errors["kinds"] = t.kindsProblem;
  if (address) errors["url"] = address in t.refusedAddress ? t.refusedAddress[address as keyof typeof t.refusedAddress] : t.refusedAddress.unreachable;
  return { problem: { errors, values: { ...values, kinds: typed.getAll("kinds").join(" ") } } };
}
