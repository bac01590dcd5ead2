import { expect, it } from "vitest";
import type { Channel } from "@/bridge/brand";
import type { CardRow, Stand } from "@/bridge/kpi";
import { decisionsOf, headlines } from "./decisions";

const october = { from: "2026-10-01", to: "2026-10-31" };
const channel = (id: string, rest: Partial<Channel> = {}) =>
  ({ id, handle: id, since: "", until: "", ...rest }) as Channel;
const row = (level: string, metric: string, value: number | null, rest: Partial<CardRow> = {}) =>
  ({ level, metric, value, points: [], ...rest }) as unknown as CardRow;
const stand = (id: string, status: string) => ({ status, target: { id } }) as Stand;
const ids = (...args: Parameters<typeof decisionsOf>) => decisionsOf(...args).map(({ id }) => id);

it("puts targets that go wrong first, the worst on top, and leaves out those on track", () => {
  const stands = [stand("a", "on_track"), stand("b", "stale"), stand("c", "off_track"), stand("d", "at_risk")];
  expect(ids([], stands, [], october)).toEqual(["c", "d", "b"]);
});

it("puts the widest gap of one status first, and adds what is on track but forecast to miss", () => {
  const late = { ...stand("a", "on_track"), decide: true } as Stand;
  const gap = (id: string, points: number) => ({ ...stand(id, "off_track"), gap: points }) as Stand;
  expect(ids([], [late, gap("b", -10), gap("c", -40)], [], october)).toEqual(["c", "b", "a"]);
});

it("asks about a channel without numbers while it is in use", () => {
  const rows = [row("channel", "reach", 5, { channel_id: "ig" }), row("channel", "reach", null, { channel_id: "fb" })];
  const channels = [
    channel("ig"),
    channel("fb"),
    channel("left", { until: "2026-09-30" }),
    channel("coming", { since: "2026-11-01" }),
    channel("log"),
  ];
  const logged = row("log", "activities", 3, { channel_id: "log" });
  expect(ids(channels, [], [...rows, logged], october)).toEqual(["fb", "log"]);
});

it("counts what waits for an answer", () => {
  const rows = [
    row("log", "to_answer", 9),
    row("log", "answered", 7),
    row("log", "to_answer", 4, { channel_id: "ig" }),
  ];
  expect(decisionsOf([], [], rows, october)).toEqual([{ kind: "open", id: "open", count: 2 }]);
  expect(decisionsOf([], [], [row("log", "to_answer", 7), row("log", "answered", 7)], october)).toEqual([]);
});

it("shows numbers with a target first, and each metric once", () => {
  const rows = [
    row("channel", "reach", 10),
    row("post", "reach", 20),
    row("channel", "reach", 4, { channel_id: "ig" }),
    row("post", "posts", 3),
    row("channel", "saves", 8, { stand: stand("t", "on_track") }),
  ];
  expect(headlines(rows, 6, 2).map((one) => `${one.level}.${one.metric}`)).toEqual([
    "channel.saves",
    "channel.reach",
    "post.posts",
  ]);
  expect(headlines(rows, 1, 2)).toHaveLength(1);
});
