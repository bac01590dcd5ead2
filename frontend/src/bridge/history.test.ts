import { expect, it } from "vitest";
import { changesOf } from "./history";

const row = (fields: Record<string, unknown>) => JSON.stringify({ id: "1", updated_at: Math.random(), ...fields });

it("tells which fields changed", () => {
  expect(changesOf({ before: row({ name: "Alba", sector: "" }), after: row({ name: "Brisa", sector: "" }) })).toEqual([
    { field: "name", before: "Alba", after: "Brisa" },
  ]);
});

it("tells what a new record holds, leaving out what is empty", () => {
  expect(changesOf({ before: "", after: row({ handle: "@alba", link: "", until: null }) })).toEqual([
    { field: "handle", before: null, after: "@alba" },
  ]);
});

it("tells of a deletion", () => {
  expect(changesOf({ before: row({ deleted_at: null }), after: row({ deleted_at: 5 }) })).toEqual([
    { field: "deleted_at", before: null, after: 5 },
  ]);
});
