import { addDays, addMonths, countDays, daysInMonth, isDay, isMonthEnd, makeDay, parts } from "./day";

/** How a period was chosen; it decides what "one earlier" means. */
export type PeriodKind = "month" | "quarter" | "year" | "range";

/** Days from and to, both counted. A month, quarter or year is always whole. */
export type Period = { kind: PeriodKind; from: string; to: string };

/** What the period is compared with. */
export type Comparison = "previous" | "year" | "none";

/** From and to, both counted. */
export type Range = { from: string; to: string };

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The month, quarter or year that a day lies in. */
export function periodOf(kind: "month" | "quarter" | "year", day: string): Period {
  const { year, month } = parts(day);
  const size = MONTHS[kind];
  const first = month - ((month - 1) % size);
  const last = first + size - 1;
  return { kind, from: makeDay(year, first, 1), to: makeDay(year, last, 31) };
}

/** A range of days, put in order. */
export function rangeOf(one: string, other: string): Period {
  return one <= other ? { kind: "range", from: one, to: other } : { kind: "range", from: other, to: one };
}

/** The period as it stands in an address: 2026-10, 2026-Q4, 2026 or 2026-10-01..2026-10-15. */
export function periodKey(period: Period): string {
  const { year, month } = parts(period.from);
  switch (period.kind) {
    case "month":
      return period.from.slice(0, 7);
    case "quarter":
      return `${period.from.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
    case "year":
      return String(year).padStart(4, "0");
    case "range":
      return `${period.from}..${period.to}`;
  }
}

/** Reads what periodKey wrote; null for anything else. */
export function parsePeriod(key: string): Period | null {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key);
  if (quarter) return wholePeriod("quarter", `${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, "0")}-01`);
  if (/^\d{4}-\d{2}$/.test(key)) return wholePeriod("month", `${key}-01`);
  if (/^\d{4}$/.test(key)) return wholePeriod("year", `${key}-01-01`);
  const [from, to, ...rest] = key.split("..");
  if (from && to && rest.length === 0 && isDay(from) && isDay(to) && from <= to) return { kind: "range", from, to };
  return null;
}

function wholePeriod(kind: "month" | "quarter" | "year", day: string): Period | null {
  return isDay(day) ? periodOf(kind, day) : null;
}

/** The number of calendar months when the range begins on a first and ends on a last day of a month, else 0. */
export function wholeMonths({ from, to }: Range): number {
  if (!from.endsWith("-01") || !isMonthEnd(to)) return 0;
  const [a, b] = [parts(from), parts(to)];
  return (b.year - a.year) * 12 + b.month - a.month + 1;
}

/** Moves whole calendar months, the end staying the end of its month. */
function moveMonths({ from, to }: Range, months: number): Range {
  const start = addMonths(from, months);
  const end = parts(addMonths(makeDay(parts(to).year, parts(to).month, 1), months));
  return { from: start, to: makeDay(end.year, end.month, daysInMonth(end.year, end.month)) };
}

/**
 * The period n steps later, or earlier when n is negative. A month steps by a month, a quarter by three, a year by
 * twelve. A range of whole months steps by as many months; any other range by its number of days.
 */
export function shiftPeriod(period: Period, n: number): Period {
  const months = period.kind === "range" ? wholeMonths(period) : MONTHS[period.kind];
  if (months > 0) return { kind: period.kind, ...moveMonths(period, months * n) };
  const days = countDays(period.from, period.to) * n;
  return { kind: period.kind, from: addDays(period.from, days), to: addDays(period.to, days) };
}

/** The period that ends the day before this one begins, of the same length. */
export function previousPeriod(period: Period): Range {
  const { from, to } = shiftPeriod(period, -1);
  return { from, to };
}

/** The same dates one year earlier. Whole months stay whole; 29 February becomes 28 February. */
export function lastYear(period: Range): Range {
  if (wholeMonths(period) > 0) return moveMonths(period, -12);
  return { from: addMonths(period.from, -12), to: addMonths(period.to, -12) };
}

/** The days to compare with, or null when nothing is to be compared. */
export function comparedRange(period: Period, comparison: Comparison): Range | null {
  if (comparison === "none") return null;
  return comparison === "year" ? lastYear(period) : previousPeriod(period);
}
