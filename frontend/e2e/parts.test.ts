import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder } from "./app";
import { outFolder } from "./paths";
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

/** The last whole month, and its days. */
function lastMonth() {
  const now = new Date();
  const day = (month: number, date: number) =>
    new Date(Date.UTC(now.getFullYear(), month, date)).toISOString().slice(0, 10);
  const from = day(now.getMonth() - 1, 1);
  return { period: from.slice(0, 7), from, to: day(now.getMonth(), 0) };
}

interface Line {
  id: string;
  channel: string;
  part: string[];
  value: number | null;
  values: Record<string, number | null>;
}

test.describe("on the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("a dimension is chosen, a number opens to its file, the reports say which count, and the command line agrees", async ({
    page,
    app,
  }) => {
    const { period, from, to } = lastMonth();
    await open(page, "/kpi/parts", period);
    const grid = page.getByRole("grid", { name: "Breakdowns" });
    await grid.getByText("España").waitFor();
    const told = await app.data.json<{ rows: Line[] }>(
      ...["kpi", "parts", "--client", clientOf(page), "--dimension", "age_gender", "--from", from, "--to", to],
    );
    await page.getByRole("combobox", { name: "Broken down by" }).selectOption("age_gender");
    await grid.getByText("25-34 · Mujeres").waitFor();
    expect(told.rows).toHaveLength(12);
    await until("Each part is a row", async () => (await grid.getByRole("row").count()) === 13);
    for (const { part, value } of told.rows) {
      const row = grid.getByRole("row").filter({ hasText: part.join(" · ") });
      await row
        .getByText(`${value?.toFixed(1)}%`, { exact: true })
        .first()
        .waitFor();
    }
    await grid.getByTitle("Show where this number comes from").first().click();
    await page.getByText(/^Público.*\.csv/).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /report counts/ }).click();
    const drawer = page.getByRole("dialog", { name: "Reports of the period" });
    await drawer.getByRole("cell", { name: /^Público/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await grid.focus();
    await page.keyboard.press("Enter");
    const course = page.getByRole("dialog", { name: /^25-34 · Mujeres$/ });
    await course.locator("figure svg").first().waitFor();
    expect(await course.getByRole("row").count()).toBeGreaterThan(3);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox", { name: "Search the parts" }).fill("65");
    await until("Only the eldest are shown", async () => (await grid.getByRole("row").count()) === 3);
    await page.getByRole("searchbox", { name: "Search the parts" }).fill("nobody");
    await page.getByText("No number fits").waitFor();
  });

  test("campaigns open to ad sets and ads by keyboard, and their sums are those of the command line", async ({
    page,
    app,
  }) => {
    const { period, from, to } = lastMonth();
    await open(page, "/kpi/campaigns", period);
    const grid = page.getByRole("grid", { name: "Campaigns" });
    await grid.getByText("Tienda en línea").first().waitFor();
    const told = await app.data.json<{ ads: Line[]; sites: Line[] }>(
      ...["kpi", "campaigns", "--client", clientOf(page), "--from", from, "--to", to],
    );
    const money = (value: number | null | undefined) =>
      new Intl.NumberFormat("en", { style: "currency", currency: "EUR" }).format(value ?? 0);
    const shown = await grid.getByRole("row").count();
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await grid.getByText("Visitaron la web").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await grid.getByText("Carrusel de cafés").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await until("It is closed again", async () => (await grid.getByRole("row").count()) === shown);
    await page.getByRole("button", { name: "Open all" }).click();
    await until("Each line is a row", async () => (await grid.getByRole("row").count()) === told.ads.length + 1);
    for (const { values } of told.ads) await grid.getByText(money(values.spend), { exact: true }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByText("Website", { exact: true }).click();
    await grid.getByText("boletin-mensual").waitFor();
    for (const { values } of told.sites) {
      await grid
        .getByText((values.sessions ?? 0).toLocaleString("en"), { exact: true })
        .first()
        .waitFor();
    }
    expect(await barriers(page)).toEqual([]);
  });

  for (const look of looks) {
    test(`breakdowns and campaigns fit ${lookName(look)}`, async ({ app }) => {
      const { period } = lastMonth();
      await tryScreen(app, "parts", look, async (page) => {
        await open(page, "/kpi/parts", period);
        await page.locator("[role=grid] [role=gridcell]").first().waitFor();
      });
      await tryScreen(app, "campaigns", look, async (page) => {
        await open(page, "/kpi/campaigns", period);
        await page.getByRole("button", { name: /^(Open|Abrir) (all|todo)$/ }).click();
      });
    });
  }
});

const PAGES = 1000;

/** A client with a website, and a report of a thousand pages. */
const aurora: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee");
    const channel = ["channel", "add", "--client", "Aurora Coffee"];
    await data.cli(...channel, "--platform", "website", "--handle", "aurora.example");
    const path = join(await mkdtemp(join(outFolder("e2e"), "pages-")), "data-export.csv");
    const rows = Array.from({ length: PAGES }, (_, i) => `/cups/${i + 1},${PAGES - i}`);
    const head = [
      "# ----",
      "# Pages",
      "# Property: aurora.example",
      "# ----",
      "# Start date: 20261001",
      "# End date: 20261031",
    ];
    await writeFile(path, [...head, "Page path,Views", ...rows, ""].join("\n"));
    await data.cli("import", "--client", "Aurora Coffee", path);
  },
};

test.describe("with a thousand pages", () => {
  test.override({ options: aurora });

  test("only those that are seen are drawn, and the last is reached by a key", async ({ page }) => {
    await open(page, "/kpi/parts", "2026-10");
    const grid = page.getByRole("grid", { name: "Breakdowns" });
    await grid.getByText("/cups/1", { exact: true }).waitFor();
    await page.getByText("1,000 parts").waitFor();
    expect(await grid.getAttribute("aria-rowcount")).toBe(`${PAGES + 1}`);
    expect(await grid.getByRole("row").count()).toBeLessThan(80);
    await grid.focus();
    await page.keyboard.press("Control+End");
    await grid.getByText(`/cups/${PAGES}`, { exact: true }).waitFor();
    await page.getByRole("searchbox", { name: "Search the parts" }).fill("777");
    await grid.getByText("/cups/777", { exact: true }).waitFor();
    await until("It is found alone", async () => (await grid.getByRole("row").count()) === 2);
  });

  test("a period without a report says so, and a brand without campaigns what they are for", async ({ page }) => {
    await open(page, "/kpi/parts", "2026-08");
    await page.getByText("No report lies in this period").waitFor();
    expect(await barriers(page)).toEqual([]);
    await open(page, "/kpi/campaigns", "2026-10");
    await page.getByText("What each campaign brought for its money").waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
