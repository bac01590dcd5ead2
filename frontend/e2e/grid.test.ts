import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder, ServedApp } from "./app";
import { giveToDialog, saveInDialog } from "./file-dialog";
import { fillIn } from "./fill-workbook";
import { copyElsewhere, pasteElsewhere } from "./neighbour";
import { outFolder } from "./paths";
import { sampleAgency } from "./sample";
import { lookName, looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

const aurora: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee");
    for (const [platform, handle] of [
      ["instagram", "@aurora.coffee"],
      ["tiktok", "@aurora"],
    ] as const) {
      await data.cli("channel", "add", "--client", "Aurora Coffee", "--platform", platform, "--handle", handle);
    }
  },
};

interface Row {
  channel: string | null;
  from: string;
  value: number | null;
}

/** The numbers of a metric of the first channel in the months of 2026, January first. */
async function months(app: ServedApp, metric: string): Promise<(number | null)[]> {
  const { rows } = await app.data.json<{ rows: Row[] }>(
    ...["kpi", "--client", "Aurora Coffee", "--from", "2026-01-01", "--to", "2026-12-31"],
    ...["--by", "month", "--metric", metric],
  );
  const first = rows.find(({ channel }) => channel !== null)?.channel;
  return rows.filter(({ channel }) => channel === first).map(({ value }) => value);
}

async function open(page: Page, period: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.evaluate((chosen) => {
    const address = new URL(location.href);
    const search = new URLSearchParams(address.hash.split("?")[1] ?? address.search);
    search.set("period", chosen);
    if (address.hash) address.hash = `/kpi/entry?${search}`;
    else {
      address.pathname = "/kpi/entry";
      address.search = search.toString();
    }
    location.href = address.href;
  }, period);
}

const sheet = (page: Page) => page.getByRole("grid", { name: /^(Numbers by hand|Números a mano)$/ });

/** What stands in the active cell. */
const active = (page: Page) =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant");
    return (id && document.getElementById(id)?.querySelector("span")?.textContent) ?? "";
  });

/** Pastes as a spreadsheet would have copied. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const data = new DataTransfer();
    data.setData("text/plain", copied);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

async function keys(page: Page, ...all: string[]): Promise<void> {
  for (const key of all) await page.keyboard.press(key);
}

test.describe("with two channels", () => {
  test.override({ options: aurora });

  test("months are typed, pasted, filled, cleared and taken back by keyboard alone", async ({ page, app }) => {
    await open(page, "2026-12");
    await sheet(page).waitFor();
    await sheet(page).focus();
    // The rows are followers, views, reach and engagements of the first channel, then of the second.
    await keys(page, "Control+Home", "ArrowDown");
    await page.keyboard.type("1250");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1,300");
    await page.keyboard.press("Enter");
    const views = () => months(app, "views");
    await until("Two months are on disk", async () => (await views())[1] === 1300);
    expect((await views()).slice(0, 3)).toEqual([1250, 1300, null]);

    // Enter came back to the column where Tab began: F2 edits what stands there.
    await keys(page, "ArrowUp");
    expect(await active(page)).toBe("1,250");
    await keys(page, "F2", "Backspace", "9", "Enter");
    await until("The edited number is on disk", async () => (await views())[0] === 1259);

    // Escape leaves what stood there.
    await keys(page, "ArrowUp", "7", "Escape");
    expect(await active(page)).toBe("1,259");

    // A paste is one action; what is no number is marked and changes nothing.
    await keys(page, "ArrowRight", "ArrowRight");
    await paste(page, "1.400\t1.512\tabc\r\n10\t\t30\r\n");
    await until("What was pasted is on disk", async () => (await views())[3] === 1512);
    expect((await views()).slice(0, 5)).toEqual([1259, 1300, 1400, 1512, null]);
    expect(await months(app, "reach")).toEqual([null, null, 10, null, 30, ...Array(7).fill(null)]);
    const wrong = page.locator("[role=gridcell][aria-invalid]");
    // The example is of the metric: views are counted.
    await wrong.getByText(/^abc is no number, .* such as 1,250\.$/).waitFor({ state: "attached" });
    await keys(page, "Control+z");
    await until("One undo takes the paste back", async () => (await views())[3] === null);
    expect(await months(app, "reach")).toEqual(Array(12).fill(null));

    // Fill right and down.
    await keys(page, "Control+Home", "ArrowDown", "ArrowRight");
    await keys(page, "Shift+ArrowRight", "Shift+ArrowRight", "Control+r");
    await until("It is filled to the right", async () => (await views())[3] === 1300);
    await keys(page, "Shift+ArrowDown", "Control+d");
    await until("It is filled down", async () => (await months(app, "reach"))[3] === 1300);
    await keys(page, "Delete");
    await until("The block is cleared", async () => (await views())[3] === null);
    await keys(page, "Control+z");
    await until("It is back", async () => (await views())[3] === 1300);
    await keys(page, "Control+Shift+z");
    await until("It is cleared anew", async () => (await views())[3] === null);
    expect(await barriers(page)).toEqual([]);
  });

  test("what a paste does not say is asked once", async ({ page, app }) => {
    await open(page, "2026-12");
    await sheet(page).waitFor();
    await sheet(page).focus();
    await keys(page, "Control+Home", "ArrowDown");
    await paste(page, "1.000\t2.000");
    const question = page.getByRole("dialog", { name: "What does 1.000 mean?" });
    await question.waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    expect(await months(app, "views")).toEqual(Array(12).fill(null));
    await sheet(page).focus();
    await paste(page, "1.000\t2.000");
    await question.waitFor();
    expect(await barriers(page)).toEqual([]);
    await question.getByRole("button", { name: "1.000 is 1,000" }).focus();
    await page.keyboard.press("Enter");
    await until("The answer holds for both", async () => (await months(app, "views"))[1] === 2000);
    expect((await months(app, "views"))[0]).toBe(1000);
  });

  test("a range is copied as spreadsheets take it, and Tab leaves after Escape", async ({ page, app }) => {
    await open(page, "2026-12");
    await sheet(page).waitFor();
    await sheet(page).focus();
    await keys(page, "Control+Home");
    await paste(page, "1200\t1300\n40,5\t50");
    await until("It is on disk", async () => (await months(app, "followers"))[1] === 1300);
    // Views are counted: 40,5 is none.
    await page.locator("[role=gridcell][aria-invalid]").first().waitFor();
    const copied = await page.evaluate(() => {
      const data = new DataTransfer();
      document.body.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData("text/plain");
    });
    expect(copied).toBe("1200\t1300\n40,5\t50");

    // Where nothing at all was read there is nothing to take back.
    await keys(page, "ArrowDown", "ArrowDown");
    await paste(page, "40,5\t60,5");
    const said = page.getByRole("alert").filter({ hasText: "2 cells are not read" });
    await said.waitFor();
    expect(await said.getByRole("button", { name: "Undo" }).count()).toBe(0);
    await keys(page, "Escape", "Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).not.toBe("grid");
  });
});

test.describe("with a folder", () => {
  test.override({ options: aurora });

  test("a template is saved, filled in, looked at and read back", async ({ page, app }) => {
    const folder = await mkdtemp(join(tmpdir(), "brandloop-form-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, "form.xlsx");
    await open(page, "2026-12");
    await sheet(page).waitFor();
    await sheet(page).focus();
    await keys(page, "Control+Home");
    await paste(page, "100\t200");
    await until("Two months are on disk", async () => (await months(app, "followers"))[1] === 200);

    await keys(page, "Control+e");
    const asked = page.getByRole("dialog", { name: "An Excel template to fill in" });
    await asked.waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await saveInDialog(app, "Save the list", path);
    await until("The template is on disk", () => existsSync(path));
    await asked.waitFor({ state: "detached" });

    // Somebody fills it in: a number changed, one added, a word.
    await fillIn(path, { D5: 150, E6: 900, F6: "many" });
    await keys(page, "Control+o");
    await giveToDialog(app, "Choose a template that was filled in", path);
    const preview = page.getByRole("dialog", { name: "What form.xlsx would change" });
    await preview.getByText("1 added · 1 changed · 1 the same").waitFor();
    await preview.getByText("!F6").waitFor();
    await preview.getByText("“many” is no number").waitFor();
    expect(await barriers(page)).toEqual([]);
    await writeFile(join(outFolder("screens"), "entry-form.png"), await page.screenshot());
    expect(await months(app, "views")).toEqual(Array(12).fill(null));
    await preview.getByRole("button", { name: "Type 2 numbers" }).focus();
    await page.keyboard.press("Enter");
    await until("What it adds is on disk", async () => (await months(app, "views"))[1] === 900);
    expect((await months(app, "followers")).slice(0, 2)).toEqual([150, 200]);
    await preview.waitFor({ state: "detached" });
    await keys(page, "Control+z");
    await until("One undo takes it back", async () => (await months(app, "views"))[1] === null);
    expect((await months(app, "followers")).slice(0, 2)).toEqual([100, 200]);
  });
});

test.describe("on the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("five years of days stay a few hundred cells", async ({ page }) => {
    await open(page, "2026-10");
    await sheet(page).waitFor();
    await page.getByText("Days", { exact: true }).click();
    await page.getByLabel("How far back").selectOption("five");
    await until("The sheet has five years", async () => Number(await sheet(page).getAttribute("aria-rowcount")) > 1800);
    await sheet(page).focus();
    await keys(page, "Control+Home");
    await until("The first day is seen", async () => (await page.getByText("1 Nov 2021").count()) > 0);
    await keys(page, "Control+End");
    await until("The last day is seen", async () => (await page.getByText("31 Oct 2026").count()) > 0);
    expect(await page.getByRole("gridcell").count()).toBeLessThan(1000);
  });

  for (const look of looks) {
    test(`the sheet is sound in ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "entry-months", look, async (page) => {
        await open(page, "2026-10");
        await sheet(page).getByRole("gridcell").nth(30).waitFor();
        await sheet(page).focus();
        await keys(page, "Control+Home", "ArrowRight", "ArrowDown");
        await keys(page, "x", "Enter");
        await keys(page, "ArrowRight", "7", "Enter", "ArrowUp", "ArrowUp", "Shift+ArrowDown");
      });
      await tryScreen(app, "entry-days", look, async (page) => {
        await open(page, "2026-10");
        await sheet(page).waitFor();
        await page.getByText(/^(Days|Días)$/).click();
        await sheet(page).getByRole("gridcell").nth(30).waitFor();
        await sheet(page).focus();
      });
    });
  }
});

test.describe("in the real window", () => {
  test.override({ options: aurora });
  test("cells are typed, copied and pasted by its own keys", { timeout: 120_000 }, async ({ window }) => {
    const followers = async () => {
      const month = new Date().toISOString().slice(0, 7);
      const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
      const { rows } = await window.data.json<{ rows: Row[] }>(
        ...["kpi", "--client", "Aurora Coffee", "--from", `${month}-01`, "--to", last],
        ...["--by", "total", "--metric", "followers"],
      );
      return rows.filter(({ channel }) => channel !== null).map(({ value }) => value);
    };
    await window.untilStill();
    await window.key("g");
    await window.key("k");
    await window.untilTitle(/^KPIs · Aurora/);
    await window.untilStill();
    await window.key("e");
    await window.untilStill();
    await window.type("412");
    await window.key("Return");
    await until("The number is on disk", async () => (await followers())[0] === 412);
    await window.untilStill();
    await window.key("Up");
    await window.key("ctrl+c");
    for (let i = 0; i < 4; i++) await window.key("Down");
    await window.key("ctrl+v");
    await window.untilStill();
    await window.keep("grid");
    expect(await followers()).toEqual([412, 412]);
  });

  test("cells come from another program and go to it, are filled, taken back and brought back", {
    timeout: 120_000,
  }, async ({ window }) => {
    const [year, month] = [new Date().getFullYear(), new Date().getMonth() + 1];
    const days = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    const first = async (metric: string) => {
      const { rows } = await window.data.json<{ rows: Row[] }>(
        ...["kpi", "--client", "Aurora Coffee", "--from", `${days.slice(0, 7)}-01`, "--to", days],
        ...["--by", "total", "--metric", metric],
      );
      return rows.find(({ channel, value }) => channel !== null && value !== null)?.value ?? null;
    };
    await window.untilStill();
    await window.key("g");
    await window.key("k");
    await window.untilTitle(/^KPIs · Aurora/);
    await window.untilStill();
    await window.key("e");
    await window.untilStill();
    // A cell of two lines, as a spreadsheet quotes it, is one cell and no number; the next is a row below.
    const end = await copyElsewhere(window, '412\r\n"a note\r\nof ""two"" lines"\r\n77\r\n');
    await window.key("ctrl+v");
    await until("What was copied elsewhere is on disk", async () => (await first("reach")) === 77);
    await end();
    expect([await first("followers"), await first("views")]).toEqual([412, null]);
    await window.untilStill();
    await window.keep("grid-pasted");
    await window.key("ctrl+z");
    await until("One undo takes the paste back", async () => (await first("reach")) === null);
    expect(await first("followers")).toBeNull();
    await window.untilStill();
    await window.key("ctrl+shift+z");
    await until("It is brought back", async () => (await first("reach")) === 77);
    await window.untilStill();
    await window.key("Up", "shift+Down", "ctrl+d");
    await until("It is filled down", async () => (await first("views")) === 412);
    await window.untilStill();
    await window.key("ctrl+c");
    expect(await until("It is copied", () => pasteElsewhere(window))).toBe("412\n412");
  });
});

test.describe("without channels", () => {
  test.override({
    options: { prepare: async (data: DataFolder) => void (await data.cli("client", "add", "Aurora Coffee")) },
  });
  test("the page says what comes first", async ({ page }) => {
    await open(page, "2026-10");
    await page.getByText("First add a channel").waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
