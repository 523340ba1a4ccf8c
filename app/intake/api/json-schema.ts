import { z } from "zod";
import type { Language } from "#db/schema.ts";
import { fieldTexts } from "./fields.texts.ts";

/** A JSON Schema as `z.toJSONSchema` writes it; no further than this document needs. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  maxProperties?: number;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
};

export const reference = (name: string) => `#/components/schemas/${name}`;

/** Schemas that name each other, ready for `components.schemas`. */
export function schemasOf(schemas: Record<string, z.ZodType>, io: "input" | "output", language: Language): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io, uri: reference, override: inWords(language) }).schemas;
  for (const schema of Object.values(made)) {
    delete schema.$schema;
    delete schema.$id;
  }
  return made as Record<string, unknown> as Record<string, JsonSchema>;
}

export function schemaOf(schema: z.ZodType, io: "input" | "output", language: Language): JsonSchema {
  return z.toJSONSchema(schema, { io, override: inWords(language) }) as unknown as JsonSchema;
}

/** What Zod leaves to us: the words, that null counts as absent, and no bounds or patterns that say nothing to a reader. */
function inWords(language: Language) {
  return ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    const says = z.globalRegistry.get(zodSchema)?.says;
    if (says) jsonSchema.description = fieldTexts[language][says];
    delete jsonSchema["says"];
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    // What software sends today it still sends when we add a field.
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    const isKnown = zodSchema._zod.def.type === "pipe" && zodSchema._zod.def.in._zod.def.type === "transform";
    if (isKnown && typeof jsonSchema.type === "string") {
      jsonSchema.type = [jsonSchema.type, "null"];
      if (jsonSchema.enum) jsonSchema.enum = [...jsonSchema.enum, null];
    }
  };
}
