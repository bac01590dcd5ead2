import { describe, expect, it } from "vitest";
import type { Figure } from "@/bridge/report";
import { formatFigure, formatFigureChange, newsOf } from "./words";

const figure = (part: Partial<Figure>) => ({ unit: "count", direction: "up", change: null, ...part }) as Figure;

describe("formatFigure", () => {
  it.each([
    [null, "count", "–"],
    [1234, "count", "1,234"],
    [12.34, "%", "12.3%"],
    [12.5, "money", "€12.50"],
    [3.14, "per_post", "3.1"],
    [0.5, "ratio", "0.5"],
  ])("writes %s in %s as %s", (value, unit, text) => {
    expect(formatFigure(value, unit, "EUR", "en")).toBe(text);
  });
});

describe("formatFigureChange", () => {
  it("writes a share of what was before", () => {
    expect(formatFigureChange(figure({ change: 12.5 }), "en")).toBe("+12.5%");
  });
  it("writes points where the unit is one of shares", () => {
    expect(formatFigureChange(figure({ change: -1.25, unit: "%" }), "en")).toMatch(/^−1\.[23] pp$/);
  });
  it("leaves what cannot be compared open", () => {
    expect(formatFigureChange(figure({}), "en")).toBe("–");
  });
});

describe("newsOf", () => {
  it.each([
    [5, "up", 1],
    [-5, "up", -1],
    [-5, "down", 1],
    [5, "neutral", 0],
    [null, "up", 0],
  ] as const)("takes %s of a metric that is to go %s as %s", (change, direction, news) => {
    expect(newsOf(figure({ change, direction }))).toBe(news);
  });
});
