import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { fieldsOf } from "./fields.ts";
import { indented } from "./commands.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { DocumentedOperation, OpenApi } from "./openapi.ts";
import { pageTexts } from "./page.texts.ts";

type Shown = { operation: DocumentedOperation; method: string; path: string; schemas: OpenApi["components"]["schemas"]; command?: { title: string; text: string } };

/** One operation of the document: what it is, what goes in, how to ask, what comes back. */
export function Operation({ operation, method, path, schemas, command }: Shown) {
  const t = useTexts(pageTexts);
  const scope = operation.security[0]?.["ApiKey"]?.[0];
  const body = operation.requestBody?.content["application/json"];
  const answers = Object.entries(operation.responses).flatMap(([status, response]) => ("content" in response && response.content ? [{ status, ...response.content["application/json"]! }] : []));
  const answer = answers.at(-1); // that of something new, where there are two
  return (
    <article id={operation.operationId} className="grid scroll-mt-4 gap-4 rounded-[14px] border border-line bg-surface px-5 py-5">
      <header>
        <h3 className="text-xl font-semibold tracking-tight">{operation.summary}</h3>
        <p className="mt-1 font-mono text-sm break-all">
          <span className="font-semibold text-accent uppercase">{method}</span> {path}
        </p>
        {scope && (
          <p className="mt-1 text-sm text-muted">
            {t.needs} <code>{scope}</code>
          </p>
        )}
      </header>
      <p className="max-w-2xl">{operation.description}</p>
      {command && <Code title={command.title} text={command.text} />}
      {operation.parameters && (
        <Fold title={t.parameters}>
          <dl className="grid gap-3">
            {operation.parameters.map(({ name, required, description, schema }) => (
              <Field key={name} name={name} isRequired={required} description={description} schema={schema} schemas={schemas} />
            ))}
          </dl>
        </Fold>
      )}
      {body && (
        <Fold title={t.body}>
          <Fields schema={body.schema} schemas={schemas} />
        </Fold>
      )}
      {answer && (
        <Fold title={t.answer}>
          <Fields schema={answer.schema} schemas={schemas} areAnswered />
        </Fold>
      )}
      {answer && (
        <Fold title={t.exampleAnswer}>
          <Block text={indented(answer.example)} />
        </Fold>
      )}
    </article>
  );
}

function Fields({ schema, schemas, areAnswered = false }: { schema: JsonSchema; schemas: Shown["schemas"]; areAnswered?: boolean }) {
  const t = useTexts(pageTexts);
  return (
    <dl className="grid gap-3">
      {fieldsOf(schema, schemas).map(({ name, isRequired, description, kind }) => (
        <Term key={name} name={name} isRequired={isRequired && !areAnswered} what={t.kind(kind)} description={description} />
      ))}
    </dl>
  );
}

function Field({ name, isRequired, description, schema, schemas }: { name: string; isRequired: boolean; description: string | undefined; schema: JsonSchema; schemas: Shown["schemas"] }) {
  const t = useTexts(pageTexts);
  const [field] = fieldsOf({ properties: { [name]: schema } }, schemas);
  return <Term name={name} isRequired={isRequired} what={t.kind(field!.kind)} description={description} />;
}

function Term({ name, isRequired, what, description }: { name: string; isRequired: boolean; what: string; description: string | undefined }) {
  const t = useTexts(pageTexts);
  return (
    <div className="grid gap-x-6 gap-y-0.5 border-t border-line pt-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <dt>
        <code className="font-mono text-sm font-semibold break-all">{name}</code>
        <span className="block text-sm text-muted">
          {what}
          {isRequired && `, ${t.required}`}
        </span>
      </dt>
      <dd>{description}</dd>
    </div>
  );
}

/** Long lists begin closed: whoever wants them opens them. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-11 cursor-pointer items-center gap-1.5 font-semibold">
        <ChevronRight aria-hidden size={18} className="text-muted transition-transform group-open:rotate-90" /> {title}
      </summary>
      <div className="pt-1">{children}</div>
    </details>
  );
}

export function Code({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <p className="mb-1.5 text-sm text-muted">{title}</p>
      <Block text={text} />
    </div>
  );
}

export function Block({ text }: { text: string }) {
  return <pre className="rounded-[10px] bg-sunk p-4 font-mono text-sm wrap-anywhere whitespace-pre-wrap">{text}</pre>;
}
