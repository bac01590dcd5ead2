import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder, ServedApp } from "./app";
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

interface Row {
  metric: string;
  channel: string | null;
  value: number | null;
}

/** The values of a metric's channels as the command line tells them. */
async function values(app: ServedApp, metric: string, from: string, to: string): Promise<(number | null)[]> {
  const { rows } = await app.data.json<{ rows: Row[] }>(
    ...["kpi", "--client", "Aurora Coffee", "--from", from, "--to", to, "--metric", metric],
  );
  return rows.filter(({ channel }) => channel !== null).map(({ value }) => value);
}

/** Opens a page of the KPIs of October 2026. */
async function open(page: Page, path: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.evaluate((to) => {
    const address = new URL(location.href);
    const search = new URLSearchParams(address.hash.split("?")[1] ?? address.search);
    search.set("period", "2026-10");
    if (address.hash) address.hash = `${to}?${search}`;
    else {
      address.pathname = to;
      address.search = search.toString();
    }
    location.href = address.href;
  }, path);
}

test.describe("with one channel", () => {
  test.override({ options: aurora });

  test("numbers are typed, pasted, taken back and cleared by keyboard alone", async ({ page, app }) => {
    await page.getByRole("navigation").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await page.getByText("See where the brand stands").waitFor();
    await page.keyboard.press("n");
    const entry = page.getByRole("form", { name: "Type a number" });
    await entry.waitFor();
    await open(page, "/kpi/numbers");
    await entry.waitFor();
    await entry.getByLabel("Metric").selectOption("views");
    await entry.getByLabel("Value").focus();
    await page.keyboard.type("1,250");
    await page.keyboard.press("Enter");
    await until(
      "The number is on disk",
      async () => (await values(app, "views", "2026-10-01", "2026-10-31"))[0] === 1250,
    );
    await page.keyboard.type("twelve");
    await page.keyboard.press("Enter");
    await page.getByText("That is no number").waitFor();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "10\r\n\r\n30\r\n");
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await until(
      "The column is on disk",
      async () => (await values(app, "views", "2026-10-01", "2026-10-31"))[0] === 1290,
    );
    expect(await values(app, "views", "2026-10-03", "2026-10-03")).toEqual([null]);
    await page.keyboard.press("Escape");
    await page.getByRole("grid", { name: "Numbers" }).focus();
    await page.keyboard.press("Delete");
    await until(
      "The newest is cleared",
      async () => (await values(app, "views", "2026-10-01", "2026-10-31"))[0] === 1260,
    );
    await page.keyboard.press("Control+z");
    await until("It is back", async () => (await values(app, "views", "2026-10-01", "2026-10-31"))[0] === 1290);
    expect(await barriers(page)).toEqual([]);
  });

  test("a target is added and its row opens to where the number comes from", async ({ page, app }) => {
    await app.data.cli("version");
    await open(page, "/kpi/numbers");
    const entry = page.getByRole("form", { name: "Type a number" });
    await entry.getByLabel("Metric").selectOption("followers");
    await entry.getByLabel("Value").fill("1100");
    await page.keyboard.press("Enter");
    await until(
      "The number is on disk",
      async () => (await values(app, "followers", "2026-10-01", "2026-10-31"))[0] === 1100,
    );
    await page.getByRole("link", { name: "Targets" }).click();
    await page.getByText("Say what the brand is to come to").waitFor();
    await page.keyboard.press("a");
    const form = page.getByRole("form", { name: "Add a target" });
    await form.getByLabel("Metric").selectOption("channel.followers");
    await form.getByLabel("Baseline").fill("1000");
    await form.getByLabel("Target").fill("1,200");
    await page.keyboard.press("Enter");
    const row = page.getByRole("grid", { name: "Targets" }).getByRole("row").nth(1);
    await row.getByText("1,200").first().waitFor();
    await row.getByText("50%").first().waitFor();
    await page.getByRole("link", { name: "Scorecard" }).click();
    const card = page.getByRole("grid", { name: "Scorecard" });
    await card.getByText("Followers").first().waitFor();
    await card.focus();
    await page.keyboard.press("Enter");
    const passport = page.getByRole("dialog");
    await passport.getByText("Where this number comes from").waitFor();
    await passport.getByText("Typed by hand").waitFor();
    await passport.getByText("Europe/Madrid").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await passport.waitFor({ state: "detached" });
  });
});

test.describe("with a target that repeats", () => {
  test.override({ options: aurora });

  test("each month is judged on its own, and a change leaves the months before as they were", async ({ page, app }) => {
    await app.data.cli("version");
    await open(page, "/kpi/targets");
    await page.getByText("Say what the brand is to come to").waitFor();
    await page.keyboard.press("a");
    const form = page.getByRole("form", { name: "Add a target" });
    await form.getByLabel("Metric").selectOption("channel.views");
    await form.getByLabel("Target").fill("20");
    await form.getByLabel("Repeats").selectOption("month");
    await form.getByText("the next begins the day after").waitFor();
    await form.getByLabel("Curve").selectOption("months");
    await form.getByLabel("Dec").fill("6");
    await form.getByRole("button", { name: "Shape of 2025" }).click();
    await form.getByText("Not every month of 2025 has numbers").waitFor();
    await form.getByLabel("Target").press("Enter");
    const row = page.getByRole("grid", { name: "Targets" }).getByRole("row").nth(1);
    await row.getByText("20").first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("grid", { name: "Targets" }).focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog");
    await drawer.getByText("Repetitions").waitFor();
    await drawer.getByRole("button", { name: "Edit the target" }).click();
    const edit = drawer.getByRole("form", { name: "Edit the target" });
    await edit.getByRole("radio", { name: /^From / }).waitFor();
    await edit.getByLabel("Target").fill("30");
    await edit.getByLabel("Target").press("Enter");
    await edit.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await until(
      "There are two targets",
      async () => (await page.getByRole("grid", { name: "Targets" }).getByRole("row").count()) === 3,
    );
    expect(await barriers(page)).toEqual([]);
  });
});

test.describe("on the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  for (const look of looks) {
    test(`the pages are sound in ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "scorecard", look, async (page) => {
        await open(page, "/kpi");
        await page
          .getByRole("grid", { name: /^(Scorecard|Cuadro de mando)$/ })
          .getByRole("gridcell")
          .nth(30)
          .waitFor();
      });
      await tryScreen(app, "passport", look, async (page) => {
        await open(page, "/kpi");
        await page
          .getByRole("grid", { name: /^(Scorecard|Cuadro de mando)$/ })
          .getByRole("gridcell")
          .nth(30)
          .waitFor();
        await page.getByRole("grid", { name: /^(Scorecard|Cuadro de mando)$/ }).focus();
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").getByRole("img").locator("svg").first().waitFor();
        await page.getByRole("dialog").getByText("Europe/").first().waitFor();
      });
      await tryScreen(app, "numbers", look, async (page) => {
        await open(page, "/kpi/numbers");
        await page
          .getByRole("grid", { name: /^(Numbers|Números)$/ })
          .getByRole("gridcell")
          .nth(30)
          .waitFor();
      });
      await tryScreen(app, "targets", look, async (page) => {
        await open(page, "/kpi/targets");
        await page
          .getByRole("grid", { name: /^(Targets|Objetivos)$/ })
          .getByRole("gridcell")
          .nth(30)
          .waitFor();
      });
      await tryScreen(app, "target", look, async (page) => {
        await open(page, "/kpi/targets");
        const grid = page.getByRole("grid", { name: /^(Targets|Objetivos)$/ });
        await grid.getByRole("gridcell").nth(30).waitFor();
        await grid.focus();
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").getByRole("img").locator("svg").first().waitFor();
      });
      await tryScreen(app, "target-form", look, async (page) => {
        await open(page, "/kpi/targets");
        await page
          .getByRole("grid", { name: /^(Targets|Objetivos)$/ })
          .getByRole("gridcell")
          .nth(30)
          .waitFor();
        await page.keyboard.press("a");
        const form = page.getByRole("form", { name: /^(Add a target|Añadir un objetivo)$/ });
        await form.getByLabel(/^(Repeats|Se repite)$/).selectOption("quarter");
        const curve = form.getByLabel(/^(Curve|Curva)$/);
        await curve.first().selectOption("months");
        await form.getByRole("textbox").last().fill("4");
      });
    }, 180_000);
  }
});
