import type { Grouping, PostGroup, Tally } from "@/bridge/content";
import type { Sort } from "@/ui/data-table";

/** A line of the report: a group, or all posts together. */
export type Line = PostGroup & { all: boolean };

/** The number that a column shows of a group, null where it is not known. */
export function figureOf(group: PostGroup, column: string): number | null {
  switch (column) {
    case "posts":
      return group.posts;
    case "share":
      return group.share;
    case "entries":
      return group.entries ?? null;
    case "median":
    case "mean":
    case "part":
      return group[column] ?? null;
    default:
      return group.sums[column] ?? group.rates[column] ?? null;
  }
}

/** The groups in an order, those without the number last; all posts stand first. */
export function linesOf({ groups, whole }: Grouping, sort: Sort | null, nameOf: (group: PostGroup) => string): Line[] {
  const lines = groups.map((group): Line => ({ ...group, all: false }));
  if (sort) {
    const way = sort.descending ? -1 : 1;
    lines.sort((a, b) => {
      if (sort.column === "name") return way * nameOf(a).localeCompare(nameOf(b));
      const [x, y] = [figureOf(a, sort.column), figureOf(b, sort.column)];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return way * (x - y);
    });
  }
  return groups.length === 0 ? [] : [{ ...whole, all: true }, ...lines];
}

/** The change of a number from before, as a ratio; null where there was nothing. */
export function changeOf(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || now === undefined || before === null || before === undefined || before === 0) return null;
  return now / before - 1;
}

/** A number of a tally by the key of a metric: its sum, or the rate of its sums. */
export function totalOf(tally: Tally, metric: string): number | null {
  return tally.sums[metric] ?? tally.rates[metric] ?? null;
}
