import { importById } from "#app/intake/import/imports.server.ts";
import type { Db } from "#db/client.ts";
import { makeSession } from "../app.ts";

type Importing = {
  origin: string;
  db: Db;
  adminId: number;
  rows: number;
  employees: string[];
  /** Answers older than so many days are history, without a task ("14", as the page proposes), or none is ("all"). */
  history: "14" | "all";
};

/**
 * Sends a file of answers over a year as an administrator does, and waits until the app has taken it
 * in. `rowsPerSecond` is over the run alone, from its start to its end as the app noted them.
 */
export async function importFile({ origin, db, adminId, rows, employees, history }: Importing) {
  const { name, value } = await makeSession(db, adminId);
  const headers = { cookie: `${name}=${value}`, origin };
  const run = `${Date.now()}`;
  const form = new FormData();
  form.append("kind", "responses");
  form.append("file", new Blob([csvOf(rows, run, employees)], { type: "text/csv" }), "antwoorden.csv");
  const uploaded = await fetch(`${origin}/admin/import`, { method: "POST", headers, body: form, redirect: "manual" });
  const id = Number(/\/admin\/import\/(\d+)/.exec(uploaded.headers.get("location") ?? "")?.[1]);
  if (!id) throw new Error(`the file was refused: ${uploaded.status} ${uploaded.headers.get("location")}`);

  for (;;) {
    const given = (await importById(db, id))!;
    if (given.status === "done") {
      const seconds = (given.finishedAt!.getTime() - given.startedAt!.getTime()) / 1000;
      if (given.added !== rows) throw new Error(`${given.added} of ${rows} rows were taken in`);
      return { rowsPerSecond: rows / seconds, seconds };
    }
    if (given.status === "failed") throw new Error("the import failed");
    if (given.status === "ready") {
      const columns = Object.fromEntries(given.columns.fields.map((field, index) => [`column-${index}`, field ?? ""]));
      const settings = { encoding: given.encoding, separator: given.separator, hasHeader: "yes", source: "", newSource: `Enquête ${run}`, history, ...columns };
      await fetch(`${origin}/admin/import/${id}/run`, { method: "POST", headers, body: new URLSearchParams(settings), redirect: "manual" });
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** As a Dutch spreadsheet writes it. Each customer answers about three times. */
function csvOf(rows: number, run: string, employees: string[]): string {
  const lines = ["antwoordnummer;score;datum;klantnummer;naam;e-mail;toelichting;medewerker"];
  const today = Date.now();
  for (let n = 0; n < rows; n++) {
    const day = new Date(today - ((n * 7919) % 365) * 86_400_000);
    const date = `${day.getUTCDate()}-${day.getUTCMonth() + 1}-${day.getUTCFullYear()} 09:${String(n % 60).padStart(2, "0")}`;
    const customer = `${run}-${n % Math.ceil(rows / 3)}`;
    lines.push(`${run}-${n};${[9, 10, 8, 7, 3, 9, 6, 10][n % 8]};${date};K${customer};Jan de Boer;jan.${customer}@klant.example;"Drie keer gebeld over ""dezelfde"" lekkage; en drie keer een ander verhaal.";${employees[n % employees.length]}`);
  }
  return lines.join("\r\n");
}
