import { expect, it } from "vitest";
import { sparkPath } from "./sparkline";

it("a gap breaks the line instead of falling to zero", () => {
  expect(sparkPath([0, 10, null, 10], 34, 14)).toBe("M2.0 12.0L12.0 2.0M32.0 2.0h0.01");
});

it("a flat line lies in the middle", () => {
  expect(sparkPath([5, 5], 14, 20)).toBe("M2.0 10.0L12.0 10.0");
});

it("nothing known draws nothing", () => {
  expect(sparkPath([null, null], 10, 10)).toBe("");
});
