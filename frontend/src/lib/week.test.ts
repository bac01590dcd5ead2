import { expect, test } from "vitest";
import { addDays } from "./day";
import { weekdaysFrom, weekOf, weekStartOf } from "./week";

test("a setting that is none of ours is Monday", () => {
  expect(["", "saturday", "sunday", "tuesday"].map(weekStartOf)).toEqual(["monday", "saturday", "sunday", "monday"]);
});

test("the days of a week follow its first", () => {
  expect(weekdaysFrom(1)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(weekdaysFrom(7)).toEqual([7, 1, 2, 3, 4, 5, 6]);
  expect(weekdaysFrom(6)).toEqual([6, 7, 1, 2, 3, 4, 5]);
});

test("seven days from the first of a week on lie in it, the day before and the one after do not", () => {
  // 1, 3 and 4 October 2026 are a Thursday, a Saturday and a Sunday.
  for (const [start, first] of [
    [1, "2026-10-05"],
    [6, "2026-10-03"],
    [7, "2026-10-04"],
  ] as const) {
    for (let i = 0; i < 7; i++) expect(weekOf(addDays(first, i), start)).toBe(first);
    expect(weekOf(addDays(first, -1), start)).toBe(addDays(first, -7));
    expect(weekOf(addDays(first, 7), start)).toBe(addDays(first, 7));
  }
});
