import express, { type NextFunction, type Request, type Response } from "express";
import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import type { Config } from "../config.server.ts";
import type { Services } from "../context.server.ts";
import { createToken, findToken } from "../people/tokens.server.ts";

/** It must work from any old mail. */
const linkDays = 10 * 365;

/** The whole address of the page that stops mails to this customer; each mail has its own. */
export async function unsubscribeLink(db: Db, config: Config, customerId: number, now: Date): Promise<string> {
  return `${config.origin}/u/${await createToken(db, "unsubscribe", { customerId }, { now, days: linkDays })}`;
}

/** What the page shows; undefined for a link of nobody. */
export async function unsubscribePage(db: Db, token: string, now: Date): Promise<{ language: Language; organisation: string; isUnsubscribed: boolean } | undefined> {
  const customer = await customerOf(db, token, now);
  if (!customer) return undefined;
  const organisation = await db.selectFrom("organisation").select(["name", "language"]).executeTakeFirstOrThrow();
  return { language: customer.language ?? organisation.language, organisation: organisation.name, isUnsubscribed: customer.no_mail_at !== null };
}

/** Stops the mails to this customer, or (`wantsMail`) lets them come again. Twice is the same as once. False: nobody's link. */
async function setWantsMail(db: Db, token: string, wantsMail: boolean, now: Date): Promise<boolean> {
  const customer = await customerOf(db, token, now);
  if (!customer) return false;
  await db
    .updateTable("customers")
    .set({ no_mail_at: wantsMail ? null : (customer.no_mail_at ?? now), updated_at: now })
    .where("id", "=", customer.id)
    .execute();
  return true;
}

async function customerOf(db: Db, token: string, now: Date) {
  const link = await findToken(db, "unsubscribe", token);
  if (!link?.customer_id || link.expires_at <= now) return undefined;
  return db.selectFrom("customers").select(["id", "language", "no_mail_at"]).where("id", "=", link.customer_id).executeTakeFirst();
}

/**
 * Every POST on /u/TOKEN, before the check of the origin: a mail program's one click (RFC 8058) comes
 * from its own servers without a cookie, and the token is all the right that is needed. It gets a plain
 * 200; the button of our own page, which says what it wants in `mails`, goes back to that page.
 */
export function oneClickUnsubscribe({ db, now }: Services) {
  // The RFC allows multipart as well; as text both are read alike.
  const readSmallBody = express.text({ type: () => true, limit: "4kb" });
  const answer = async (req: Request, res: Response) => {
    const token = String(req.params["token"]);
    const body = typeof req.body === "string" ? req.body : "";
    const isOneClick = /List-Unsubscribe["\r\n=]+One-Click/i.test(body);
    const choice = new URLSearchParams(body).get("mails");
    if (!isOneClick && choice !== "stop" && choice !== "again") return void res.status(400).type("text/plain").send("Nothing was changed.");
    const isKnown = await setWantsMail(db, token, choice === "again" && !isOneClick, now());
    if (isOneClick) return void res.status(isKnown ? 200 : 404).type("text/plain").send(isKnown ? "Unsubscribed." : "This link is not known.");
    res.redirect(303, `/u/${encodeURIComponent(token)}`);
  };
  return (req: Request, res: Response, next: NextFunction) => {
    const read = async (error?: unknown) => {
      if (error) return next(error);
      try {
        await answer(req, res);
      } catch (failure) {
        next(failure);
      }
    };
    readSmallBody(req, res, (error?: unknown) => void read(error));
  };
}
