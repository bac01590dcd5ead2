import { expect, it } from "vitest";
import { byReason, keptApart, listRows } from "./file-detail";

it("rows are listed by stretches, and a dozen of them at most", () => {
  expect(listRows([2])).toBe("2");
  expect(listRows([3, 5, 6, 7, 12])).toBe("3, 5–7, 12");
  expect(listRows(Array.from({ length: 20 }, (_, at) => at * 2))).toMatch(/, 22 …$/);
});

it("rows stand under their reason, the commonest first", () => {
  const skipped = [
    { row: 2, reason: "a" },
    { row: 3, reason: "b" },
    { row: 9, reason: "b" },
  ];
  expect(byReason(skipped)).toEqual([
    { reason: "b", rows: [3, 9] },
    { reason: "a", rows: [2] },
  ]);
});

it("what is kept is told where rows were left out, of none as nothing", () => {
  const kept = keptApart({ views: 20, likes: 3, reach: 0.3, saves: 4 }, { views: 10, likes: 3, reach: 0.1 + 0.2 });
  expect([...kept]).toEqual([
    ["views", 10],
    ["saves", 0],
  ]);
});
