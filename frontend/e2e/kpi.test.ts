import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder, ServedApp } from "./app";
import { exportFile } from "./export-files";
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

const campaigns: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee");
    const channel = ["channel", "add", "--client", "Aurora Coffee", "--platform"];
    await data.cli(...channel, "google_ads", "--handle", "123-456-7890");
    await data.cli(...channel, "website", "--handle", "aurora.example");
    const ads = `Campaign report
1 October 2026 - 31 October 2026
Campaign status,Campaign,Currency code,Clicks,Impr.,Cost,Conversions,Conv. value
Enabled,Spring shop,EUR,600,"30,000",750.00,40.00,"1,200.00"
Enabled,Office,EUR,200,"9,000",350.00,12.00,300.00
`;
    const site = `# ----------------------------------------
# Campaigns
# 20261001-20261031
# ----------------------------------------

Session campaign,Sessions,Key events
,700,52,Grand total
Spring shop,500,38
Office,200,14
`;
    const put = ["import", "--client", "Aurora Coffee", "--channel"];
    await data.cli(...put, "google_ads:123-456-7890", await exportFile("campaigns.csv", ads));
    await data.cli(...put, "website:aurora.example", await exportFile("site.csv", site));
  },
};

test.describe("with numbers of campaigns", () => {
  test.override({ options: campaigns });

  test("a campaign is judged by its own numbers, and a sale that two claim is not added", async ({ app }) => {
    const look = looks[0] as (typeof looks)[number];
    await tryScreen(app, "target-campaign", look, async (page) => {
      await open(page, "/kpi/targets");
      await page.getByText("Say what the brand is to come to").waitFor();
      const add = async (metric: string, value: string) => {
        await page.getByRole("button", { name: "Add a target" }).first().click();
        const form = page.getByRole("form", { name: "Add a target" });
        await form.getByLabel("Campaign").selectOption("Spring shop");
        await form.getByLabel("Metric").selectOption(metric);
        await form.getByLabel("Target").fill(value);
        await form.getByLabel("Target").press("Enter");
        await form.waitFor({ state: "detached" });
      };
      await add("channel.link_clicks", "1,000");
      const grid = page.getByRole("grid", { name: "Targets" });
      const clicks = grid.getByRole("row").filter({ hasText: "Link clicks" });
      await clicks.getByText("60%").waitFor();
      await clicks.getByText("Spring shop").waitFor();
      await add("channel.conversions", "50");
      const sales = grid.getByRole("row").filter({ hasText: "Conversions" });
      await sales.getByText("No data").waitFor();
      await sales.getByText("counted twice").waitFor();
      await sales.getByText("Conversions").dblclick();
      await page.getByRole("dialog").getByText("count the same sales").waitFor();
      await page.getByRole("dialog").getByText("come by runs of days").waitFor();
    });
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
