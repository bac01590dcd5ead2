import { describe, expect, it } from "vitest";
import { countSelected, EVERYTHING, isSelected, NOTHING, setSelected } from "./selection";

describe("a selection", () => {
  it("grows and shrinks by row", () => {
    const two = setSelected(NOTHING, ["a", "b"], true);
    expect(countSelected(two, 10)).toBe(2);
    expect(isSelected(setSelected(two, ["a"], false), "a")).toBe(false);
  });

  it("holds rows not yet loaded when all are chosen", () => {
    const butOne = setSelected(EVERYTHING, ["a"], false);
    expect(isSelected(butOne, "never seen")).toBe(true);
    expect(isSelected(butOne, "a")).toBe(false);
    expect(countSelected(butOne, 1_000_000)).toBe(999_999);
    expect(countSelected(setSelected(butOne, ["a"], true), 1_000_000)).toBe(1_000_000);
  });
});
