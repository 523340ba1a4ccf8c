import type { Request } from "express";
import { Problem } from "../problem.server.ts";

/** Throws a 415. */
export function requireJson(req: Request): void {
  const [type, ...parameters] = (req.headers["content-type"] ?? "").toLowerCase().split(";").map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length).replaceAll('"', "");
  if (type !== "application/json" || (charset && charset !== "utf-8" && charset !== "utf8"))
    throw new Problem(415, "Unsupported media type", "Send JSON in UTF-8: Content-Type: application/json.", { headers: { "Accept-Post": "application/json" } });
}

/** Throws a 400. */
export function readJson(body: unknown): unknown {
  const malformed = (detail: string) => new Problem(400, "Malformed request", detail);
  if (!Buffer.isBuffer(body) || body.length === 0) throw malformed("The request has no body.");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw malformed("The body is not valid UTF-8.");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("The body is not valid JSON.");
  }
}
