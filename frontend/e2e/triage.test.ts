import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import { outFolder } from "./paths";
import { sampleAgency } from "./sample";
import { lookName, looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

/** Opens the page of threats and opportunities in a period. */
async function open(page: Page, period: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.evaluate((chosen) => {
    const search = new URLSearchParams(location.hash.split("?")[1]);
    search.set("period", chosen);
    location.hash = `/triage?${search}`;
  }, period);
}

const thisYear = String(new Date().getFullYear());

test.describe("on the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("a threat is decided of by keyboard, undone, and opened where it comes from", async ({ page }) => {
    await open(page, thisYear);
    const grid = page.getByRole("grid", { name: "Threats and opportunities" });
    await grid.waitFor();
    const first = grid.getByRole("row").nth(1);
    await until("The first is open", async () => (await first.innerText()).includes("Open"));
    expect(await barriers(page)).toEqual([]);
    const about = (await first.getByRole("gridcell").nth(5).innerText()).trim();
    await grid.focus();
    await page.keyboard.press("2");
    const reason = page.getByRole("textbox", { name: "Reason" });
    await reason.waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Write why, in a few words").waitFor();
    await page.keyboard.type("Two more reels a week");
    await page.keyboard.press("Enter");
    // What is decided goes below all that is open, where rows are not drawn.
    const search = page.getByPlaceholder("Search threats and opportunities");
    await search.fill("reels week");
    const decided = grid.getByRole("row").filter({ hasText: "Two more reels a week" });
    await decided.waitFor();
    expect(await decided.innerText()).toContain("Act");
    expect(await decided.innerText()).toContain(about.slice(0, 8));
    await search.fill("");
    await until("All are there again", async () => (await grid.getByRole("row").count()) > 3);
    await grid.focus();
    await page.keyboard.press("Control+z");
    await until("The first is open again", async () => (await first.innerText()).includes(about.slice(0, 8)));

    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByText("2 chosen").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("3");
    await page.keyboard.type("Known already");
    await page.keyboard.press("Enter");
    await search.fill("known already");
    await until("Both are dismissed", async () => {
      return (await grid.getByRole("row").filter({ hasText: "Known already" }).count()) === 2;
    });

    await search.fill("");
    await grid.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Enter");
    const detail = page.getByRole("dialog");
    await detail.waitFor();
    expect(await barriers(page)).toEqual([]);
    const title = await detail.getByRole("heading").innerText();
    await page.keyboard.press("1");
    await reason.waitFor();
    expect(await reason.inputValue()).toBe("");
    await page.keyboard.type("Until the meeting");
    await page.keyboard.press("Enter");
    await search.fill("until the meeting");
    await until("The opened one is watched", async () => {
      const text = await grid.getByRole("row").nth(1).innerText();
      return text.includes("Watch") && text.includes(title.slice(0, 8));
    });
    await grid.focus();
    await page.keyboard.press("Enter");
    await detail.waitFor();
    await detail.getByRole("button", { name: /^Open under/ }).focus();
    await page.keyboard.press("Enter");
    await until("The origin is opened", async () => /item=/.test(page.url()) && !page.url().includes("/triage"));
  });

  test("what is shown is exported as filtered", async ({ page, app }) => {
    await open(page, thisYear);
    const grid = page.getByRole("grid", { name: "Threats and opportunities" });
    await grid.getByRole("gridcell").first().waitFor();
    await page.getByRole("button", { name: "Kind", exact: true }).first().click();
    await page.getByRole("checkbox", { name: "Opportunity" }).check();
    await page.keyboard.press("Escape");
    const path = join(app.data.path, "signals.csv");
    await page.keyboard.press("Control+e");
    const [dialog] = await until("The dialog is there", async () => {
      const windows = await app.display.windows("Save the list");
      return windows.length > 0 && windows;
    });
    await app.display.focus(dialog as string);
    await app.display.key("ctrl+a");
    await app.display.type(path);
    await app.display.key("Return");
    await page.getByText("Saved as").waitFor();
    const lines = (await readFile(path, "utf8")).trim().split("\r\n");
    expect(lines.length).toBe(await grid.getByRole("row").count());
    for (const line of lines.slice(1)) expect(line).toContain("Opportunity");
  });

  test("an empty period says what comes together here", async ({ page }) => {
    await open(page, "2019-10");
    await page.getByText("No threats or opportunities in this period").waitFor();
    expect(await barriers(page)).toEqual([]);
    await writeFile(join(outFolder("screens"), "triage-empty.png"), await page.screenshot());
  });

  for (const look of looks) {
    test(`the list reads well at ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "triage", look, async (page) => {
        await open(page, thisYear);
        await page.getByRole("gridcell").first().waitFor();
      });
    });
  }
});
