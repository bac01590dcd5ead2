import { toUTC } from "./day";

/** What a missing number shows: never 0. */
export const MISSING = "–";

/** Any number the backend sends: missing is null. */
export type Value = number | null | undefined;

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

// Intl objects cost about a tenth of a millisecond each, and a table asks for thousands.
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, options);
    numbers.set(key, format);
  }
  return format;
}

// English dates put the day first, as the workbooks do.
function dateFormat(asked: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = asked === "en" ? "en-GB" : asked;
  const key = language + JSON.stringify(options);
  let format = dates.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, options);
    dates.set(key, format);
  }
  return format;
}

const known = (value: Value): value is number => typeof value === "number" && Number.isFinite(value);

// Spanish leaves four-digit numbers ungrouped unless told; in a column of figures they must align.
const GROUPED = { useGrouping: "always" } as const;

/** A count with at most so many decimals: 12,345 or 12.345. */
export function formatNumber(value: Value, language: string, decimals = 0): string {
  if (!known(value)) return MISSING;
  return numberFormat(language, { ...GROUPED, maximumFractionDigits: decimals }).format(value);
}

/** A count for a narrow place: 12.3K. */
export function formatCompact(value: Value, language: string): string {
  if (!known(value)) return MISSING;
  return numberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A ratio as a percentage; a ratio that cannot be formed shows the given words (n/a). */
export function formatRatio(value: Value, language: string, missing: string, decimals = 1): string {
  if (!known(value)) return missing;
  return numberFormat(language, {
    style: "percent",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** A change as a signed percentage: +4.2%; the given words when there is nothing to compare with. */
export function formatChange(ratio: Value, language: string, missing: string): string {
  if (!known(ratio)) return missing;
  return numberFormat(language, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }).format(
    ratio,
  );
}

/** Money from integer minor units, with as many decimals as the currency has. */
export function formatMoney(minorUnits: Value, currency: string, language: string): string {
  if (!known(minorUnits)) return MISSING;
  const format = numberFormat(language, { ...GROUPED, style: "currency", currency });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A length of time from seconds, in its two largest units: 3 h 20 min. From ten minutes on, seconds are left out. */
export function formatDuration(seconds: Value, language: string): string {
  if (!known(seconds)) return MISSING;
  const steps: [string, number][] = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const first = Math.max(
    0,
    steps.findIndex(([, size]) => seconds >= size),
  );
  const pair = seconds < 1 ? steps.slice(3) : steps.slice(first, first + 2);
  let rest = seconds >= 600 ? Math.round(seconds / 60) * 60 : Math.round(seconds);
  const words: string[] = [];
  for (const [unit, size] of pair) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || words.length + pair.length === 1) {
      words.push(numberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(count));
    }
  }
  return words.join(" ");
}

/** A day: 3 Oct 2026. */
export function formatDay(day: string | null | undefined, language: string): string {
  if (!day) return MISSING;
  return dateFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(toUTC(day));
}

/** A month: October 2026. Within a sentence it keeps the small letter that Spanish writes. */
export function formatMonth(day: string, language: string, within = false): string {
  const text = dateFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(toUTC(day));
  if (within) return text;
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** Months by their short names: Oct – Dec 2026; one month alone is Oct 2026. */
export function formatMonths(from: string, to: string, language: string): string {
  return dateFormat(language, { month: "short", year: "numeric", timeZone: "UTC" }).formatRange(toUTC(from), toUTC(to));
}

/** The twelve month names, short, January first. */
export function monthNames(language: string): string[] {
  const format = dateFormat(language, { month: "short", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2026, month, 1))));
}

/** A day of the week; 1 is Monday, 7 Sunday. */
export function weekdayName(weekday: number, language: string, width: "long" | "short" = "long"): string {
  // 1 January 2024 was a Monday.
  return dateFormat(language, { weekday: width, timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, weekday)));
}

/** An hour of the clock: 08:00. */
export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** From one day to another, without repeating what they share. */
export function formatRange(from: string, to: string, language: string): string {
  return dateFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).formatRange(
    toUTC(from),
    toUTC(to),
  );
}

/** An instant in a client's time zone: 3 Oct 2026, 14:05. */
export function formatInstant(instant: string | null | undefined, language: string, timeZone?: string): string {
  if (!instant) return MISSING;
  return dateFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(new Date(instant));
}
