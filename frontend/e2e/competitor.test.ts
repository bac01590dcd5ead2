import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder, ServedApp } from "./app";
import { outFolder } from "./paths";
import { sampleAgency } from "./sample";
import { lookName, looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

const aurora: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee");
    const channel = ["channel", "add", "--client", "Aurora Coffee"];
    await data.cli(...channel, "--platform", "instagram", "--handle", "@aurora.coffee");
  },
};

/** Opens a page of the section in a month. */
async function open(page: Page, path: string, period?: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.evaluate(
    ([to, month]) => {
      const address = new URL(location.href);
      const search = new URLSearchParams(address.hash.split("?")[1] ?? address.search);
      if (month) search.set("period", month);
      if (address.hash) address.hash = `${to}?${search}`;
      else {
        address.pathname = to as string;
        address.search = search.toString();
      }
      location.href = address.href;
    },
    [path, period],
  );
}

/** Competitors' mentions of October as the command line tells them. */
async function mentions(app: ServedApp): Promise<number | null | undefined> {
  const { rows } = await app.data.json<{ rows: { channel: string | null; value: number | null }[] }>(
    ...[
      "kpi",
      "--client",
      "Aurora Coffee",
      "--from",
      "2026-10-01",
      "--to",
      "2026-10-31",
      "--metric",
      "competitor_mentions",
    ],
  );
  return rows.find(({ channel }) => channel === null)?.value;
}

test.describe("with one channel", () => {
  test.override({ options: aurora });

  test("competitors are registered, counted, noted and compared by keyboard alone", async ({ page, app }) => {
    await open(page, "/competitor", "2026-10");
    await page.getByText("See where the brand stands").waitFor();
    await page.getByRole("button", { name: "Register a competitor" }).focus();
    await page.keyboard.press("Enter");
    const line = page.getByRole("textbox", { name: "Register a competitor" });
    await line.waitFor();
    await line.focus();
    for (const text of ["Northgate, instagram @northgate", "Southbay, ig @southbay"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      await page.getByRole("gridcell", { name: text.split(",")[0] as string, exact: true }).waitFor();
    }
    await page.getByRole("link", { name: "Numbers", exact: true }).focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("grid", { name: "Competitors' numbers of a day" });
    await sheet.focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "4,200\t20\t600\t300\r\n900\t10\t50\t100\r\n");
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await until("The block is on disk", async () => (await mentions(app)) === 400);
    await page.keyboard.press("Control+Home");
    for (const key of ["ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    await page.keyboard.type("350");
    await page.keyboard.press("Enter");
    await until("What was typed over is on disk", async () => (await mentions(app)) === 450);
    await page.getByRole("status").filter({ hasText: "typed by hand" }).waitFor();

    await page.getByRole("link", { name: "Observations" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Nothing was noted in this period").waitFor();
    const note = page.getByRole("form", { name: "Note what was seen" });
    await note.getByLabel("Kind").selectOption("threat");
    await note.getByLabel("What was seen").focus();
    await page.keyboard.type("A prize draw");
    await page.keyboard.press("Enter");
    await page.getByRole("gridcell", { name: "A prize draw" }).waitFor();

    await page.getByRole("link", { name: "Comparison" }).focus();
    await page.keyboard.press("Enter");
    const table = page.getByRole("grid", { name: "Comparison" });
    await table.getByText("Average without the brand").waitFor();
    expect(await table.getByRole("row").filter({ hasText: "Average" }).innerText()).toContain("2,550");
    expect(await barriers(page)).toEqual([]);

    await table.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const passport = page.getByRole("dialog", { name: /Northgate/ });
    await passport.getByText("typed by hand").first().waitFor();
    expect(await passport.innerText()).toContain("engagements ÷ posts");
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await passport.waitFor({ state: "hidden" });
  });
});

test.describe("with the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("its sheet of numbers shows what was last seen", async ({ page }) => {
    await open(page, "/competitor/numbers");
    await page.getByRole("grid", { name: "Competitors' numbers of a day" }).waitFor();
    await page.getByRole("textbox", { name: "Day", exact: true }).waitFor({ timeout: 15_000 });
    await writeFile(join(outFolder("screens"), "competitor-numbers.png"), await page.screenshot());
    await open(page, "/competitor/list");
    await page.getByRole("grid", { name: "Competitors", exact: true }).waitFor();
    await writeFile(join(outFolder("screens"), "competitor-list.png"), await page.screenshot());
  });

  for (const look of looks) {
    test(`the comparison and the observations read well at ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "competitor", look, async (page) => {
        await open(page, "/competitor", "2026");
        await page
          .getByText(look.language === "es" ? "Media sin la marca" : "Average without the brand")
          .first()
          .waitFor();
        await page.getByRole("img").first().waitFor();
        if (look.theme === "dark") {
          const read = page.getByRole("button", { name: look.language === "es" ? "Comparar" : "Compare", exact: true });
          await read.click();
          await page.getByText(look.language === "es" ? "Menos de tres marcas" : "Fewer than three brands").waitFor();
          await page.getByText(look.language === "es" ? "Esta marca" : "This brand").scrollIntoViewIfNeeded();
        }
      });
      await tryScreen(app, "competitor-notes", look, async (page) => {
        await open(page, "/competitor/notes", "2026");
        await page.getByRole("grid").waitFor();
      });
    });
  }
});
