import { describe, expect, it } from "vitest";
import { provenSign, readNumber, signOf, writeNumber } from "./typed-number";

const value = (text: string, whole = false) => {
  const reading = readNumber(text, whole);
  return reading.kind === "number" ? reading.value : reading.kind;
};

describe("readNumber", () => {
  it.each([
    ["1250", 1250],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["1.234.567", 1_234_567],
    ["1,234,567", 1_234_567],
    ["1.5", 1.5],
    ["1,5", 1.5],
    ["1234.567", 1234.567],
    ["0,125", 0.125],
    ["1 234,5", 1234.5],
    ["1\u202f234", 1234],
    ["1'234'567", 1_234_567],
    ["  12 ", 12],
    ["-3", -3],
    ["\u22123", -3],
    ["1.000", "unclear"],
    ["1,000", "unclear"],
    ["1.00.000", "none"],
    ["1,23,4", "none"],
    ["12 34", "none"],
    ["12%", "none"],
    ["abc", "none"],
    ["", "none"],
    ["1e5", "none"],
    [".", "none"],
  ])("reads %j as %j", (text, expected) => expect(value(text)).toBe(expected));

  it("takes the one meaning that a count can have", () => {
    expect(value("1.234", true)).toBe(1234);
    expect(value("1,234", true)).toBe(1234);
    expect(value("1.000", true)).toBe("unclear");
  });
});

describe("signOf", () => {
  const cells = (whole: boolean, ...texts: string[]) => texts.map((text) => ({ text, whole }));
  it("asks nothing where every cell is clear", () => expect(signOf(cells(false, "12", "1.5", "1.234,5"))).toBeNull());
  it("asks where no other cell tells", () => expect(signOf(cells(false, "1.000", "12"))).toBe("ask"));
  it("takes what another cell proves", () => expect(signOf(cells(false, "1.000", "2,5"))).toBe(","));
  it("takes what a count proves", () => expect(signOf(cells(true, "1.000", "1.234"))).toBe(","));
  it("asks where cells disagree", () => expect(signOf(cells(false, "1.000", "2,5", "2.5"))).toBe("ask"));
  it("finds no proof in a number without signs", () => expect(provenSign("1250")).toBeNull());
});

describe("writeNumber", () => {
  it("writes what readNumber reads back", () => {
    for (const n of [0, 12, 1234.5, 1_234_567, 1.234, -7.25, 0.125]) {
      expect(value(writeNumber(n, "en"))).toBe(n);
      expect(value(writeNumber(n, "es"))).toBe(n);
    }
    expect(writeNumber(1234.5, "es")).toBe("1234,5");
  });
});
