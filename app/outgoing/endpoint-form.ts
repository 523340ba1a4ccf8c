import { z } from "zod";
import { requiredLine } from "../people/fields.ts";
import { eventKinds } from "./kinds.ts";

const form = z.object({
  name: requiredLine(100),
  url: requiredLine(2_000),
  kinds: z.array(z.enum(eventKinds)).min(1, { error: "choose" }),
});

export type EndpointInput = z.output<typeof form>;

export function parseEndpoint(typed: FormData) {
  return form.safeParse({ name: typed.get("name") ?? "", url: typed.get("url") ?? "", kinds: [...new Set(typed.getAll("kinds"))] });
}
