import { expect } from "vitest";
import { test } from "./test";

test("the real window opens on an empty data folder and shows a page", async ({ window }) => {
  await window.untilStill();
  expect(await window.display.title(window.id)).toContain("Brandloop");
  await window.keep("real-window-first-run");
});
