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
    await data.cli("client", "add", "Borealis Tea");
    await data.cli(
      "channel",
      "add",
      "--client",
      "Aurora Coffee",
      "--platform",
      "website",
      "--handle",
      "aurora.example",
    );
  },
};

interface Row {
  metric: string;
  channel: string | null;
  unit: string;
  value: number | null;
}

/** The value of a metric of the whole brand in October 2026, undefined where the command line does not know it. */
async function value(app: ServedApp, metric: string): Promise<number | null | undefined> {
  const { rows } = await app.data.json<{ rows: Row[] }>(
    ...["kpi", "--client", "Aurora Coffee", "--from", "2026-10-01", "--to", "2026-10-31"],
  );
  return rows.find((row) => row.metric === metric && row.channel === null)?.value;
}

/** Opens a page of the KPIs of October 2026. */
async function open(page: Page, path: string, client?: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.evaluate(
    ([to, name]) => {
      const address = new URL(location.href);
      const search = new URLSearchParams(address.hash.split("?")[1] ?? address.search);
      search.set("period", "2026-10");
      if (name) search.set("client", name);
      if (address.hash) address.hash = `${to}?${search}`;
      else {
        address.pathname = to ?? "";
        address.search = search.toString();
      }
      location.href = address.href;
    },
    [path, client],
  );
}

/** Types a number of October by the page's own line. */
async function type(page: Page, metric: string, text: string): Promise<void> {
  const entry = page.getByRole("form", { name: "Type a number" });
  await entry.getByLabel("Metric").selectOption(metric);
  await entry.getByLabel("Value").fill(text);
  await page.keyboard.press("Enter");
  await entry.getByRole("button", { name: "Save" }).and(page.locator(":not([data-loading])")).waitFor();
  await page.getByText(`${text} saved`).first().waitFor();
}

test.describe("with one website", () => {
  test.override({ options: aurora });

  test("a count and a formula over it are defined, worked out, changed and taken back by keyboard alone", async ({
    page,
    app,
  }) => {
    await open(page, "/kpi/metrics");
    await page.getByRole("grid", { name: "Metrics" }).waitFor();
    await page.keyboard.press("a");
    const form = page.getByRole("form", { name: "Add a metric" });
    await form.waitFor();
    await page.keyboard.type("Shop visits");
    await page.keyboard.press("Enter");
    const panel = page.getByRole("complementary", { name: "Shop visits" });
    await panel.waitFor();
    await page.keyboard.press("Escape");

    await open(page, "/kpi/numbers");
    await type(page, "shop_visits", "40");
    await type(page, "link_clicks", "160");
    await until("The count is on disk", async () => (await value(app, "shop_visits")) === 40);

    await page.getByRole("link", { name: "Metrics" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("grid", { name: "Metrics" }).waitFor();
    await page.keyboard.press("a");
    await form.waitFor();
    await page.keyboard.type("Visit rate");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Form");
    const formula = form.getByRole("combobox", { name: "Formula" });
    await formula.waitFor();
    await formula.focus();
    await page.keyboard.type("shop");
    await page.getByRole("option", { name: /shop_visits/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type(" / link");
    await page.getByRole("option", { name: "link_clicks Link clicks", exact: true }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type(" + spend");
    await page.getByText(/cannot be added/).waitFor();
    for (let i = 0; i < " + spend".length; i++) await page.keyboard.press("Backspace");
    await page.keyboard.type(" * 100");
    await page.getByText(/Gives %\. .*: 25\.00/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Visit rate" }).waitFor();
    await until("The formula is worked out", async () => (await value(app, "visit_rate")) === 25);

    const saved = page.getByRole("complementary").getByRole("combobox", { name: "Formula" });
    await saved.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("shop_visits / (link_clicks + 40) * 100");
    await page.keyboard.press("Enter");
    await until("The change is worked out", async () => (await value(app, "visit_rate")) === 20);
    expect(await barriers(page)).toEqual([]);

    await page.getByRole("complementary").getByLabel("Copy to a client…").focus();
    await page.keyboard.type("Bor");
    await page.getByText("2 metrics copied to Borealis Tea").waitFor();

    await page.keyboard.press("Escape");
    const grid = page.getByRole("grid", { name: "Metrics" });
    await grid.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Delete");
    await page.getByText("Shop visits is part of the formula of Visit rate. Take it out of there first.").waitFor();
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Delete");
    await until("The formula is gone", async () => (await value(app, "visit_rate")) === undefined);
    await grid.focus();
    await page.keyboard.press("Control+z");
    await until("It is back", async () => (await value(app, "visit_rate")) === 20);
  });

  test("a goal gives conversions a value, and the passport says what was assumed", async ({ page, app }) => {
    await open(page, "/kpi/numbers");
    await type(page, "conversions", "12");
    await open(page, "/kpi/metrics");
    await page.getByRole("grid", { name: "Metrics" }).waitFor();
    await page.keyboard.press("v");
    const form = page.getByRole("form", { name: "Add a goal" });
    await form.waitFor();
    await page.keyboard.type("Sale");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("45.50");
    await page.keyboard.press("Enter");
    await page.getByRole("grid", { name: "Conversion goals" }).waitFor();
    await until("Conversions have a value", async () => (await value(app, "conversion_value")) === 546);
    await open(page, "/kpi");
    const row = page.getByRole("row", { name: /Conversion value/ }).first();
    await row.getByTitle("Where this number comes from").click();
    await page.getByText("Sale: €45.50 each × 12 conversions").waitFor();
  });
});

test.describe("with the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  for (const look of looks) {
    test(`the dictionary holds in ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "metrics", look, async (page) => {
        await open(page, "/kpi/metrics");
        await page
          .getByRole("grid", { name: /^(Metrics|Métricas)$/ })
          .getByRole("gridcell")
          .nth(30)
          .waitFor();
      });
      await tryScreen(app, "metrics-new", look, async (page) => {
        await open(page, "/kpi/metrics");
        const grid = page.getByRole("grid", { name: /^(Metrics|Métricas)$/ });
        await grid.getByRole("gridcell").nth(30).waitFor();
        await page.keyboard.press("v");
        await page.getByRole("form", { name: /^(Add a goal|Añadir un objetivo)$/ }).waitFor();
        await page.keyboard.press("Escape");
        await grid.focus();
        await page.keyboard.press("a");
        const form = page.getByRole("form", { name: /^(Add a metric|Añadir una métrica)$/ });
        await form.waitFor();
        await form.getByLabel(/^(Kind|Tipo)$/).selectOption("ratio");
        await form.getByRole("combobox", { name: /^(Formula|Fórmula)$/ }).focus();
        await page.keyboard.type("engagements / views * 100 + vi");
        await page.getByRole("listbox").getByRole("option").first().waitFor();
      });
      await tryScreen(app, "metrics-panel", look, async (page) => {
        await open(page, "/kpi/metrics");
        const grid = page.getByRole("grid", { name: /^(Metrics|Métricas)$/ });
        await grid.getByRole("gridcell").nth(30).waitFor();
        await grid.focus();
        await page.keyboard.press("v");
        await page.getByRole("form", { name: /^(Add a goal|Añadir un objetivo)$/ }).waitFor();
        await page.keyboard.type("Order");
        await page.keyboard.press("Tab");
        await page.keyboard.type("purchase");
        await page.keyboard.press("Tab");
        await page.keyboard.type("45");
        await page.keyboard.press("Enter");
        await page.getByRole("grid", { name: /^(Conversion goals|Objetivos de conversión)$/ }).waitFor();
        await grid.focus();
        await page.keyboard.press("a");
        const form = page.getByRole("form", { name: /^(Add a metric|Añadir una métrica)$/ });
        await form.waitFor();
        await page.keyboard.type("Liked views");
        await form.getByLabel(/^(Kind|Tipo)$/).selectOption("ratio");
        await form.getByRole("combobox", { name: /^(Formula|Fórmula)$/ }).focus();
        await page.keyboard.type("likes / views * 100");
        await page.getByText(/^(Gives|Da) %/).waitFor();
        await page.keyboard.press("Enter");
        await page.getByRole("complementary").last().waitFor();
      });
    }, 180_000);
  }
});
