import type { JsonSchema } from "./json-schema.ts";

/** One field as a reader meets it: `customer.email`, and what may stand there. */
export type Field = {
  name: string;
  isRequired: boolean;
  description: string | undefined;
  kind: Kind;
};

export type Kind = {
  is: "text" | "number" | "integer" | "boolean" | "instant" | "email" | "url" | "object" | "list" | "choice";
  /** Null may stand there, too. */
  canBeNull: boolean;
  least?: number | undefined;
  most?: number | undefined;
  longest?: number | undefined;
  options?: string[] | undefined;
  /** What a list is of. */
  of?: string | undefined;
};

/** Every field of an object, those of objects inside it right below it. What a list holds stands with its own operation. */
export function fieldsOf(schema: JsonSchema, schemas: Record<string, JsonSchema>, above = ""): Field[] {
  const { properties = {}, required = [] } = resolve(schema, schemas).schema;
  return Object.entries(properties).flatMap(([key, property]) => {
    const name = above ? `${above}.${key}` : key;
    const { schema: inside, canBeNull } = resolve(property, schemas);
    const field = { name, isRequired: required.includes(key), description: property.description ?? inside.description, kind: { ...kindOf(inside), canBeNull } };
    return inside.properties ? [field, ...fieldsOf(inside, schemas, name)] : [field];
  });
}

/** Without the reference, and without the null that may stand there instead. */
function resolve(schema: JsonSchema, schemas: Record<string, JsonSchema>): { schema: JsonSchema; canBeNull: boolean } {
  if (schema.$ref) return resolve(schemas[schema.$ref.split("/").at(-1)!]!, schemas);
  const others = schema.anyOf?.filter(({ type }) => type !== "null");
  if (others?.length === 1 && schema.anyOf!.length === 2) return { ...resolve(others[0]!, schemas), canBeNull: true };
  return { schema, canBeNull: Array.isArray(schema.type) && schema.type.includes("null") };
}

function kindOf(schema: JsonSchema): Omit<Kind, "canBeNull"> {
  const type = [schema.type].flat().find((each) => each !== "null");
  if (schema.enum) return { is: "choice", options: schema.enum.filter((each) => each !== null).map(String) };
  switch (type) {
    case "string":
      return { is: ({ "date-time": "instant", email: "email", uri: "url" } as const)[schema.format ?? ""] ?? "text", longest: schema.maxLength };
    case "integer":
    case "number":
      return { is: type, least: schema.minimum, most: schema.maximum };
    case "boolean":
      return { is: "boolean" };
    case "array":
      return { is: "list", most: schema.maxItems, of: schema.items?.$ref?.split("/").at(-1) };
    default:
      return schema.anyOf?.every((each) => "const" in each) ? { is: "choice", options: schema.anyOf.map((each) => String(each.const)) } : { is: "object" };
  }
}
