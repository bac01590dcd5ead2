import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import { sampleAgency } from "./sample";
import { lookName, looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

/** Opens a page of a brand in a period. */
async function open(page: Page, path: string, period: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.waitForURL(/client=/);
  await page.evaluate(
    ([to, of]) => {
      const address = new URL(location.href);
      const search = new URLSearchParams(address.hash.split("?")[1] ?? "");
      search.set("period", of as string);
      address.hash = `${to}?${search}`;
      location.href = address.href;
    },
    [path, period],
  );
}

/** The client that the page is about. */
const clientOf = (page: Page) => new URL(page.url().replace("#/", "")).searchParams.get("client") ?? "";

test.describe("on the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("numbers over time are chosen by keyboard, and the table, the address and the command line agree", async ({
    page,
    app,
  }) => {
    await open(page, "/kpi/explore", "2026-Q3");
    const grid = page.getByRole("grid", { name: "Numbers over time" });
    await grid
      .getByRole("columnheader", { name: /Followers/ })
      .first()
      .waitFor();
    await page.getByRole("img", { name: "Numbers over time" }).waitFor();
    await page.keyboard.press("m");
    await page.getByRole("combobox", { name: "Find a metric" }).waitFor();
    await page.keyboard.type("link clicks");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Take Link clicks out" }).waitFor();
    await page.keyboard.press("Escape");
    await grid.getByRole("columnheader", { name: "Link clicks", exact: true }).waitFor();
    await page.getByText("Quarter", { exact: true }).click();
    await until("One quarter is shown", async () => (await grid.getByRole("row").count()) === 2);
    const told = await app.data.json<{ rows: { channel: string | null; value: number | null }[] }>(
      ...["kpi", "--client", clientOf(page), "--from", "2026-07-01", "--to", "2026-09-30", "--by", "quarter"],
      ...["--metric", "channel.link_clicks"],
    );
    const value = told.rows.find(({ channel }) => channel === null)?.value ?? 0;
    expect(value).toBeGreaterThan(0);
    await grid.getByText(value.toLocaleString("en"), { exact: true }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goBack();
    await until("Weeks are shown again", async () => (await grid.getByRole("row").count()) > 10);
    await page.goBack();
    await page.getByRole("button", { name: "Take Link clicks out" }).waitFor({ state: "detached" });
    await page.goForward();
    await page.getByRole("button", { name: "Take Link clicks out" }).waitFor();
    await page.getByRole("link", { name: "Scorecard" }).click();
    await page.getByRole("grid", { name: "Scorecard" }).waitFor();
    await page.getByRole("link", { name: "Explorer" }).click();
    await page.getByRole("button", { name: "Take Link clicks out" }).waitFor();
  });

  test("what happened is marked with a key at the line in focus, corrected, deleted and taken back", async ({
    page,
    app,
  }) => {
    await open(page, "/kpi/explore", "2026-Q3");
    const numbers = page.getByRole("grid", { name: "Numbers over time" });
    await numbers
      .getByRole("columnheader", { name: /Followers/ })
      .first()
      .waitFor();
    await numbers.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("n");
    const form = page.getByRole("form", { name: "Add a mark" });
    await until("The words have the focus", () =>
      form.getByRole("textbox", { name: "What happened" }).evaluate((field) => field === document.activeElement),
    );
    await page.keyboard.press("Enter");
    await form.getByText("A mark has no words.", { exact: false }).waitFor();
    await page.keyboard.type("Checkout was down");
    await page.keyboard.press("Enter");
    const marks = page.getByRole("grid", { name: "Marks" });
    await marks.getByText("Checkout was down").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    const told = async () =>
      (
        await app.data.json<{ rows: { id: string; kind: string; from: string; text: string; source: string }[] }>(
          ...["mark", "list", "--client", clientOf(page), "--from", "2026-07-01", "--to", "2026-09-30"],
        )
      ).rows.filter(({ source }) => source === "");
    expect(await told()).toMatchObject([{ kind: "incident", from: "2026-07-13", text: "Checkout was down" }]);

    const row = marks.getByRole("row").filter({ hasText: "Checkout was down" });
    await row.getByText("Checkout was down").click();
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "What happened" }).fill("Shop was closed");
    await page.keyboard.press("Enter");
    await marks.getByText("Shop was closed").waitFor();
    await page.keyboard.press("Delete");
    await marks.getByText("Shop was closed").waitFor({ state: "detached" });
    expect(await told()).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await marks.getByText("Shop was closed").waitFor();
    await page.getByRole("radio", { name: "Numbers" }).press("ArrowRight");
    await page.locator("figure").getByText("Shop was closed").waitFor();
  });

  test("many series are small charts, and a line is taken out of a chart by keyboard", async ({ page }) => {
    await open(page, "/kpi/explore", "2026-Q3");
    await page.getByRole("img", { name: "Numbers over time" }).waitFor();
    const legend = page.getByRole("list", { name: "Which line is which" });
    const followers = legend.getByRole("button", { name: "Followers" });
    await followers.press("Space");
    expect(await followers.getAttribute("aria-pressed")).toBe("false");
    await page.getByRole("button", { name: /^Channel/ }).click();
    for (const box of await page.getByRole("dialog", { name: "Channel" }).getByRole("checkbox").all())
      await box.check();
    await page.keyboard.press("Escape");
    await page.getByRole("region", { name: "Numbers over time" }).locator("figure").nth(6).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test("posts are tagged one by one and in bulk by keyboard, filtered by tag, and held beside their neighbours", async ({
    page,
    app,
  }) => {
    await app.data.cli("version");
    await open(page, "/content", "2026-09");
    const grid = page.getByRole("grid", { name: "Posts" });
    await grid
      .getByText(/^\d+\.\d×$/)
      .first()
      .waitFor();
    await grid.focus();
    for (let column = 0; column < 5; column++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    await page.getByText("Enter takes a word").waitFor();
    await page.keyboard.type("harvest");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await grid
      .getByText(/harvest/)
      .first()
      .waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByText("2 posts chosen").waitFor();
    await page.keyboard.press("t");
    const form = page.getByRole("form", { name: "Tags and pillar…" });
    await form.getByRole("combobox", { name: "Put tags on" }).fill("harv");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await form.getByRole("combobox", { name: "Pillar" }).fill("Craft");
    await page.keyboard.press("Tab");
    await form.getByRole("button", { name: "Apply" }).click();
    await page.getByText("2 posts changed.").waitFor();
    await until("Both have the tag", async () => (await grid.getByText(/harvest/).count()) === 2);
    await page
      .getByRole("button", { name: /^Pillar/ })
      .first()
      .click();
    await page.getByRole("checkbox", { name: "Craft" }).check();
    await page.keyboard.press("Escape");
    await page.getByText("2 posts", { exact: false }).first().waitFor();
    await until("Two are found", async () => (await grid.getByRole("row").count()) === 3);
    expect(await barriers(page)).toEqual([]);
  });

  for (const look of looks) {
    test(`the explorer fits ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "explorer", look, async (page) => {
        await open(page, "/kpi/explore", "2026-Q3");
        await page.locator("[role=grid] [role=gridcell]").first().waitFor();
        await page.locator("figure svg").first().waitFor();
      });
    });

    test(`posts with their words fit ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "posts-words", look, async (page) => {
        await open(page, "/content", "2026-09");
        await page
          .getByRole("grid")
          .getByText(/^\d+[.,]\d×$/)
          .first()
          .waitFor();
      });
    });
  }
});
