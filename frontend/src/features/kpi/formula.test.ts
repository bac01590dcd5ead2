import { describe, expect, it } from "vitest";
import type { Metric } from "@/bridge/kpi";
import { complete, keyIn, offers, wordBefore } from "./formula";

const metric = (key: string, name: string, level = "channel", kind = "flow") => ({ key, name, level, kind }) as Metric;
const metrics = [
  metric("views", "Views"),
  metric("link_clicks", "Link clicks"),
  metric("clicks", "Clicks"),
  metric("views", "Views", "post"),
  metric("reach", "Reach", "post", "unique"),
  metric("answered", "Answered", "log"),
];

describe("the name that is being written", () => {
  it.each([
    ["views / lin", 11, "lin"],
    ["views / lin", 3, "vie"],
    ["views / ", 8, ""],
    ["(post.vi", 8, "post.vi"],
    ["2 * 10", 6, ""],
    ["visualización", 13, "visualización"],
  ])("in %s at %i is %s", (text, caret, word) => expect(wordBefore(text, caret).word).toBe(word));
});

describe("what is offered", () => {
  const texts = (word: string, self = "") => offers(word, metrics, self).map(({ text }) => text);
  it("begins with keys that begin with the word", () => expect(texts("cl")).toEqual(["clicks", "link_clicks"]));
  it("finds a metric by its name", () => expect(texts("Answ")).toEqual(["answered"]));
  it("names posts with their level", () => expect(texts("view")).toEqual(["views", "post.views"]));
  it("is nothing for a whole key", () => expect(texts("views")).toEqual([]));
  it("leaves out the metric itself and what is known of one post only", () => {
    expect(texts("link", "link_clicks")).toEqual([]);
    expect(texts("reach")).toEqual([]);
  });
  it("has the functions", () => expect(texts("ro")).toEqual(["round("]));
});

it("completing puts the whole name in place of the word, at the caret", () => {
  const offer = { text: "link_clicks", name: "", isFunction: false };
  expect(complete("views / lin * 100", 11, offer)).toEqual({ text: "views / link_clicks * 100", caret: 19 });
  expect(complete("vi / 2", 1, { ...offer, text: "views" })).toEqual({ text: "views / 2", caret: 5 });
});

it("a key stands alone where it means the series", () => {
  expect(metrics.map((one) => keyIn(one, metrics))).toEqual([
    "views",
    "link_clicks",
    "clicks",
    "post.views",
    "reach",
    "answered",
  ]);
});
