import express from "express";
import type { Services } from "../context.server.ts";
export function createApi(_services: Services) { return express.Router(); }
