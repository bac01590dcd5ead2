import type { Figure } from "@/bridge/report";
import { formatChange, formatDuration, formatMoney, formatNumber, formatRatio, MISSING } from "@/lib/format";

/** Writes a value by its unit; what is missing is –, never 0. */
export function formatFigure(
  value: number | null | undefined,
  unit: string,
  currency: string,
  language: string,
): string {
  if (value === null || value === undefined) return MISSING;
  switch (unit) {
    case "%":
      return formatRatio(value / 100, language, MISSING, 1);
    case "minutes":
      return formatDuration(value * 60, language);
    case "seconds":
      return formatDuration(value, language);
    case "money":
      return currency
        ? formatMoney(value * minorUnits(currency), currency, language)
        : formatNumber(value, language, 2);
    case "count":
      return formatNumber(value, language);
    case "points":
    case "per_post":
      return formatNumber(value, language, 1);
    default:
      return formatNumber(value, language, 2);
  }
}

function minorUnits(currency: string): number {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  return 10 ** (digits ?? 2);
}

/** Writes the change of a figure: a share, or points where its unit is one of shares. */
export function formatFigureChange({ change, unit }: Figure, language: string): string {
  if (change === null || change === undefined) return MISSING;
  if (unit !== "%" && unit !== "points") return formatChange(change / 100, language, MISSING);
  const points = formatNumber(Math.abs(change), language, 1);
  return `${change > 0 ? "+" : change < 0 ? "−" : ""}${points} pp`;
}

/** Whether the change is for the better: 1, for the worse: -1, or neither: 0. */
export function newsOf({ change, direction }: Figure): -1 | 0 | 1 {
  if (!change || direction === "neutral") return 0;
  return change > 0 === (direction === "up") ? 1 : -1;
}
