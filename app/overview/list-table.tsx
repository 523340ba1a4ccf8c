import { Link } from "@remix-run/react";
import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import { day, time, useClock } from "../i18n/time.ts";
import { Due, Score } from "../ui/parts.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import type { View } from "./links.ts";
import { type Column, columns as columnNames, listPath, nextSort, type SortKey, type TaskList } from "./list.ts";
import type { TaskListRow } from "./list.server.ts";
import { listTexts } from "./list.texts.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";

const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature });
const helper = createColumnHelper<typeof features, TaskListRow>();

const columns = helper.columns([
  helper.accessor("customer", { cell: ({ row }) => <Customer row={row.original} /> }),
  helper.accessor("score", { cell: ({ getValue }) => <Score score={getValue()} size="small" /> }),
  helper.accessor("words", { enableSorting: false, cell: ({ row }) => <Words row={row.original} /> }),
  helper.accessor("stage", { cell: ({ getValue }) => <Stage stage={getValue()} /> }),
  helper.accessor("due", { cell: ({ getValue }) => <DueCell at={getValue()} /> }),
  helper.accessor("owner", { cell: ({ row }) => <Owner row={row.original} /> }),
  helper.accessor("team", { cell: ({ getValue }) => getValue() }),
  helper.accessor("outcome", { cell: ({ getValue }) => <Outcome outcome={getValue()} /> }),
  helper.accessor("received", { cell: ({ getValue }) => <Moment at={getValue()} /> }),
  helper.accessor("attempted", { cell: ({ getValue }) => <Moment at={getValue()} /> }),
  helper.accessor("told", { cell: ({ getValue }) => <Moment at={getValue()} /> }),
  helper.accessor("verdict", { cell: ({ row }) => <Verdict row={row.original} /> }),
  helper.accessor("cause", { cell: ({ getValue }) => getValue() }),
]);

/**
 * The server sorts, filters and pages; the table knows the order and the columns from the URL. On a phone
 * each row stands as a block of its own, with the column's name above each cell: nothing to slide.
 */
export function ListTable({ rows, list, view }: { rows: TaskListRow[]; list: TaskList; view: View }) {
  const t = useTexts(listTexts);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => String(row.id),
    manualSorting: true,
    state: {
      sorting: [{ id: list.sort.by, desc: list.sort.isDescending }],
      columnVisibility: Object.fromEntries(columnNames.map((name) => [name, list.columns.includes(name)])),
    },
  });
  return (
    <ScrollRegion label={t.table}>
      <p aria-hidden className="px-4 pt-3 text-xs text-muted sm:hidden">
        {t.sortBy}
      </p>
      <table className="w-full text-left wrap-break-word max-sm:block">
        <thead className="text-sm text-muted max-sm:block">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="max-sm:flex max-sm:flex-wrap max-sm:gap-x-5 max-sm:px-4 max-sm:py-1">
              {group.headers.map(({ id, column }) => {
                const sorted = column.getIsSorted();
                return (
                  <th key={id} scope="col" aria-sort={sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined} className={`font-medium whitespace-nowrap sm:px-2.5 sm:py-1 sm:first:pl-5 sm:last:pr-5 ${column.getCanSort() ? "" : "max-sm:sr-only"}`}>
                    {column.getCanSort() ? (
                      <Link to={listPath(view, list, { sort: nextSort(list, id as SortKey) })} preventScrollReset className={`inline-flex min-h-11 items-center gap-1 rounded-sm hover:text-ink hover:underline ${sorted ? "font-semibold text-ink" : ""}`}>
                        {t.column[id as SortKey]}
                        {sorted === "asc" && <ArrowUp aria-hidden size={14} />}
                        {sorted === "desc" && <ArrowDown aria-hidden size={14} />}
                      </Link>
                    ) : (
                      t.column[id as "words"]
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody className="max-sm:block">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="border-t border-line align-top max-sm:relative max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:gap-y-2.5 max-sm:px-4 max-sm:py-4">
              {row.getVisibleCells().map((cell) => {
                const name = cell.column.id as Column;
                const content = <table.FlexRender cell={cell} />;
                return name === "customer" ? (
                  <th key={cell.id} scope="row" className={`${cellShape} min-w-36 wrap-anywhere font-semibold max-sm:col-span-2 max-sm:pr-11`}>
                    {content}
                  </th>
                ) : (
                  <td key={cell.id} className={`${cellShape} ${isEmpty(name, cell.getValue(), row.original) ? "max-sm:hidden" : (phoneCell[name] ?? "")}`}>
                    {!phoneCell[name] && (
                      <span aria-hidden className="block text-xs text-muted sm:hidden">
                        {t.column[name]}
                      </span>
                    )}
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const cellShape = "max-sm:min-w-0 max-sm:wrap-anywhere sm:px-2.5 sm:py-3 sm:first:pl-5 sm:last:pr-5";

/** What on a phone needs no name above it: the score beside the customer, the words over the whole width. */
const phoneCell: Partial<Record<Column, string>> = { score: "max-sm:absolute max-sm:top-3.5 max-sm:right-4", words: "max-sm:col-span-2" };

/** What says nothing takes no place in a block. */
function isEmpty(name: Column, value: unknown, row: TaskListRow): boolean {
  if (name === "words" || name === "owner") return !row.isVisible;
  return value === null;
}

function Customer({ row }: { row: TaskListRow }) {
  const t = useTexts(listTexts);
  if (!row.isVisible) return <span className="font-normal text-muted">{t.handedOver}</span>;
  return (
    <Link to={`/tasks/${row.id}`} prefetch="intent" className="inline-flex min-h-6 items-center rounded-sm pointer-coarse:min-h-11 underline decoration-line decoration-2 underline-offset-4 hover:decoration-accent">
      <bdi className="line-clamp-3">{row.customer ?? t.nameless}</bdi>
    </Link>
  );
}

function Words({ row }: { row: TaskListRow }) {
  const t = useTexts(listTexts);
  if (!row.isVisible) return null;
  if (!row.words) return <span className="text-muted">{t.noWords}</span>;
  return <p dir="auto" className="said line-clamp-2 text-[1.02rem] sm:w-60 lg:w-72 2xl:w-96">{row.words}</p>;
}

function Owner({ row }: { row: TaskListRow }) {
  const t = useTexts(listTexts);
  if (!row.isVisible) return null;
  return row.owner ? <bdi className="line-clamp-3 min-w-28">{row.owner}</bdi> : <span className="whitespace-nowrap text-muted">{t.nobody}</span>;
}

function Stage({ stage }: { stage: TaskListRow["stage"] }) {
  return <span className="whitespace-nowrap">{useTexts(uiTexts).stage[stage]}</span>;
}

function Outcome({ outcome }: { outcome: TaskListRow["outcome"] }) {
  const t = useTexts(uiTexts);
  return outcome && <span className="whitespace-nowrap">{t.outcome[outcome]}</span>;
}

function Verdict({ row }: { row: TaskListRow }) {
  const t = useTexts(listTexts);
  if (!row.verdict) return null;
  return (
    <span className="whitespace-nowrap">
      {t.verdict[row.verdict]}
      {row.verdictScore !== null && <span className="block text-sm text-muted">{t.newScore(row.verdictScore)}</span>}
    </span>
  );
}

function Moment({ at }: { at: Date | null }) {
  const clock = useClock();
  if (!at) return null;
  return (
    <span className="tabular block text-sm whitespace-nowrap">
      {day(at, clock)} <span className="text-muted sm:block">{time(at, clock)}</span>
    </span>
  );
}

function DueCell({ at }: { at: Date | null }) {
  return at && <Due at={at} />;
}
