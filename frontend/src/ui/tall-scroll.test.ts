import { describe, expect, it } from "vitest";
import { drawnHeight, placeAfter, placeAt, TALLEST } from "./tall-scroll";

const VIEW = 600;

describe("a list that fits", () => {
  it("is scrolled as it is", () => {
    expect(drawnHeight(5000)).toBe(5000);
    const start = placeAt(0, 5000, VIEW);
    expect(placeAfter(4400, start, 5000, VIEW)).toEqual({ y: 4400, scrollTop: 4400, shift: 0 });
    expect(placeAt(99_999, 5000, VIEW)).toEqual({ y: 4400, scrollTop: 4400, shift: 0 });
    expect(placeAt(10, 100, VIEW).y).toBe(0);
  });
});

describe.each([TALLEST + 1, 32_000_032, 320_000_032])("a list of %i pixels", (height) => {
  it("is drawn into the height that browsers bear", () => {
    expect(drawnHeight(height)).toBe(TALLEST);
  });

  it("begins and ends with its element", () => {
    expect(placeAt(0, height, VIEW)).toEqual({ y: 0, scrollTop: 0, shift: 0 });
    expect(placeAt(height, height, VIEW)).toEqual({
      y: height - VIEW,
      scrollTop: TALLEST - VIEW,
      shift: height - TALLEST,
    });
    const end = placeAfter(TALLEST - VIEW, placeAt(0, height, VIEW), height, VIEW);
    expect(end.y).toBe(height - VIEW);
    expect(placeAfter(0, end, height, VIEW).y).toBe(0);
  });

  it("goes to the same part where the bar is dragged to", () => {
    const half = placeAfter(TALLEST / 2, placeAt(0, height, VIEW), height, VIEW);
    expect(Math.abs(half.y / height - 0.5)).toBeLessThan(0.02);
  });

  it("moves pixel by pixel from one end to the other, always within the element", () => {
    let place = placeAt(height / 3, height, VIEW);
    for (let i = 0; i < 2000; i++) {
      const next = placeAfter(place.scrollTop + 500, place, height, VIEW);
      expect(next.y).toBe(Math.min(place.y + 500, height - VIEW));
      expect(next.scrollTop).toBeGreaterThanOrEqual(0);
      expect(next.scrollTop).toBeLessThanOrEqual(TALLEST - VIEW);
      expect(next.y - next.scrollTop).toBe(next.shift);
      place = next;
    }
  });
});
