import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions } from "./app";
import { sampleAgency } from "./sample";
import { lookName, looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

/** The last whole month: the newest that the sample has numbers of. */
const lastMonth = (() => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
})();

/** Opens the report of a month. */
async function open(page: Page, month: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.evaluate((period) => {
    const search = new URLSearchParams(location.hash.split("?")[1]);
    search.set("period", period);
    location.hash = `/report?${search}`;
  }, month);
}

const empty: AppOptions = {
  prepare: async (data) => {
    await data.cli("client", "add", "Aurora Coffee");
    await data.cli("channel", "add", "--client", "Aurora Coffee", "--platform", "instagram", "--handle", "@aurora");
  },
};

test.describe("with nothing to report", () => {
  test.override({ options: empty });

  test("the month says what is missing and where to get it", async ({ page }) => {
    await open(page, "2026-10");
    const missing = page.getByRole("region", { name: "What is missing" });
    await missing.getByText("Instagram @aurora: No numbers of this month.").waitFor();
    await missing.getByText("In Meta Business Suite").waitFor();
    await missing.getByText("No target is set for this month.").waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test("the text is kept as it is left, and undone", async ({ page }) => {
    await page.getByRole("navigation").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    const text = page.getByLabel("What happened this month, for the client");
    await text.fill("A good month.");
    await page.keyboard.press("Tab");
    await page.getByText("Saved").waitFor();
    await page.reload();
    await until("The text is still there", async () => (await text.inputValue()) === "A good month.");
    await page.keyboard.press("Control+z");
    await until("The text is undone", async () => (await text.inputValue()) === "");
  });
});

test.describe("on the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("the workbook is saved by keyboard alone", async ({ page, app }) => {
    await open(page, lastMonth);
    await page.getByRole("region", { name: "KPIs" }).waitFor();
    await page.keyboard.press("Control+s");
    const [dialog] = await until("The dialog is there", async () => {
      const windows = await app.display.windows("Save the workbook");
      return windows.length > 0 && windows;
    });
    const path = join(app.data.path, "october.xlsx");
    await app.display.focus(dialog as string);
    await app.display.key("ctrl+a");
    await app.display.type(path);
    await app.display.key("Return");
    await until("The workbook is there", async () => existsSync(path));
    await page.getByText("Finished").waitFor();
    const bytes = await readFile(path);
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    expect(await barriers(page)).toEqual([]);
  });

  for (const look of looks) {
    test(`the page is sound in ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "report", look, async (page) => {
        await open(page, lastMonth);
        await page.locator("table").first().waitFor();
      });
    });
  }
});
