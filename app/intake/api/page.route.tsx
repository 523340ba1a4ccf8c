import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { guessLanguage } from "../../i18n/language.server.ts";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { titled } from "../../i18n/title.ts";
import { LanguageChoice } from "../../people/entrance.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { apiTexts } from "./api.texts.ts";
import { curl, indented, signedCurl } from "./commands.ts";
import { openApi } from "./openapi.ts";
import { Block, Fold, Operation } from "./operation.tsx";
import { pageTexts } from "./page.texts.ts";
import { rates } from "./rates.ts";
import { scopes } from "./scopes.ts";

export const meta = titled((language) => textsIn(apiTexts, language).title);

/** The same document as /openapi.json, in the reader's language. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await context.viewer();
  return { document: openApi({ origin: context.config.origin, language: viewer?.language ?? guessLanguage(request) }), isSignedIn: viewer !== null };
}

export default function Api() {
  const { document, isSignedIn } = useLoaderData<typeof loader>();
  const t = useTexts(pageTexts);
  const origin = document.servers[0]!.url;
  const { schemas, responses } = document.components;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => (["post", "get"] as const).flatMap((method) => (methods[method] ? [{ path, method, operation: methods[method] }] : [])));
  const asked = operations.filter(({ path }) => path.startsWith("/api/"));
  const webhook = operations.find(({ path }) => path.startsWith("/in/"))!;
  return (
    <div className="mx-auto max-w-4xl px-4 py-4 lg:px-10 lg:py-8">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <p className="font-words text-2xl font-semibold tracking-tight">
          Belte<span className="text-accent">rug</span>
        </p>
        <LanguageChoice />
      </header>
      <main className="grid gap-12 pt-8 pb-16">
        <div>
          <h1 className="font-words text-3xl tracking-tight sm:text-4xl">{document.info.title}</h1>
          <p className="mt-3 max-w-2xl text-lg text-muted">{t.intro}</p>
          <p className="mt-5 flex flex-wrap gap-3">
            <ButtonLink to="/openapi.json" kind="quiet" reloadDocument>
              {t.document}
            </ButtonLink>
            {isSignedIn && (
              <ButtonLink to="/" kind="quiet">
                {t.toScreens}
              </ButtonLink>
            )}
          </p>
          <nav aria-label={t.onThisPage} className="mt-6">
            <ul className="grid gap-x-8 sm:grid-cols-2">
              {[["begin", t.begin], ...asked.map(({ operation }) => [operation.operationId, operation.summary]), ["always", t.always], ["webhooks-in", t.webhookIn], ["webhooks-out", t.webhooksOut]].map(([id, name]) => (
                <li key={id}>
                  <a href={`#${id}`} className="inline-flex min-h-11 items-center text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>

        <Section id="begin" title={t.begin}>
          <p className="max-w-2xl">{t.beginText}</p>
          <dl className="grid gap-2">
            {scopes.map((scope) => (
              <div key={scope} className="grid gap-x-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
                <dt>
                  <code className="font-mono text-sm font-semibold">{scope}</code>
                </dt>
                <dd className="text-muted">{t.scopes[scope]}</dd>
              </div>
            ))}
          </dl>
        </Section>

        <Section id="operations" title={t.operations}>
          {asked.map(({ path, method, operation }) => (
            <Operation key={operation.operationId} {...{ path, method, operation, schemas }} command={{ title: t.request, text: curl(method, origin + path, operation, t.key) }} />
          ))}
        </Section>

        <Section id="always" title={t.always}>
          <Rule title={t.again} text={t.againText} />
          <Rule title={t.rates} text={t.ratesText(rates.post.points, rates.get.points)} />
          <Rule title={t.problems} text={t.problemsText} />
          <dl className="grid gap-2">
            {Object.entries(responses).map(([name, { description }]) => (
              <div key={name} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-3">
                <dt className="tabular font-semibold">{name.replace("Problem", "")}</dt>
                <dd>{description}</dd>
              </div>
            ))}
          </dl>
          <Block text={indented(responses["Problem422"]!.content!["application/problem+json"]!.example)} />
        </Section>

        <Section id="webhooks-in" title={t.webhookIn}>
          <Operation {...webhook} schemas={schemas} command={{ title: t.webhookCommand, text: signedCurl(origin + webhook.path, webhook.operation) }} />
        </Section>

        <Section id="webhooks-out" title={t.webhooksOut}>
          <p className="max-w-2xl">{t.webhooksOutText}</p>
          <ul className="grid gap-4">
            {Object.entries(document.webhooks).map(([kind, { post }]) => (
              <li key={kind} className="rounded-[14px] border border-line bg-surface px-5 py-4">
                <h3 className="font-mono font-semibold">{kind}</h3>
                <p className="mt-1">{post.description}</p>
                <Fold title={t.example}>
                  <Block text={indented(post.requestBody!.content["application/json"].example)} />
                </Fold>
              </li>
            ))}
          </ul>
        </Section>
      </main>
    </div>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid scroll-mt-4 gap-5">
      <h2 id={`${id}-title`} className="font-words text-2xl tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Rule({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <p className="max-w-2xl">{text}</p>
    </div>
  );
}
