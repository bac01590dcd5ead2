import { describe, expect, it } from "vitest";
import type { Stand } from "@/bridge/kpi";
import type { Words } from "./words";
import { formatSpan, parseNumber, perDay, spanName } from "./words";

describe("parseNumber", () => {
  it.each([
    ["1250", 1250],
    ["1,250", 1250],
    ["1,250.5", 1250.5],
    ["0.25", 0.25],
    ["-3", -3],
    ["1 250", 1250],
    ["1250000", 1_250_000],
  ])("reads %s in English", (text, value) => expect(parseNumber(text, "en")).toBe(value));
  it.each([
    ["1.250", 1250],
    ["1.250,5", 1250.5],
    ["0,25", 0.25],
  ])("reads %s in Spanish", (text, value) => expect(parseNumber(text, "es")).toBe(value));
  it.each(["", "abc", "1.2.3", "1,5", "12,50", "1.", "1,250,00"])("refuses %s in English", (text) =>
    expect(parseNumber(text, "en")).toBeNull(),
  );
  it("refuses a decimal point in Spanish rather than reading ten times as much", () =>
    expect(parseNumber("1.5", "es")).toBeNull());
});

describe("perDay", () => {
  const t = ((key: string, of?: { n: string }) => `${key.replace("kpi:needed_", "")} ${of?.n}`) as unknown as Words;
  const say = (needed: number, value = 100, kind = "flow", unit = "count") =>
    perDay({ needed, kind, unit, target: { baseline: 50, value } } as Stand, undefined, "en", t);
  it.each([
    ["what is left over", say(8.2), "9"],
    ["whole pieces", say(9.000000000001), "9"],
    ["nothing more", say(0), "0"],
    ["a stock that is to fall", say(-1.2, 10, "stock"), "-2"],
    ["at most what is allowed", say(8.7, 10), "most 8"],
    ["one in so many days", say(0.3), "every 3"],
    ["at most one in so many days", say(0.3, 10), "most every 4"],
    ["almost one a day", say(0.9), "1"],
    ["money to the cent", say(8.256, 100, "flow", "money"), "8.26"],
  ])("tells %s", (_, said, wanted) => expect(said).toBe(wanted));
});

describe("formatSpan", () => {
  it.each([
    ["2026-09-01", "2026-12-31", "Sept – Dec 2026"],
    ["2026-11-01", "2026-11-30", "Nov 2026"],
    ["2026-12-01", "2027-02-28", "Dec 2026 – Feb 2027"],
    ["2026-09-15", "2026-12-31", "15 Sept – 31 Dec 2026"],
  ])("%s to %s is %s", (from, to, wanted) => {
    expect(formatSpan(from, to, "en").replaceAll(/[\u2009\u202f]/g, " ")).toBe(wanted);
  });
});

describe("spanName", () => {
  it("writes a month with a small letter within a Spanish sentence", () => {
    expect(spanName("month", "2026-10-01", "es", true)).toBe("octubre de 2026");
    expect(spanName("month", "2026-10-01", "es")).toBe("Octubre de 2026");
    expect(spanName("month", "2026-10-01", "en", true)).toBe("October 2026");
  });
});
