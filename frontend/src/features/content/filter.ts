import type { Post, PostFilter } from "@/bridge/content";
import type { Metric } from "@/bridge/kpi";
import type { Range } from "@/lib/period";
import type { Sort } from "@/ui/data-table";

/** What a person chose of a brand's posts; channels and types none means all. */
export type Choice = {
  channels: readonly string[];
  types: readonly string[];
  tags: readonly string[];
  /** "" stands for the posts without one. */
  pillars: readonly string[];
  search: string;
  sort: Sort | null;
};

/** Everything, the newest first. */
export const EVERY_POST: Choice = { channels: [], types: [], tags: [], pillars: [], search: "", sort: null };

/** The choice as the backend takes it. */
export function filterOf(brandId: string, { from, to }: Range, choice: Choice): PostFilter {
  return {
    brand: brandId,
    channels: [...choice.channels],
    from,
    to,
    types: [...choice.types],
    tags: [...choice.tags],
    pillars: [...choice.pillars],
    search: choice.search.trim(),
    sort: choice.sort?.column ?? "",
    rising: choice.sort ? !choice.sort.descending : false,
  };
}

/** The metrics in the order of their columns: how far a post went, what people did in all and in parts, where they went. */
const ORDER = [
  "views",
  "impressions",
  "reach",
  "engagements",
  "engaged_users",
  "engagement_rate_reach",
  "likes",
  "comments",
  "shares",
  "saves",
  "link_clicks",
  "clicks",
  "other_clicks",
  "new_followers",
  "profile_visits",
  "video_views",
  "video_views_60s",
  "watch_time_s",
  "navigation",
  "sticker_taps",
  "revenue",
];

/** The columns of numbers: of the metrics that some post has, and the rate where some post has one. */
export function numberColumns(known: readonly string[], rated: number): string[] {
  return ORDER.filter((key) => (key === "engagement_rate_reach" ? rated > 0 : known.includes(key)));
}

/** A post's number; null where it is not known, which is not 0. */
export function numberOf(post: Post, key: string): number | null {
  if (key === "engagements") return post.engagements ?? null;
  if (key === "engagement_rate_reach") return post.engagement_rate_reach ?? null;
  return post.metrics[key] ?? null;
}

/**
 * The order after a column's head was pressed: of numbers the largest first, of words the first; then the other way;
 * then as it was. asked is the table's own next step, null where it would leave the column.
 */
export function nextSort(old: Sort | null, asked: Sort | null, metrics: ReadonlyMap<string, Metric>): Sort | null {
  const column = asked?.column ?? old?.column;
  if (!column) return null;
  const largestFirst = metrics.has(column) || column === "published_at";
  if (old?.column !== column) return { column, descending: largestFirst };
  return old.descending === largestFirst ? { column, descending: !largestFirst } : null;
}

/** The metric that posts are held beside their neighbours by: that of the order, engagements where it is no number. */
export function comparedBy(sort: string): string {
  return ORDER.includes(sort) ? sort : "engagements";
}
