import { expect, test } from "vitest";
import type { PartLine, PartRun } from "@/bridge/kpi";
import { courseOf } from "./part-course";

const run = (channel: string, from: string, to: string, cut = false): PartRun => ({
  channel_id: channel,
  channel: `website:${channel}`,
  dimension: "page",
  from,
  to,
  import_id: "i",
  file: "pages.csv",
  rows: 1,
  break: cut,
});

const line = (course: (number | null)[]): PartLine =>
  ({ id: "a /", channel_id: "a", channel: "website:a", part: ["/"], course }) as PartLine;

const course = [
  run("a", "2026-01-01", "2026-01-31"),
  run("b", "2026-01-01", "2026-01-31"),
  run("a", "2026-02-01", "2026-02-07"),
  run("a", "2026-03-01", "2026-03-01", true),
];

test("what adds over days is told by the day, and another kind of report begins a new line", () => {
  expect(courseOf(line([62, null, 5]), { course, kind: "flow" })).toEqual([2, null, null, 5]);
});

test("anything else is told as each report says it", () => {
  expect(courseOf(line([62, 14, 5]), { course, kind: "unique" })).toEqual([62, 14, null, 5]);
});
