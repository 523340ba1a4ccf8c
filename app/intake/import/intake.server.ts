import type { Trx } from "#db/client.ts";
import type { ImportKind } from "#db/schema.ts";
import type { Services } from "../../context.server.ts";
import { takeInEmployees } from "../../people/roster.server.ts";
import { receiveCustomers, receiveResponses } from "../receive.server.ts";
import type { CustomerInput, ResponseInput } from "../response.ts";
import { isRefused } from "./columns.ts";
import type { Import } from "./imports.server.ts";
import { createCustomerConverter, createEmployeeConverter, type EmployeeInput } from "./people-rows.ts";
import type { RowProblem } from "./reason.ts";
import { type Converted, createResponseConverter, type Known } from "./response-rows.ts";
import type { Row } from "./rows.ts";
import { tasksFrom } from "./settings.ts";

type Input = ResponseInput | CustomerInput | EmployeeInput;

/** A row as it will be stored: `input` is null when it is refused. `position`: its number among the rows of the file, from 1. */
export type Prepared = { position: number; line: number; input: Input | null; problems: RowProblem[] };

type Outcome = { created: boolean; changed: boolean; refused?: undefined } | { refused: "deactivated" };

export type TakenIn = { added: number; changed: number; unchanged: number; refused: number; problems: (RowProblem & { line: number })[] };

export type Intake = {
  /** In one transaction. */
  rowsAtOnce: number;
  prepare: (row: Row, position: number) => Prepared;
  /** `onDecided`: called when the next rows may begin; those of people wait until these are stored. */
  takeIn: (trx: Trx, rows: Prepared[], onDecided: () => void) => Promise<TakenIn>;
  /** Throws when this happens to row after row: then it is not the rows. */
  countNotStored: () => void;
};

const mostNotStored = 50;

/** What becomes of the rows of this file. */
export async function createIntake(services: Pick<Services, "db" | "boss" | "config" | "now">, given: Import): Promise<Intake> {
  const convert = await converterOf(services.db, given);
  const store = await storeOf(services, given);
  let notStored = 0;
  return {
    rowsAtOnce: given.kind === "employees" ? 50 : 500, // an invitation is rendered within it
    prepare: (row, position) => ({ position, line: row.line, ...(row.cells ? convert(row.cells) : { input: null, problems: [{ column: null, reason: { code: row.broken } }] }) }),

    async takeIn(trx, rows, onDecided) {
      const wanted = rows.filter(({ input }) => input !== null);
      const outcomes = wanted.length > 0 ? await store(trx, wanted.map(({ input }) => input!), onDecided) : [];
      const taken: TakenIn = { added: 0, changed: 0, unchanged: 0, refused: 0, problems: rows.flatMap(({ line, problems }) => problems.map((problem) => ({ ...problem, line }))) };
      taken.refused = rows.filter(({ input, problems }) => input === null || isRefused(problems)).length;
      outcomes.forEach((outcome, index) => {
        if (outcome.refused) {
          taken.refused++;
          taken.problems.push({ line: wanted[index]!.line, column: null, reason: { code: outcome.refused } });
        } else taken[outcome.created ? "added" : outcome.changed ? "changed" : "unchanged"]++;
      });
      return taken;
    },

    countNotStored() {
      if (++notStored > mostNotStored) throw new Error(`${notStored} rows of one file could not be stored`);
    },
  };
}

/** Rows to what our own schemas take, for the run and for the preview. */
export async function converterOf(db: Services["db"], { kind, columns }: Pick<Import, "kind" | "columns">): Promise<(cells: string[]) => Converted<Input>> {
  const known = await whatIsKnown(db);
  if (kind === "customers") return createCustomerConverter(columns, { known });
  if (kind === "employees") return createEmployeeConverter(columns, { known });
  const { time_zone: timeZone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  return createResponseConverter(columns, { timeZone, known });
}

async function whatIsKnown(db: Services["db"]): Promise<Known> {
  const employees = await db.selectFrom("employees").select("email").where("deactivated_at", "is", null).execute();
  const teams = await db.selectFrom("teams").select(["name", "code"]).where("archived_at", "is", null).execute();
  return { employees: new Set(employees.map(({ email }) => email)), teams: new Set(teams.flatMap(({ name, code }) => [name.toLowerCase(), code.toLowerCase()])) };
}

type Store = (trx: Trx, inputs: Input[], onDecided: () => void) => Promise<Outcome[]>;

async function storeOf(services: Pick<Services, "db" | "boss" | "config" | "now">, { id, kind, sourceId, options, startedAt, createdAt }: Import): Promise<Store> {
  const stores: Record<ImportKind, () => Promise<Store>> = {
    responses: async () => {
      const tasksSince = tasksFrom(options.history, startedAt!);
      const source = { id: sourceId! };
      return async (trx, inputs, onDecided) => {
        const items = (inputs as ResponseInput[]).map((input) => ({ source, input, isHistory: tasksSince !== null && input.answered_at < tasksSince }));
        return receiveResponses(trx, items, { now: services.now(), onDecided });
      };
    },
    // True on the day the file was sent: what a customer told since then is newer.
    customers: async () => (trx, inputs) => receiveCustomers(trx, inputs as CustomerInput[], { at: createdAt, now: services.now() }),
    employees: async () => {
      const inviter = await services.db.selectFrom("imports").innerJoin("employees", "employees.id", "created_by").select(["employees.name", "employees.email"]).where("imports.id", "=", id).executeTakeFirstOrThrow();
      return (trx, inputs) => takeInEmployees(trx, services, inputs as EmployeeInput[], { inviter: options.isInviting ? inviter : null }, services.now());
    },
  };
  return stores[kind]();
}
