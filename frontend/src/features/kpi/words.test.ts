import { describe, expect, it } from "vitest";
import { parseNumber } from "./words";

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
