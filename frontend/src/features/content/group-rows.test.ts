import { expect, it } from "vitest";
import type { Grouping, PostGroup } from "@/bridge/content";
import { changeOf, linesOf } from "./group-rows";

const group = (name: string, posts: number, views?: number) =>
  ({ name, posts, share: 0, sums: views === undefined ? {} : { views }, rates: {}, known: 0 }) as PostGroup;
const grouping = {
  groups: [group("b", 3), group("a", 2, 10), group("c", 1, 20)],
  whole: group("", 6, 30),
} as Grouping;
const names = (column: string, descending: boolean) =>
  linesOf(grouping, { column, descending }, ({ name }) => name).map(({ name }) => name);

it("all posts stand first, and groups without the number last, in either order", () => {
  expect(names("views", true)).toEqual(["", "c", "a", "b"]);
  expect(names("views", false)).toEqual(["", "a", "c", "b"]);
  expect(names("name", true)).toEqual(["", "c", "b", "a"]);
});

it("without groups there are no lines", () => {
  expect(linesOf({ ...grouping, groups: [] }, null, () => "")).toEqual([]);
});

it("a change from nothing is none", () => {
  expect([changeOf(3, 2), changeOf(3, 0), changeOf(3, undefined), changeOf(null, 2)]).toEqual([0.5, null, null, null]);
});
