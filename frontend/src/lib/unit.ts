import { formatCompact, formatDuration, formatMoney, formatNumber, formatRatio, MISSING, type Value } from "./format";
import type { Language } from "./language";

/** How a metric is written, as the backend says it with every number; decimals of an own metric. */
export type Written = { unit: string; kind: string; currency?: string; decimals?: number };

/** Writes a value by the unit of its metric; a ratio that is missing reads `none` (n/a), anything else –. */
export function formatUnit(
  value: Value,
  { unit, kind, currency, decimals }: Written,
  language: Language,
  none: string,
): string {
  if (value === null || value === undefined) return kind === "ratio" ? none : MISSING;
  switch (unit) {
    case "%":
      return formatRatio(value / 100, language, none, decimals ?? 2);
    case "seconds":
      return formatDuration(value, language);
    case "minutes":
      return formatDuration(value * 60, language);
    case "money":
      return currency
        ? formatMoney(value * minorUnits(currency), currency, language)
        : formatNumber(value, language, 2);
    case "points":
      return formatNumber(value, language, 1);
    case "count":
      return formatNumber(value, language, decimals ?? 0);
    default:
      return formatNumber(value, language, decimals ?? 2);
  }
}

/** Writes a value beside an axis: no more decimals than its step needs, long counts and sums in short. */
export function formatTick(value: number, written: Written, language: Language): string {
  const { unit, currency } = written;
  const few = { minimumFractionDigits: 0, maximumFractionDigits: 2 };
  if (unit === "%") return new Intl.NumberFormat(language, { style: "percent", ...few }).format(value / 100);
  if (unit === "money" && currency) {
    const notation = Math.abs(value) < 100_000 ? "standard" : "compact";
    return new Intl.NumberFormat(language, { style: "currency", currency, notation, ...few }).format(value);
  }
  if (unit === "minutes" || unit === "seconds") return formatUnit(value, written, language, "");
  // Steps may be a hundredth of the number: 9,720 and 9,740 are both 9.7K.
  return Math.abs(value) < 1_000_000 ? formatNumber(value, language, 2) : formatCompact(value, language);
}

/** How many minor units one of a currency has. */
function minorUnits(currency: string): number {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  return 10 ** (digits ?? 2);
}

/**
 * A count that a day is to bring as whole pieces: never less than it takes, and
 * of what may be brought at most never more. Below 1 a day it is left as it is.
 */
export function wholePieces(value: number, atMost: boolean): number {
  if (Math.abs(value) < 1) return value;
  // What lies a hair beside a whole number is that number.
  const whole = Math.round(value);
  if (Math.abs(value - whole) < 1e-9) return whole;
  return atMost === value > 0 ? Math.floor(value) : Math.ceil(value);
}
