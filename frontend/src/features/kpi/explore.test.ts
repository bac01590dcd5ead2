import { describe, expect, it } from "vitest";
import type { CourseRow, Mark } from "@/bridge/kpi";
import { axesOf, coursesOf, cutsOf, type Look, lookSearch, readLook, stepOf, stretchesOf } from "./explore";

const row = (part: Partial<CourseRow>) => ({ level: "channel", metric: "er", ...part }) as CourseRow;
const under = (metric: string) =>
  row({
    parts: [
      { metric: "engagements", value: 1 },
      { metric, value: 2, under: true },
    ],
  });

describe("a look", () => {
  it("comes back from the address as it was put there", () => {
    const looks: Look[] = [
      {
        metrics: ["channel.views", "post.reach"],
        places: ["brand", "c1"],
        step: "quarter",
        marks: ["import"],
        view: "each",
      },
      { metrics: [], places: ["brand"], step: null, marks: [], view: null },
    ];
    for (const look of looks) expect(readLook(lookSearch(look))).toEqual(look);
  });

  it("is none where the address says nothing, and drops what it does not know", () => {
    expect(readLook({})).toBeNull();
    expect(readLook({ show: "channel.views", by: "hour", marks: "moons,campaign", as: "pie" })).toEqual({
      metrics: ["channel.views"],
      places: [],
      step: null,
      marks: ["campaign"],
      view: null,
    });
  });
});

it("a course is cut where views took the place of impressions, and where both stand", () => {
  expect(cutsOf([under("impressions"), row({}), under("impressions"), under("views"), under("views")])).toEqual([3]);
  expect(cutsOf([under("impressions"), { ...under("views"), value: 4, break: true }, under("views")])).toEqual([1]);
  expect(cutsOf([under("impressions"), row({ break: true }), under("impressions")])).toEqual([]);
  expect(cutsOf([under("reach"), under("reach"), row({})])).toEqual([]);
});

it("courses come metric by metric in the order they were chosen", () => {
  const rows = [row({ metric: "a" }), row({ metric: "a", channel_id: "c1" }), row({ metric: "b" })];
  const courses = coursesOf(rows, { metrics: ["channel.b", "channel.a"], places: ["c1", "brand"] });
  expect(courses.map(({ metric, channel }) => `${metric} ${channel}`)).toEqual([
    "channel.b ",
    "channel.a c1",
    "channel.a ",
  ]);
});

it("each unit has an axis, the third has none", () => {
  expect(axesOf(["count", "%", "count", "money EUR"])).toEqual([0, 1, 0, null]);
});

it("the step suits the period", () => {
  expect(stepOf({ from: "2026-10-01", to: "2026-10-31" })).toBe("day");
  expect(stepOf({ from: "2026-07-01", to: "2026-12-31" })).toBe("week");
  expect(stepOf({ from: "2026-01-01", to: "2026-12-31" })).toBe("month");
});

describe("marks along spans", () => {
  const spans = [
    { from: "2026-10-01", to: "2026-10-04" },
    { from: "2026-10-05", to: "2026-10-11" },
    { from: "2026-10-12", to: "2026-10-18" },
  ];
  const along = (from: string, to = "") =>
    stretchesOf([{ from, to } as Mark], spans).map((one) => [one.from, one.to, one.begins, one.ends]);

  it("lie in the spans that their days touch", () => {
    expect(along("2026-10-05")).toEqual([[1, 1, true, true]]);
    expect(along("2026-10-04", "2026-10-12")).toEqual([[0, 2, true, true]]);
  });

  it("say where they reach beyond, and are left out where they touch none", () => {
    expect(along("2026-09-01", "2026-10-06")).toEqual([[0, 1, false, true]]);
    expect(along("2026-10-18", "2026-12-01")).toEqual([[2, 2, true, false]]);
    expect(along("2026-09-30")).toEqual([]);
    expect(along("2026-10-19")).toEqual([]);
  });
});
