import type { Request, Response } from "express";
import type { Services } from "../context.server.ts";
export function oneClickUnsubscribe(_services: Services) { return (_req: Request, res: Response) => void res.status(404).end(); }
