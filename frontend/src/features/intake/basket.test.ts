import { describe, expect, it } from "vitest";
import type { Outcome } from "@/bridge/intake";
import { addFiles, countOf, type Item, nextAsking, standingOf, sumOf, takeOutcomes } from "./basket";

const outcome = (path: string, part: Partial<Outcome> = {}): Outcome =>
  ({ path, question: "", same: false, error: null, added: 2, updated: 1, skips: 0, ...part }) as Outcome;
const item = (path: string, part: Partial<Item> = {}): Item => ({
  path,
  channel: "",
  outcome: null,
  waits: false,
  imported: false,
  ...part,
});

describe("a file", () => {
  it.each([
    ["reading", item("/a")],
    ["clear", item("/a", { outcome: outcome("/a") })],
    ["asks", item("/a", { outcome: outcome("/a", { question: "channel" }) })],
    ["asks", item("/a", { outcome: outcome("/a", { question: "year" }) })],
    ["asks", item("/a", { outcome: outcome("/a", { unknown: true, error: "No." }) })],
    ["reading", item("/a", { outcome: outcome("/a"), waits: true })],
    ["known", item("/a", { outcome: outcome("/a", { same: true }) })],
    ["refused", item("/a", { outcome: outcome("/a", { error: "No." }) })],
    ["refused", item("/a", { outcome: outcome("/a", { error: "No." }), imported: true })],
    ["imported", item("/a", { outcome: outcome("/a"), imported: true })],
  ])("is %s", (standing, one) => expect(standingOf(one)).toBe(standing));
});

it("adding files reads again what is there and puts away what is done", () => {
  const before = [
    item("/a", { outcome: outcome("/a", { question: "channel" }) }),
    item("/b", { outcome: outcome("/b"), imported: true }),
    item("/c", { outcome: outcome("/c", { error: "No." }) }),
  ];
  const after = addFiles(before, ["/c", "/d"]);
  expect(after.map(({ path }) => path)).toEqual(["/a", "/c", "/d"]);
  expect(after.map(standingOf)).toEqual(["asks", "reading", "reading"]);
});

it("what is known of a file replaces what was known, and only of that file", () => {
  const after = takeOutcomes([item("/a"), item("/b")], [{ path: "/b", channel: "" }], [outcome("/b")], true);
  expect(after.map(standingOf)).toEqual(["reading", "imported"]);
});

it.each([
  ["channel", { channel: "2" }],
  ["year", { year: 2025 }],
  ["client", { client: "2" }],
])("what was read before another %s was said is not taken", (_what, said) => {
  const asked = [{ path: "/a", channel: "" }];
  const after = takeOutcomes([item("/a", { ...said, waits: true })], asked, [outcome("/a")], false);
  expect(after.map(standingOf)).toEqual(["reading"]);
});

it("files are counted by where they stand", () => {
  const items = [item("/a", { outcome: outcome("/a") }), item("/b", { outcome: outcome("/b") }), item("/c")];
  expect(countOf(items)).toMatchObject({ clear: 2, reading: 1, refused: 0 });
});

it("the counts of files add up, one that is still read counts nothing", () => {
  expect(sumOf([item("/a", { outcome: outcome("/a") }), item("/b")])).toEqual({ added: 2, updated: 1, skips: 0 });
});

describe("the next open question", () => {
  const asks = (path: string, question: string) => item(path, { outcome: outcome(path, { question }) });
  const items = [asks("/a", "year"), asks("/b", ""), asks("/c", "client")];
  it.each([
    [null, "/a"],
    [{ path: "/a", question: "year" as const }, "/c"],
    [{ path: "/c", question: "client" as const }, "/a"],
    [{ path: "/gone", question: null }, "/a"],
    // It was whose the file is, and is now of which year: the same file asks on.
    [{ path: "/a", question: "client" as const }, "/a"],
  ])("after %j is that of %s", (last, path) => expect(nextAsking(items, last)?.path).toBe(path));
  it("is none where nothing asks", () => expect(nextAsking(items.slice(1, 2), null)).toBeNull());
});
