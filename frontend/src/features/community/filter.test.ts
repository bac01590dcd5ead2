import { describe, expect, it } from "vitest";
import { chosenOf, EVERY_ENTRY, filterOf, isFiltered, isOf, readMinutes, readTopics, snippetParts } from "./filter";

const filter = filterOf("b", { from: "2026-10-01", to: "2026-10-31" }, { ...EVERY_ENTRY, kinds: ["reply"] });

describe("a filter", () => {
  it("carries the choice, the brand and the period", () => {
    expect(filter).toMatchObject({ brand_id: "b", kinds: ["reply"], from: "2026-10-01", channel_ids: [], search: "" });
  });
  it("knows whether it leaves something out", () => {
    expect(isFiltered(EVERY_ENTRY)).toBe(false);
    expect(isFiltered({ ...EVERY_ENTRY, people: ["p"] })).toBe(true);
  });
  it("goes along with a choice of all rows but some", () => {
    expect(chosenOf({ all: true, except: new Set(["1"]) }, filter)).toEqual({
      ids: [],
      all: true,
      filter,
      except: ["1"],
    });
    expect(chosenOf({ all: false, ids: new Set(["1"]) }, filter).ids).toEqual(["1"]);
  });
});

describe("what is typed in a cell", () => {
  it("is topics by comma or hash", () => {
    expect(readTopics("#price #size, customer service;")).toEqual(["price", "size", "customer service"]);
  });
  it("is minutes, none, or no number", () => {
    expect(readMinutes("1,5")).toEqual({ minutes: 1.5 });
    expect(readMinutes(" ")).toEqual({ clear: ["minutes"] });
    expect(readMinutes("x")).toBe(null);
  });
});

describe("a snippet", () => {
  it("knows the text that it is of", () => {
    expect(isOf("…al \u0002envío\u0003 de…", "sobre al envío de hoy")).toBe(true);
    expect(isOf("@\u0002ana\u0003", "hola")).toBe(false);
    expect(isOf("", "hola")).toBe(false);
  });
  it("comes apart at what was found", () => {
    expect(snippetParts("…al \u0002envío\u0003 de \u0002hoy\u0003")).toEqual([
      { text: "…al ", found: false },
      { text: "envío", found: true },
      { text: " de ", found: false },
      { text: "hoy", found: true },
    ]);
  });
});
