import type { Channel } from "@/bridge/brand";
import type { Metric, Stand } from "@/bridge/kpi";
import { addDays, isMonthEnd } from "@/lib/day";
import { formatDay, formatMonth, formatMonths, formatNumber, formatRange } from "@/lib/format";
import type { Language, useWords } from "@/lib/language";
import { formatUnit, wholePieces } from "@/lib/unit";

export type Words = ReturnType<typeof useWords>["t"];

/** The series of a level and key, as one word. */
export const idOf = (one: { level: string; metric: string }) => `${one.level}.${one.metric}`;

/** What a series is called; posts and log stand behind the name where a channel has one of the same. */
export function nameOf(id: string, metrics: ReadonlyMap<string, Metric>, t: Words): string {
  const metric = metrics.get(id);
  if (!metric) return id;
  return metric.level === "post" && metric.key !== "posts" ? t("kpi:of_posts", { name: metric.name }) : metric.name;
}

/** A channel by platform and handle. */
export const channelName = ({ platform, handle }: Channel, t: Words) => `${t(`brand:platform.${platform}`)} ${handle}`;

/** Writes a value by the unit of its metric; a ratio that is missing reads n/a, anything else –. */
export function formatValue(
  value: number | null | undefined,
  unit: string,
  kind: string,
  currency: string | undefined,
  language: Language,
  t: Words,
  decimals?: number,
): string {
  return formatUnit(value, { unit, kind, currency, decimals }, language, t("ui:not_available"));
}

/** A pace with two decimals, so that a column of them aligns. */
export function formatPace(pace: number | null | undefined, language: Language, t: Words): string {
  if (pace === null || pace === undefined) return t("ui:not_available");
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(pace);
}

/** What a day brings, with the decimals that it takes to tell it. */
export function formatDaily(value: number, stand: Stand, currency: string | undefined, language: Language, t: Words) {
  if (stand.unit === "count") return formatNumber(value, language, Math.abs(value) < 10 ? 2 : 0);
  return formatValue(value, stand.unit, stand.kind, currency, language, t);
}

/**
 * What each day after today has to bring; of a flow that is to fall, what it may
 * bring at most. Counts are whole pieces, or one in so many days.
 */
export function perDay(stand: Stand, currency: string | undefined, language: Language, t: Words): string {
  const { needed, target, kind, unit } = stand;
  if (needed === null || needed === undefined) return "";
  const atMost = kind === "flow" && target.value < target.baseline;
  let n: string;
  if (unit === "count" && needed > 0 && needed < 1) {
    const days = atMost ? Math.ceil(1 / needed) : Math.floor(1 / needed);
    n = days === 1 ? formatNumber(1, language) : t("kpi:needed_every", { n: formatNumber(days, language) });
  } else if (unit === "count") n = formatNumber(wholePieces(needed, atMost), language);
  else n = formatDaily(needed, stand, currency, language, t);
  return atMost ? t("kpi:needed_most", { n }) : n;
}

/** A run of days as short as it can be told: whole months by their names alone. */
export function formatSpan(from: string, to: string, language: Language): string {
  return from.endsWith("-01") && isMonthEnd(to) ? formatMonths(from, to, language) : formatRange(from, to, language);
}

export type Grain = "day" | "week" | "month";

/** A day, a week by its ends, or a month by its name; `within` a sentence or at its start. */
export function spanName(grain: string, day: string, language: Language, within = false): string {
  if (grain === "month") return formatMonth(day, language, within);
  if (grain === "week") return formatRange(day, addDays(day, 6), language);
  return formatDay(day, language);
}

/** Reads a number as a person types it in a language: 1,250.5 or 1.250,5; null for anything else, and where it is unclear. */
export function parseNumber(text: string, language: Language): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f]/g, "");
  const [group, point] = language === "es" ? [".", ","] : [",", "."];
  const parts = bare.split(point);
  const [whole = "", fraction] = parts;
  if (parts.length > 2 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  // A group has three digits: 1.5 typed in Spanish is no 15.
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+$`).test(whole);
  if (!grouped && !/^-?\d+$/.test(whole)) return null;
  return Number(`${whole.replaceAll(group, "")}.${fraction ?? "0"}`);
}
