import type { LoaderFunctionArgs } from "@remix-run/node";
import { openApi } from "./openapi.ts";

/** The API for machines; anybody may read it, also from a page elsewhere. */
export function loader({ context }: LoaderFunctionArgs) {
  return Response.json(openApi({ origin: context.config.origin }), { headers: { "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*" } });
}
