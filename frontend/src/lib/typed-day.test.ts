import { expect, test } from "vitest";
import { formatDay } from "./format";
import { readDay } from "./typed-day";

test("a day is read as it is shown, all year round and in each language", () => {
  for (const language of ["en", "es"]) {
    for (let month = 1; month <= 12; month++) {
      const day = `2026-${String(month).padStart(2, "0")}-28`;
      expect(readDay(formatDay(day, language)), language).toBe(day);
    }
  }
});

test.each([
  ["2026-10-31", "2026-10-31"],
  [" 3 oct 2026 ", "2026-10-03"],
  ["31 de octubre de 2026", "2026-10-31"],
  ["1 ENERO 2027", "2027-01-01"],
  ["29 Feb 2026", null],
  ["03/04/2026", null],
  ["3 xyz 2026", null],
  ["oct 2026", null],
  ["", null],
])("%s is read as %s", (typed, day) => {
  expect(readDay(typed)).toBe(day);
});
