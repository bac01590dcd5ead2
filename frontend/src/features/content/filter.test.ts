import { describe, expect, it } from "vitest";
import type { Post } from "@/bridge/content";
import type { Metric } from "@/bridge/kpi";
import { comparedBy, EVERY_POST, filterOf, nextSort, numberColumns, numberOf } from "./filter";

const metrics = new Map([["reach", {} as Metric]]);

describe("the order", () => {
  it("of a number is largest first, smallest first, and then as it was", () => {
    const largest = nextSort(null, { column: "reach", descending: false }, metrics);
    expect(largest).toEqual({ column: "reach", descending: true });
    const smallest = nextSort(largest, null, metrics);
    expect(smallest).toEqual({ column: "reach", descending: false });
    expect(nextSort(smallest, { column: "reach", descending: true }, metrics)).toBeNull();
  });

  it("of words is from the first letter, the last, and then as it was", () => {
    const first = nextSort({ column: "reach", descending: true }, { column: "title", descending: false }, metrics);
    expect(first).toEqual({ column: "title", descending: false });
    const last = nextSort(first, { column: "title", descending: true }, metrics);
    expect(last).toEqual({ column: "title", descending: true });
    expect(nextSort(last, null, metrics)).toBeNull();
  });
});

it("columns are those that some post has a number for, in the order of the list", () => {
  expect(numberColumns(["likes", "reach", "revenue"], 0)).toEqual(["reach", "likes", "revenue"]);
  expect(numberColumns(["likes", "reach"], 2)).toEqual(["reach", "engagement_rate_reach", "likes"]);
});

it("a number that is missing is null, and one that is 0 is 0", () => {
  const post = { metrics: { likes: 0 }, engagements: undefined } as unknown as Post;
  expect([numberOf(post, "likes"), numberOf(post, "reach"), numberOf(post, "engagements")]).toEqual([0, null, null]);
});

it("a choice becomes a filter of the period", () => {
  const choice = { ...EVERY_POST, search: " café ", sort: { column: "reach", descending: false } };
  expect(filterOf("b", { from: "2026-03-01", to: "2026-03-31" }, choice)).toEqual({
    brand: "b",
    channels: [],
    from: "2026-03-01",
    to: "2026-03-31",
    types: [],
    tags: [],
    pillars: [],
    weekdays: [],
    hours: [],
    search: "café",
    sort: "reach",
    rising: true,
  });
});

it("posts are compared by the number that they are sorted by, else by engagements", () => {
  expect([comparedBy("reach"), comparedBy("title"), comparedBy("")]).toEqual(["reach", "engagements", "engagements"]);
});
