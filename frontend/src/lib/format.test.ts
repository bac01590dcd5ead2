import { describe, expect, it } from "vitest";
import {
  formatChange,
  formatDay,
  formatDuration,
  formatInstant,
  formatMoney,
  formatMonth,
  formatNumber,
  formatRatio,
} from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");

describe("a number", () => {
  it("shows a dash when it is missing and a zero when it is zero", () => {
    expect(formatNumber(null, "en")).toBe("–");
    expect(formatNumber(undefined, "es")).toBe("–");
    expect(formatNumber(Number.NaN, "en")).toBe("–");
    expect(formatNumber(0, "en")).toBe("0");
  });

  it("is grouped in both languages from four digits on", () => {
    expect(formatNumber(1234, "en")).toBe("1,234");
    expect(formatNumber(1234, "es")).toBe("1.234");
  });

  it("says that a ratio cannot be formed", () => {
    expect(formatRatio(null, "en", "n/a")).toBe("n/a");
    expect(plain(formatRatio(0.0512, "es", "n/d"))).toBe("5,1 %");
  });

  it("carries its sign as a change, and none at zero", () => {
    expect(formatChange(0.042, "en", "n/a")).toBe("+4.2%");
    expect(formatChange(-0.5, "en", "n/a")).toBe("-50%");
    expect(formatChange(0, "en", "n/a")).toBe("0%");
  });

  it("is money by the currency's own minor units", () => {
    expect(formatMoney(123456, "EUR", "en")).toBe("€1,234.56");
    expect(formatMoney(1234, "JPY", "en")).toBe("¥1,234");
  });

  it("is a length of time in its two largest units", () => {
    expect(plain(formatDuration(12_000, "en"))).toBe("3 hr 20 min");
    expect(plain(formatDuration(86_400, "en"))).toBe("1 day");
    expect(plain(formatDuration(59, "en"))).toBe("59 sec");
    expect(plain(formatDuration(0, "en"))).toBe("0 sec");
    expect(formatDuration(null, "en")).toBe("–");
  });
});

describe("a date", () => {
  it("is the day it was written as, whatever this machine's zone", () => {
    expect(formatDay("2026-03-01", "en")).toBe("1 Mar 2026");
    expect(formatDay(null, "en")).toBe("–");
  });

  it("begins a month with a capital in Spanish too", () => {
    expect(formatMonth("2026-10-01", "es")).toBe("Octubre de 2026");
  });

  it("is an instant in the client's zone", () => {
    expect(formatInstant("2026-10-03T12:05:00.000Z", "en-GB", "Europe/Madrid")).toBe("3 Oct 2026, 14:05");
  });
});
