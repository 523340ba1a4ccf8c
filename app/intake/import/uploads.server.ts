import type { Readable } from "node:stream";
import { Busboy, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import type { NextFunction, Request, Response } from "express";
import type { ImportKind } from "#db/schema.ts";
import type { Services } from "../../context.server.ts";
import { readViewer } from "../../people/session.server.ts";
import { fieldsOf } from "./fields.ts";
import { limits } from "./limits.ts";
import { takeUpload, type UploadProblem } from "./upload.server.ts";

/** However much more a browser wants to send of a file that is refused already. */
const mostDrained = 4 * limits.bytes;

/**
 * POST /admin/import with a file, in front of Remix: it is stored while it comes in. Answers as a form
 * does without JavaScript, by going on to a page. The own-origin check stands before it (server.ts).
 */
export function takeFiles({ db, auth, now }: Pick<Services, "db" | "auth" | "now">) {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (!/^multipart\/form-data\s*;/i.test(req.headers["content-type"] ?? "")) return next();
    try {
      const viewer = await readViewer(auth, req.headers.cookie);
      if (!viewer) return leave(req, res, "/signin?to=%2Fadmin%2Fimport");
      if (!viewer.isAdmin) return void drain(req, res, () => res.status(404).type("text/plain").send("Not found"));
      const form = await readForm(req);
      if (!form.file) return leave(req, res, problemPage(form.kind, form.problem));
      const taken = await takeUpload(db, { kind: form.kind, fileName: form.fileName, createdBy: viewer.id }, form.file, now());
      leave(req, res, taken.refused ? problemPage(form.kind, taken.refused) : `/admin/import/${taken.id}`);
    } catch (error) {
      if (error instanceof CutOff) return leave(req, res, problemPage("responses", "cutOff"));
      drain(req, res, () => next(error));
    }
  };
}

class CutOff extends Error {}

type Form = { kind: ImportKind; fileName: string; file: AsyncIterable<Buffer> } | { kind: ImportKind; file: null; problem: UploadProblem };

/** Reads as far as the file, which is read by whoever asks for its bytes: no faster than they are stored. */
function readForm(req: Request): Promise<Form> {
  return new Promise((resolve) => {
    let kind: ImportKind = "responses";
    let file: Readable | undefined;
    const cutOff = () => file?.destroy(new CutOff());
    const without = (problem: UploadProblem) => resolve({ kind, file: null, problem });
    let busboy: BusboyInstance;
    try {
      busboy = new Busboy({ headers: req.headers as BusboyHeaders, limits: { files: 1, fields: 5, fieldSize: 200, parts: 10, headerPairs: 50 } });
    } catch {
      return without("noFile"); // a multipart without a boundary
    }
    busboy.on("field", (name, value) => {
      if (name === "kind" && value in fieldsOf) kind = value as ImportKind;
    });
    busboy.on("file", (_field, stream, fileName) => {
      file = stream;
      stream.on("error", () => {}); // whoever reads it hears of it
      // A form without a file sends an empty one without a name.
      if (fileName) return resolve({ kind, fileName: nameOf(fileName), file: stream });
      stream.resume();
    });
    busboy.on("error", () => (cutOff(), without("cutOff")));
    busboy.on("finish", () => without("noFile"));
    req.on("close", () => {
      if (!req.complete) {
        cutOff();
        without("cutOff");
      }
    });
    req.pipe(busboy);
  });
}

/** The last part of a path, without what cannot be stored or shown. */
function nameOf(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, "").replaceAll(/\p{Cc}/gu, "").toWellFormed().trim().slice(0, 200) || "csv";
}

const problemPage = (kind: ImportKind, problem: UploadProblem): string => `/admin/import?kind=${kind}&problem=${problem}`;

function leave(req: Request, res: Response, to: string): void {
  drain(req, res, () => res.redirect(303, to));
}

/** A browser that is still sending shows an answer only when it could send on; so what it sends is read, and thrown away. */
function drain(req: Request, res: Response, answer: () => void): void {
  let drained = 0;
  req.unpipe();
  req.on("data", (piece: Buffer) => {
    drained += piece.length;
    if (drained > mostDrained) req.destroy();
  });
  req.resume();
  if (!res.destroyed) answer();
}
