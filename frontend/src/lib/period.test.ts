import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, countDays, isDay, isMonthEnd } from "./day";
import { lastYear, parsePeriod, periodKey, periodOf, previousPeriod, rangeOf, shiftPeriod } from "./period";

const day = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays("1950-01-01", n));
const kind = fc.constantFrom("month" as const, "quarter" as const, "year" as const);
const whole = fc.tuple(kind, day).map(([k, d]) => periodOf(k, d));
const range = fc.tuple(day, fc.integer({ min: 0, max: 800 })).map(([d, n]) => rangeOf(d, addDays(d, n)));
const period = fc.oneof(whole, range);

describe("a period", () => {
  it("comes back from its address", () => {
    fc.assert(
      fc.property(period, (p) => {
        expect(parsePeriod(periodKey(p))).toEqual(p);
      }),
    );
  });

  it("holds the day it was made of and only whole months", () => {
    fc.assert(
      fc.property(kind, day, (k, d) => {
        const p = periodOf(k, d);
        expect(p.from <= d && d <= p.to).toBe(true);
        expect(p.from.endsWith("-01") && isMonthEnd(p.to)).toBe(true);
      }),
    );
  });

  it("touches its previous period without a gap", () => {
    fc.assert(
      fc.property(period, (p) => {
        expect(addDays(previousPeriod(p).to, 1)).toBe(p.from);
      }),
    );
  });

  it("has as many days before as it has itself when it is a plain range", () => {
    const plain = range.filter((p) => !p.from.endsWith("-01"));
    fc.assert(
      fc.property(plain, (p) => {
        const before = previousPeriod(p);
        expect(countDays(before.from, before.to)).toBe(countDays(p.from, p.to));
      }),
    );
  });

  it("returns when it is moved there and back", () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: -40, max: 40 }), (p, n) => {
        expect(shiftPeriod(shiftPeriod(p, n), -n)).toEqual(p);
      }),
    );
  });

  it("keeps its kind a year earlier", () => {
    fc.assert(
      fc.property(whole, (p) => {
        const before = lastYear(p);
        expect(p.kind === "range" ? null : periodOf(p.kind, before.from)).toEqual({ kind: p.kind, ...before });
      }),
    );
  });

  it("lies on days that exist, whatever it is compared with", () => {
    fc.assert(
      fc.property(period, (p) => {
        for (const { from, to } of [previousPeriod(p), lastYear(p)]) {
          expect(isDay(from) && isDay(to) && from <= to).toBe(true);
        }
      }),
    );
  });
});

describe("the edges of the calendar", () => {
  it.each([
    ["2026-03", "2026-02-01", "2026-02-28"],
    ["2024-03", "2024-02-01", "2024-02-29"],
    ["2026-01", "2025-12-01", "2025-12-31"],
    ["2026-Q1", "2025-10-01", "2025-12-31"],
    ["2026", "2025-01-01", "2025-12-31"],
    ["2026-01-01..2026-02-28", "2025-11-01", "2025-12-31"],
    ["2026-03-10..2026-03-16", "2026-03-03", "2026-03-09"],
  ])("before %s lies %s to %s", (key, from, to) => {
    const p = parsePeriod(key);
    expect(p && previousPeriod(p)).toEqual({ from, to });
  });

  it.each([
    ["2024-02", "2023-02-01", "2023-02-28"],
    ["2025-02", "2024-02-01", "2024-02-29"],
    ["2024-02-29..2024-02-29", "2023-02-28", "2023-02-28"],
    ["2024-02-20..2024-03-05", "2023-02-20", "2023-03-05"],
    ["2026-Q1", "2025-01-01", "2025-03-31"],
  ])("a year before %s lies %s to %s", (key, from, to) => {
    const p = parsePeriod(key);
    expect(p && lastYear(p)).toEqual({ from, to });
  });

  it("ends a shorter month on its last day", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-03-31", -13)).toBe("2025-02-28");
  });

  it.each(["", "2026-13", "2026-Q5", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "2026-1"])(
    "refuses %j",
    (key) => expect(parsePeriod(key)).toBeNull(),
  );
});
