import { describe, expect, it } from "vitest";
import { laneOut, NARROWEST, type Placed } from "./mark-lanes";

const day = (at: number, words = 100) => ({ from: at, to: at, words });
const overlapping = (placed: readonly Placed[]) =>
  placed.some((a) =>
    placed.some((b) => a !== b && a.lane === b.lane && a.left < b.left + b.width && b.left < a.left + a.width),
  );

describe("marks below a chart", () => {
  it("stand in one lane with all their words while there is room", () => {
    const placed = laneOut([day(10), day(150), { from: 300, to: 500, words: 80 }], 1000, 3);
    expect(placed.map(({ lane, left, width, bar }) => [lane, left, width, bar])).toEqual([
      [0, 10, 100, NARROWEST],
      [0, 150, 100, NARROWEST],
      [0, 300, 200, 200],
    ]);
  });

  it("take further lanes, then give up words, then share a place", () => {
    const placed = laneOut([day(0), day(30), day(60), day(90), day(95), day(97), day(98)], 1000, 3);
    expect(placed.map(({ members }) => members.length).sort()).toEqual([1, 1, 1, 1, 1, 2]);
    expect(overlapping(placed)).toBe(false);
  });

  it("thirty in as many pixels are a few places, none lost and none covered", () => {
    const placed = laneOut(
      Array.from({ length: 30 }, (_, i) => day(i)),
      800,
      3,
    );
    expect(overlapping(placed)).toBe(false);
    expect(placed.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, i) => i),
    );
    expect(placed.length).toBeLessThan(6);
  });

  it("share a place from the start where three or more are of one day", () => {
    expect(laneOut([day(50), day(50), day(50), day(300)], 800, 3).map(({ members }) => members)).toEqual([
      [0, 1, 2],
      [3],
    ]);
    expect(laneOut([day(50), day(50), day(300)], 800, 3).map(({ members }) => members)).toEqual([[0], [2], [1]]);
  });

  it("turn their words to the left where the chart ends, and stay within it", () => {
    const placed = laneOut([day(995), { from: 900, to: 1000, words: 300 }], 1000, 3);
    expect(placed.find(({ members }) => members.includes(0))).toMatchObject({ left: 895, width: 100, flipped: true });
    expect(placed.every(({ left, width }) => left >= 0 && left + width <= 1000)).toBe(true);
    expect(overlapping(placed)).toBe(false);
  });

  it("none is covered however they lie", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const things = Array.from({ length: 1 + random(40) }, () => {
        const from = random(900);
        return { from, to: random(3) === 0 ? Math.min(900, from + random(400)) : from, words: 30 + random(160) };
      });
      const placed = laneOut(things, 900, 1 + random(3));
      expect(overlapping(placed)).toBe(false);
      expect(placed.flatMap(({ members }) => members).length).toBe(things.length);
    }
  });
});
