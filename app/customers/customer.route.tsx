import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { Mail, Phone } from "lucide-react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { ButtonAnchor, ButtonLink } from "../ui/button.tsx";
import { Card, Empty, PageHeader } from "../ui/parts.tsx";
import { customerFor } from "./access.server.ts";
import { Answer } from "./answer.tsx";
import { answersOf, readCursor } from "./answers.server.ts";
import { customerTexts } from "./customer.texts.ts";
import { dialPhone, showPhone } from "./phone.server.ts";

export const meta: MetaFunction = titled((language) => textsIn(customerTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const customer = await customerFor(db, viewer, idFrom(args.params["customerId"]));
  if (!customer) throw notFound();
  const cursor = readCursor(new URL(args.request.url).searchParams.get("after"));
  const phone = customer.phone && { shown: showPhone(customer.phone), dial: dialPhone(customer.phone) };
  return { customer: { ...customer, phone }, isFirst: cursor === null, ...(await answersOf(db, viewer, customer.id, cursor)) };
}

export default function CustomerPage() {
  const { customer, answers, next, isFirst } = useLoaderData<typeof loader>();
  const t = useTexts(customerTexts);
  return (
    <div className="max-w-list px-4 py-6 lg:px-10">
      <PageHeader title={customer.name ?? customer.email ?? t.nameless} aside={customer.account} />
      <div className="grid items-start gap-x-6 gap-y-6 lg:grid-cols-[minmax(0,1fr)_18rem] lg:grid-rows-[auto_1fr]">
        <Reach />
        <section aria-labelledby="answers" className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <h2 id="answers" className="mb-3 text-lg font-semibold tracking-tight">
            {t.answers}
          </h2>
          {answers.length === 0 ? (
            <Empty title={t.empty}>{t.emptyText}</Empty>
          ) : (
            <ol className="grid gap-4">
              {answers.map((answer) => (
                <Answer key={answer.id} answer={answer} />
              ))}
            </ol>
          )}
          <p className="mt-5 flex flex-wrap gap-3">
            {!isFirst && (
              <ButtonLink to="." kind="quiet">
                {t.newest}
              </ButtonLink>
            )}
            {next && (
              <ButtonLink to={`?after=${encodeURIComponent(next)}`} kind="quiet">
                {t.older}
              </ButtonLink>
            )}
          </p>
        </section>
        <Facts />
      </div>
    </div>
  );
}

function Reach() {
  const { customer } = useLoaderData<typeof loader>();
  const t = useTexts(customerTexts);
  return (
    <Card title={t.reach} className="lg:col-start-2">
      <div className="grid gap-3">
        {customer.phone && customer.phone.dial && (
          <ButtonAnchor href={customer.phone.dial}>
            <Phone aria-hidden size={18} /> {t.call(customer.phone.shown)}
          </ButtonAnchor>
        )}
        {customer.phone && !customer.phone.dial && <p>{customer.phone.shown}</p>}
        {customer.email && !customer.no_mail_at && (
          <ButtonAnchor href={`mailto:${encodeURIComponent(customer.email).replace("%40", "@")}`} kind="quiet">
            <Mail aria-hidden size={18} /> {t.mail}
          </ButtonAnchor>
        )}
        {customer.email && <p className="text-sm text-muted">{customer.email}</p>}
        {customer.no_mail_at && <p className="text-sm">{t.noMail}</p>}
        {!customer.phone && !customer.email && <p className="text-muted">{t.noWay}</p>}
      </div>
    </Card>
  );
}

function Facts() {
  const { customer } = useLoaderData<typeof loader>();
  const t = useTexts(customerTexts);
  const facts = [
    [t.account, customer.account],
    [t.owner, customer.owner],
    [t.number, customer.external_id],
    [t.language, customer.language && t.languages[customer.language]],
  ].filter(([, value]) => value);
  if (facts.length === 0) return null;
  return (
    <Card title={t.about} className="lg:col-start-2">
      <dl className="grid gap-3">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
