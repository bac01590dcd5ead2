import { expect, it } from "vitest";
import { formatUnit } from "./unit";

const write = (value: number | null, unit: string, kind = "flow", currency?: string) =>
  formatUnit(value, { unit, kind, currency }, "en", "n/a").replaceAll(/[\u00a0\u202f]/g, " ");

it.each([
  [1250, "count", "1,250"],
  [4.256, "%", "4.26%"],
  [12.34, "points", "12.3"],
  [2.345, "ratio", "2.35"],
])("writes %d in %s as %s", (value, unit, text) => expect(write(value, unit)).toBe(text));

it("writes an own metric with its decimals", () => {
  const own = (unit: string, decimals: number) => formatUnit(4.256, { unit, kind: "ratio", decimals }, "en", "n/a");
  expect([own("count", 1), own("%", 0), own("ratio", 3)]).toEqual(["4.3", "4%", "4.256"]);
});

it("writes money with the decimals of its currency", () => {
  expect(write(1250.5, "money", "flow", "EUR")).toBe("€1,250.50");
  expect(write(1250, "money", "flow", "JPY")).toBe("¥1,250");
  expect(write(1250.5, "money")).toBe("1,250.5");
});

it("writes what is missing as –, and a ratio that is as n/a", () => {
  expect(write(null, "count")).toBe("–");
  expect(write(null, "%", "ratio")).toBe("n/a");
});
