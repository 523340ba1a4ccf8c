import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound } from "../people/access.server.ts";
import { demoMail, demoMailbox } from "./mailbox.server.ts";
import { Mailbox } from "./mailbox.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.opened.subject }, { name: "robots", content: "noindex" }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { config, db } = context;
  if (config.mode === "production") throw notFound();
  const before = new URL(request.url).searchParams.get("before");
  const mail = await demoMail(db, String(params["mailId"]));
  if (!mail) throw notFound();
  return { ...(await demoMailbox(db, { before })), before, opened: { ...mail, from: config.mail.from } };
}

export default function DemoMail() {
  return <Mailbox {...useLoaderData<typeof loader>()} />;
}
