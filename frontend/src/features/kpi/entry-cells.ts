import type { Channel } from "@/bridge/brand";
import type { GridCell, Metric, NumberGrid } from "@/bridge/kpi";
import { toUTC } from "@/lib/day";
import { formatDay, formatMonth, formatMonths, formatNumber } from "@/lib/format";
import type { Language } from "@/lib/language";
import { writeNumber } from "@/lib/typed-number";
import type { SheetCell } from "@/ui/sheet";
import type { Words } from "./words";

/** What the columns of the grid are: the months of all channels, or the metrics of one channel by day. */
export type View = "month" | "day";

/** One number that can be typed. */
export type Slot = { channel: Channel; metric: Metric; day: string };

/** The name of a slot among all. */
export const slotKey = (channel: string, metric: string, day: string) => `${channel} ${metric} ${day}`;

/** The cells of a grid by their slots. */
export function cellsOf(grid: NumberGrid | undefined): ReadonlyMap<string, GridCell> {
  return new Map(grid?.cells.map((cell) => [slotKey(cell.channel_id, cell.metric, cell.day), cell]));
}

/** The number that a cell shows: what was typed there, else what counts, else what was imported. */
export const shownOf = (cell: GridCell | undefined): number | null =>
  cell?.typed ?? cell?.value ?? cell?.imported ?? null;

/** A number in full, with the decimals it has. */
const full = (value: number | null | undefined, language: Language) => formatNumber(value, language, 6);

/** Where the number of a cell comes from, and which counts where several tell of it. */
export function sourceOf(cell: GridCell | undefined, language: Language, t: Words): string {
  if (!cell || shownOf(cell) === null) return t("kpi:entry.missing");
  const typed = cell.who ? t("kpi:entry.typed_by", { who: cell.who }) : t("kpi:entry.typed");
  const has = (value: number | null | undefined): value is number => value !== null && value !== undefined;
  if (has(cell.typed)) {
    if (cell.finer) return t("kpi:entry.typed_finer", { typed, value: full(cell.value, language) });
    if (!has(cell.imported)) return typed;
    if (cell.imported === cell.typed) return t("kpi:entry.agree", { typed, file: cell.file });
    return t("kpi:entry.differ", { typed, file: cell.file, value: full(cell.imported, language) });
  }
  if (!cell.finer) return t("kpi:entry.imported", { file: cell.file });
  if (!has(cell.imported)) return t("kpi:entry.finer");
  return t("kpi:entry.imported_finer", {
    file: cell.file,
    other: full(cell.imported, language),
    value: full(cell.value, language),
  });
}

const BLANK: SheetCell = { text: "", raw: "", tone: "quiet" };

/** A cell as the sheet shows it. */
export function sheetCell(cell: GridCell | undefined, language: Language, t: Words): SheetCell {
  const value = shownOf(cell);
  if (!cell || value === null) return BLANK;
  const typed = cell.typed !== null && cell.typed !== undefined;
  const both = typed && cell.imported !== null && cell.imported !== undefined;
  const differs = (both && cell.imported !== cell.typed) || (cell.finer && (typed || cell.imported !== null));
  const money = !typed && cell.currency ? ` ${cell.currency}` : "";
  return {
    text: full(value, language) + money,
    raw: writeNumber(value, language),
    tone: typed ? "own" : "quiet",
    title: sourceOf(cell, language, t),
    ...(differs ? { mark: "differ" as const } : both ? { mark: "agree" as const } : {}),
  };
}

/** A span as the name of a column or row: Oct 2026; Sat 3 Oct 2026. */
export function spanLabel(view: View, day: string, language: Language): { short: string; long: string } {
  if (view === "month") {
    return { short: formatMonths(day, day, language), long: formatMonth(day, language, true) };
  }
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(toUTC(day));
  const text = `${weekday} ${formatDay(day, language)}`;
  return { short: text, long: text };
}
