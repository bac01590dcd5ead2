import { expect, it } from "vitest";
import type { Mapping } from "@/bridge/intake";
import { feed, feedOf, reshape } from "./mapping";

const mapping: Mapping = {
  table: "",
  header: 1,
  shape: "posts",
  platform: "",
  dates: "",
  decimal: "",
  currency: "",
  columns: [
    { index: 0, metric: "", field: "published_at" },
    { index: 2, metric: "likes", field: "" },
  ],
};

it("a column feeds what is chosen, and one that fed it before is left out", () => {
  const after = feed(mapping, 1, "metric likes");
  expect([0, 1, 2].map((index) => feedOf(after, index))).toEqual(["field published_at", "metric likes", null]);
  expect(feedOf(feed(after, 1, null), 1)).toBeNull();
});

it("the day stays when rows become days and posts again, numbers are matched anew", () => {
  const days = reshape(mapping, "days");
  expect(days.columns).toEqual([{ index: 0, metric: "", field: "day" }]);
  expect(reshape(days, "posts").columns).toEqual([{ index: 0, metric: "", field: "published_at" }]);
});
