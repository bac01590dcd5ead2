import { expect } from "vitest";
import { barriers } from "./accessible";
import { test } from "./test";

test("the first page opens without a fault, a barrier or a request to another machine", async ({ page, app }) => {
  await page.getByRole("heading").first().waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await app.data.json<unknown[]>("client", "list")).toEqual([]);
});
