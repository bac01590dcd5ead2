import type { Channel } from "@/bridge/brand";
import type { Metric } from "@/bridge/kpi";
import type { Item } from "@/bridge/triage";
import { formatDay, formatNumber, type Value } from "@/lib/format";
import type { useWords } from "@/lib/language";
import { formatUnit, wholePieces } from "@/lib/unit";

type Words = ReturnType<typeof useWords>;

/** An item by a key of its own, as its export names it. */
export const keyOf = ({ origin, origin_id, span }: Item): string => `${origin} ${origin_id} ${span}`;

/** A channel by platform and handle. */
export const channelName = ({ platform, handle }: Channel, t: Words["t"]): string =>
  `${t(`brand:platform.${platform}`)} ${handle}`;

/** What an item is about: the competitor, with whom, or the metric with its channel. */
export function aboutOf(
  item: Item,
  metrics: readonly Metric[],
  channels: ReadonlyMap<string, Channel>,
  t: Words["t"],
): string {
  const channel = channels.get(item.channel_id ?? "");
  const place = channel ? channelName(channel, t) : "";
  if (!item.stand) return [item.about, place].filter(Boolean).join(" · ");
  const { metric, level, campaign } = item.stand.target;
  const name = metrics.find((one) => one.key === metric && one.level === level)?.name ?? metric;
  return [level === "post" && metric !== "posts" ? t("triage:of_posts", { name }) : name, place, campaign]
    .filter(Boolean)
    .join(" · ");
}

/** Writes a number of a target. */
export function writeStand(item: Item, value: Value, { t, language }: Words): string {
  return item.stand ? formatUnit(value, item.stand, language, t("ui:not_available")) : "";
}

/** What each day has to bring until the target's end; "" where nothing is left to do. */
export function neededOf(item: Item, words: Words): string {
  const { t, language } = words;
  const { stand } = item;
  if (!stand || stand.needed === null || stand.needed === undefined || stand.needed === 0) return "";
  const atMost = stand.kind === "flow" && stand.target.value < stand.target.baseline;
  const needed =
    stand.unit === "count"
      ? formatNumber(wholePieces(stand.needed, atMost), language, 2)
      : writeStand(item, stand.needed, words);
  return t(atMost ? "triage:needed_most" : "triage:needed", { needed });
}

/** What an item says in one line. */
export function whatOf(item: Item, words: Words): string {
  const { t, language } = words;
  const { stand } = item;
  if (!stand) return item.text || t("triage:no_text");
  return [
    t("triage:reached", {
      actual: writeStand(item, stand.actual, words),
      value: writeStand(item, stand.target.value, words),
      until: formatDay(stand.to, language),
    }),
    stand.expected_value !== null &&
      stand.expected_value !== undefined &&
      t("triage:by_today", { value: writeStand(item, stand.expected_value, words) }),
    neededOf(item, words),
  ]
    .filter(Boolean)
    .join(" · ");
}
