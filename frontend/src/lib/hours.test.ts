import { expect, it } from "vitest";
import { readHours, writeHours } from "./hours";

it.each([
  ["", []],
  ["9-18", [{ from: "09:00", to: "18:00" }]],
  [
    "09:00 – 14:00, 16:00–20:30",
    [
      { from: "09:00", to: "14:00" },
      { from: "16:00", to: "20:30" },
    ],
  ],
  [
    "9 a 14 y 16.30 a 20",
    [
      { from: "09:00", to: "14:00" },
      { from: "16:30", to: "20:00" },
    ],
  ],
  ["0-24", [{ from: "00:00", to: "24:00" }]],
])("reads %j", (text, spans) => expect(readHours(text)).toEqual(spans));

it.each(["morning", "9", "18-9", "9-9", "9-25", "9:75-10", "24:30-24:40"])("refuses %j", (text) =>
  expect(readHours(text)).toBeNull(),
);

it("reads what it writes", () => {
  const spans = [
    { from: "16:00", to: "20:30" },
    { from: "09:00", to: "14:00" },
  ];
  expect(writeHours(spans)).toBe("09:00–14:00, 16:00–20:30");
  expect(writeHours(readHours(writeHours(spans)) ?? [])).toBe(writeHours(spans));
});
