import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { textsIn } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { notFound } from "../people/access.server.ts";
import { demoMailbox } from "./mailbox.server.ts";
import { mailboxTexts } from "./mailbox.texts.ts";
import { Mailbox } from "./mailbox.tsx";

export const meta = titled((language) => textsIn(mailboxTexts, language).title);

/** The customers' side of the demo. They have no account: anybody may look, and in production it is not there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (context.config.mode === "production") throw notFound();
  const before = new URL(request.url).searchParams.get("before");
  return { ...(await demoMailbox(context.db, { before })), before };
}

export default function DemoMailbox() {
  return <Mailbox {...useLoaderData<typeof loader>()} />;
}
