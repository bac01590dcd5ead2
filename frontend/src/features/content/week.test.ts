import { expect, it } from "vitest";
import type { Hour } from "@/bridge/content";
import { hoursOf, tintsOf } from "./week";

const cell = (hour: number, posts: number, median: number): Hour => ({ weekday: 1, hour, posts, median });

it("hours are drawn from the first to the last that has a post, those between too", () => {
  expect(hoursOf([cell(8, 1, 1), cell(11, 1, 1)])).toEqual([8, 9, 10, 11]);
  expect(hoursOf([])).toEqual([]);
});

it("an anecdote is not tinted, and the others by their quarter", () => {
  const cells = [cell(8, 5, 10), cell(9, 5, 20), cell(10, 3, 30), cell(11, 9, 40), cell(12, 2, 900)];
  expect(cells.map(tintsOf(cells))).toEqual([1, 2, 3, 4, 0]);
});
