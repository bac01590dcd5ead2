import { expect, test } from "vitest";
import type { CampaignLine } from "@/bridge/kpi";
import { findInTree, parentsOf, seenOfTree, sortTree } from "./campaign-tree";

const line = (channel: string, path: string, spend: number | null = 0): CampaignLine => {
  const part = path === "" ? [] : path.split(" › ");
  return {
    id: `${channel} ${path}`,
    channel_id: channel,
    channel: `meta_ads:${channel}`,
    part,
    values: { spend } as CampaignLine["values"],
    targets: [],
  };
};

const lines = [
  line("a", "", 60),
  line("a", "Spring", 40),
  line("a", "Spring › Near", 30),
  line("a", "Spring › Near › Cup", 20),
  line("a", "Spring › Near › Mug", 10),
  line("a", "Spring › Far", 10),
  line("a", "Winter", 20),
  line("b", "", 5),
  line("b", "Spring", null),
  line("b", "Café frío", 5),
];
const paths = (of: readonly CampaignLine[]) => of.map(({ channel_id, part }) => [channel_id, ...part].join(" › "));

test("campaigns are seen, and what is below one where it is opened", () => {
  expect(paths(seenOfTree(lines, new Set()))).toEqual([
    "a",
    "a › Spring",
    "a › Winter",
    "b",
    "b › Spring",
    "b › Café frío",
  ]);
  expect(paths(seenOfTree(lines, new Set(["a Spring"])))).toEqual([
    "a",
    "a › Spring",
    "a › Spring › Near",
    "a › Spring › Far",
    "a › Winter",
    "b",
    "b › Spring",
    "b › Café frío",
  ]);
});

test("lines are sorted among those beside them, accounts stay, what is missing comes last", () => {
  const sorted = sortTree(lines, { column: "spend", descending: false }, ({ values }) => values.spend ?? null);
  expect(paths(sorted)).toEqual([
    "a",
    "a › Winter",
    "a › Spring",
    "a › Spring › Far",
    "a › Spring › Near",
    "a › Spring › Near › Mug",
    "a › Spring › Near › Cup",
    "b",
    "b › Café frío",
    "b › Spring",
  ]);
});

test("what is found stands with what is above and below it, whatever its accents", () => {
  expect(paths(findInTree(lines, "mug"))).toEqual(["a", "a › Spring", "a › Spring › Near", "a › Spring › Near › Mug"]);
  expect(paths(findInTree(lines, "far"))).toEqual(["a", "a › Spring", "a › Spring › Far"]);
  expect(paths(findInTree(lines, "cafe frio"))).toEqual(["b", "b › Café frío"]);
  expect(paths(findInTree(lines, "near"))).toHaveLength(5);
  expect(findInTree(lines, " ")).toHaveLength(lines.length);
});

test("a line is a parent where a deeper one of its account follows", () => {
  expect([...parentsOf(lines)]).toEqual(["a ", "a Spring", "a Spring › Near", "b "]);
});
