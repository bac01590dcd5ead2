import { describe, expect, it } from "vitest";
import { blockOf, fillOf, type Place, pasteOf, placeAt, step } from "./sheet-keys";

const extent = { rows: 4, columns: 3, page: 2 };
const press = (key: string, more: { mod?: boolean; shift?: boolean } = {}) => ({
  key,
  mod: false,
  shift: false,
  ...more,
});
const moved = (place: Place, key: string, more?: { mod?: boolean; shift?: boolean }) => {
  const next = step(place, press(key, more), extent);
  return next === null || next === "out" ? next : [next.active.row, next.active.column];
};

describe("step", () => {
  it("moves by arrows and stops at the edges", () => {
    expect(moved(placeAt(1, 1), "ArrowDown")).toEqual([2, 1]);
    expect(moved(placeAt(0, 0), "ArrowUp")).toEqual([0, 0]);
    expect(moved(placeAt(3, 2), "ArrowRight")).toEqual([3, 2]);
    expect(moved(placeAt(0, 0), "ArrowDown", { mod: true })).toEqual([3, 0]);
    expect(moved(placeAt(0, 1), "PageDown")).toEqual([2, 1]);
    expect(moved(placeAt(2, 1), "Home", { mod: true })).toEqual([0, 0]);
  });
  it("selects while Shift is held", () => {
    const next = step(placeAt(1, 1), press("ArrowDown", { shift: true }), extent) as Place;
    expect(blockOf(next)).toEqual({ top: 1, left: 1, bottom: 2, right: 1 });
    const again = step(next, press("ArrowLeft", { shift: true }), extent) as Place;
    expect(blockOf(again)).toEqual({ top: 1, left: 0, bottom: 2, right: 1 });
  });
  it("returns by Enter to the column where Tab began", () => {
    const one = step(placeAt(0, 1), press("Tab"), extent) as Place;
    expect([one.active.row, one.active.column]).toEqual([0, 2]);
    expect(moved(one, "Enter")).toEqual([1, 1]);
  });
  it("goes by Tab to the next row, and out at the ends", () => {
    expect(moved(placeAt(0, 2), "Tab")).toEqual([1, 0]);
    expect(moved(placeAt(3, 2), "Tab")).toBe("out");
    expect(moved(placeAt(0, 0), "Tab", { shift: true })).toBe("out");
  });
  it("leaves other keys alone", () => expect(moved(placeAt(0, 0), "x")).toBeNull());
});

describe("fillOf", () => {
  it("fills a block from its first row or column", () => {
    expect(fillOf({ top: 0, left: 1, bottom: 2, right: 1 }, "down").map(({ from, to }) => [from.row, to.row])).toEqual([
      [0, 1],
      [0, 2],
    ]);
    expect(
      fillOf({ top: 0, left: 0, bottom: 0, right: 2 }, "right").map(({ from, to }) => [from.column, to.column]),
    ).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });
  it("fills one cell from above it, and nothing in the first row", () => {
    expect(fillOf({ top: 2, left: 1, bottom: 2, right: 1 }, "down")).toEqual([
      { from: { row: 1, column: 1 }, to: { row: 2, column: 1 } },
    ]);
    expect(fillOf({ top: 0, left: 1, bottom: 0, right: 1 }, "down")).toEqual([]);
  });
});

describe("pasteOf", () => {
  it("puts a table at the corner and counts what lies beyond", () => {
    const { cells, lost, block } = pasteOf(
      [
        ["1", "2"],
        ["3", "4"],
      ],
      { top: 3, left: 1, bottom: 3, right: 1 },
      extent,
    );
    expect(cells.map(({ text }) => text)).toEqual(["1", "2"]);
    expect(lost).toBe(2);
    expect(block).toEqual({ top: 3, left: 1, bottom: 3, right: 2 });
  });
  it("fills the selection with one cell", () =>
    expect(pasteOf([["7"]], { top: 0, left: 0, bottom: 1, right: 1 }, extent).cells).toHaveLength(4));
});
