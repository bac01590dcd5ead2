import type { Post, PostFilter } from "@/bridge/content";
import type { Metric } from "@/bridge/kpi";
import type { Range } from "@/lib/period";
import type { Sort } from "@/ui/data-table";

/** What a person chose of a brand's posts; channels and types none means all. */
export type Choice = {
  channels: readonly string[];
  types: readonly string[];
  /** Of tags, pillars and types "" stands for the posts without one. */
  tags: readonly string[];
  pillars: readonly string[];
  /** 1 is Monday. */
  weekdays: readonly number[];
  /** 0 to 23 of the client's clock. */
  hours: readonly number[];
  search: string;
  sort: Sort | null;
};

/** Everything, the newest first. */
export const EVERY_POST: Choice = {
  channels: [],
  types: [],
  tags: [],
  pillars: [],
  weekdays: [],
  hours: [],
  search: "",
  sort: null,
};

/** Whether something is left out. */
export const isFiltered = ({ search, sort: _, ...lists }: Choice): boolean =>
  search !== "" || Object.values(lists).some((list) => list.length > 0);

/** What groups are made by. */
export const GROUPINGS = ["tag", "pillar", "type", "channel"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What is looked at on the pages of posts: which posts, what they are held against, and what they are grouped by. */
export type Looking = { choice: Choice; metric: string; by: Grouping };
/** The same as it stands in an address. */
export type LookingSearch = { only?: Partial<Choice>; metric?: string; by?: string };

/** Writes what readLooking reads; what is as at first is left out. */
export function lookingSearch({ choice, metric, by }: Looking): LookingSearch {
  const only = Object.fromEntries(
    Object.entries(choice).filter(
      ([, part]) => part !== null && part !== "" && !(Array.isArray(part) && part.length === 0),
    ),
  );
  return {
    only: Object.keys(only).length > 0 ? only : undefined,
    metric: metric === "engagements" ? undefined : metric,
    by: by === "tag" ? undefined : by,
  };
}

/** Reads an address; what does not fit is as at first. */
export function readLooking({ only, metric, by }: LookingSearch): Looking {
  const given: Record<string, unknown> = typeof only === "object" && only !== null ? only : {};
  const texts = (key: keyof Choice) => listOf(given[key], (one) => typeof one === "string") as string[];
  const numbers = (key: keyof Choice) => listOf(given[key], Number.isInteger) as number[];
  const sort = given.sort as Sort | undefined;
  return {
    choice: {
      channels: texts("channels"),
      types: texts("types"),
      tags: texts("tags"),
      pillars: texts("pillars"),
      weekdays: numbers("weekdays"),
      hours: numbers("hours"),
      search: typeof given.search === "string" ? given.search : "",
      sort: typeof sort?.column === "string" ? { column: sort.column, descending: Boolean(sort.descending) } : null,
    },
    metric: typeof metric === "string" ? metric : "engagements",
    by: GROUPINGS.find((one) => one === by) ?? "tag",
  };
}

const listOf = (value: unknown, fits: (one: unknown) => boolean): unknown[] =>
  Array.isArray(value) ? value.filter(fits) : [];

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
    weekdays: [...choice.weekdays],
    hours: [...choice.hours],
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
