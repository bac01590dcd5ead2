import { expect, it } from "vitest";
import { dayOf, isDay, today } from "./day";

it("tells the day of an instant in a time zone", () => {
  const instant = new Date("2026-11-01T03:30:00Z");
  expect(dayOf(instant, "UTC")).toBe("2026-11-01");
  expect(dayOf(instant, "America/Mexico_City")).toBe("2026-10-31");
  expect(dayOf(new Date("2026-12-31T23:30:00Z"), "Europe/Madrid")).toBe("2027-01-01");
});

it("writes today as a day", () => expect(isDay(today())).toBe(true));
