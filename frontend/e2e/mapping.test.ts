import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import { exportFile } from "./export-files";
import { give, openImports } from "./imports-page";
import { pick } from "./pick";
import { looks, tryScreen } from "./screens";
import { test } from "./test";
import { aurora } from "./two-clients";
import { until } from "./until";

interface Row {
  metric: string;
  value: number | null;
}

/** A table of an agency's own: whose thousands and dates could be read two ways. */
const ownTable = "Weekly sheet\n\nFecha;Cosas;Me gusta\n03/04/2026;x;1.000\n05/04/2026;y;2.500\n";

/** Opens the dialog of a file whose table nobody knows, by keys. */
async function openMapping(page: Page): Promise<void> {
  await openImports(page);
  await give(page, await exportFile("weekly.csv", ownTable));
  await page.getByRole("button", { name: /(Say what it holds|Decir qué contiene).*weekly\.csv/ }).press("Enter");
  await page
    .getByRole("dialog", { name: /weekly\.csv/ })
    .getByRole("table")
    .first()
    .waitFor();
}

async function choose(page: Page, column: RegExp, words: string): Promise<void> {
  await page.getByRole("combobox", { name: column }).focus();
  await pick(page, words);
  await page.getByRole("listbox").waitFor({ state: "hidden" });
  await page.keyboard.press("Tab");
}

test.describe("a table of no known format", () => {
  test.override({ options: aurora });

  test("is mapped, refused while it is ambiguous, imported, and remembered", async ({ page, app }) => {
    await openMapping(page);
    const dialog = page.getByRole("dialog", { name: /weekly\.csv/ });
    await dialog.getByRole("combobox", { name: "Each row is" }).selectOption("days");
    await choose(page, /Column Fecha/, "Date");
    await choose(page, /Column Me gusta/, "Comments");
    await choose(page, /Column Me gusta/, "Likes");
    const take = dialog.getByRole("button", { name: "Read it so" });
    await dialog.getByText(/could be a thousand or a fraction/).waitFor();
    expect(await take.isDisabled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("combobox", { name: "Before the decimals stands" }).selectOption(",");
    await dialog.getByText(/could be two days/).waitFor();
    expect(await take.isDisabled()).toBe(true);
    await dialog.getByRole("combobox", { name: "Dates are written" }).selectOption("dmy");
    await dialog.getByText("2026-04-03").waitFor();
    await dialog.getByText("2500", { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await take.press("Enter");
    const row = page.getByRole("row", { name: /weekly\.csv/ });
    await row.getByText("Which channel?").waitFor();
    // The cursor is where the next answer goes.
    const channel = row.getByRole("combobox");
    await until("The question has the focus", () => channel.evaluate((it) => it === document.activeElement));
    await pick(page, "insta");
    await row.getByText("Ready").waitFor();
    await page.keyboard.press("Control+Enter");
    await row.getByText("Imported").waitFor();
    const { rows } = await app.data.json<{ rows: Row[] }>(
      ...["kpi", "--client", "Aurora Coffee", "--from", "2026-04-03", "--to", "2026-04-03"],
      ...["--metric", "channel.likes"],
    );
    expect(rows.map(({ value }) => value)).toContain(1000);
    // A later file of the same shape is known.
    await page.keyboard.press("/");
    await give(page, await exportFile("next.csv", ownTable.replaceAll("/04/", "/05/")));
    await page
      .getByRole("row", { name: /next\.csv/ })
      .getByText("Which channel?")
      .waitFor();
  });

  test("feeds a metric of one's own, and the channel and platform that are said", async ({ page, app }) => {
    await page.getByRole("navigation").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await page.getByRole("link", { name: "Metrics" }).press("Enter");
    await page.getByRole("grid", { name: "Metrics" }).waitFor();
    await page.keyboard.press("a");
    await page.getByRole("form", { name: "Add a metric" }).waitFor();
    await page.keyboard.type("Shop visits");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Shop visits" }).waitFor();
    await page.keyboard.press("Escape");

    const rows = (month: string) =>
      `Fecha,Visitas\n2026-${month}-03,12 %\n2026-${month}-04,many\n2026-${month}-05,30\n`;
    await openImports(page);
    await give(page, await exportFile("shop.csv", rows("04")));
    await page.getByRole("button", { name: /Say what it holds.*shop\.csv/ }).press("Enter");
    const dialog = page.getByRole("dialog", { name: /shop\.csv/ });
    await dialog.getByRole("combobox", { name: "Each row is" }).selectOption("days");
    await choose(page, /Column Fecha/, "Date");
    await choose(page, /Column Visitas/, "Shop visits");
    await dialog.getByRole("row", { name: /many not understood/ }).waitFor();
    await dialog.getByText(/In the column Visitas, "many" is not a number/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("combobox", { name: "Platform" }).selectOption("facebook");
    const channel = dialog.getByRole("combobox", { name: "Channel of this file" });
    await channel.and(page.getByPlaceholder("Choose a channel")).focus();
    const offered = page.getByRole("listbox").getByRole("option");
    await offered.first().waitFor();
    expect(await offered.allTextContents()).toEqual(["Facebook Aurora Coffee"]);
    await pick(page, "aurora");
    await until("It is chosen", async () => (await channel.inputValue()) === "Facebook Aurora Coffee");
    await page.keyboard.press("Control+Enter");
    const row = page.getByRole("row", { name: /shop\.csv/ });
    await row.getByText("Ready").waitFor();
    await row.getByText("Facebook Aurora Coffee").or(row.getByRole("combobox")).first().waitFor();
    await page.keyboard.press("Control+Enter");
    await row.getByText("Imported").waitFor();
    const { rows: brought } = await app.data.json<{ rows: Row[] }>(
      ...["kpi", "--client", "Aurora Coffee", "--from", "2026-04-01", "--to", "2026-04-30", "--metric", "shop_visits"],
    );
    expect(brought.map(({ value }) => value)).toContain(42);
    // The next of its shape goes where its platform has one channel.
    await page.keyboard.press("/");
    await give(page, await exportFile("next.csv", rows("05")));
    const next = page.getByRole("row", { name: /next\.csv/ });
    await next.getByText("Ready").waitFor();
    await next.getByText("Aurora Coffee").waitFor();
  });

  test("looks right while it is mapped", { timeout: 240_000 }, async ({ app }) => {
    for (const look of looks)
      await tryScreen(app, "intake-mapping", look, async (page) => {
        await openMapping(page);
        await page.locator("[role=dialog] select").nth(1).selectOption("days");
        await page.locator("[role=dialog] [role=status]").waitFor();
      });
  });
});
