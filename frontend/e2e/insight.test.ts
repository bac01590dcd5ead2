import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder, ServedApp } from "./app";
import { exportFile, fileFolder, instagramExport } from "./export-files";
import { sampleAgency } from "./sample";
import { looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

/** Six posts on Tuesdays at nine that did well, two on Thursdays at noon that did not. */
const posts = Array.from({ length: 8 }, (_, at) => ({
  id: String(17_900_000_000_000_001n + BigInt(at)),
  published:
    at < 6
      ? `${["03/03", "03/10", "03/17", "03/24", "03/31", "03/03"][at]}/2026 09:2${at}`
      : `03/0${at - 1}/2026 12:30`,
  text: at < 6 ? `Morning cup ${at}` : `Noon cup ${at}`,
  views: at < 6 ? 1000 : 100,
  reach: at < 6 ? 500 : 80,
  likes: at < 6 ? 50 + at : 2,
  comments: 0,
}));

const aurora: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee", "--timezone", "Europe/Madrid");
    const channel = ["--client", "Aurora Coffee", "--platform", "instagram", "--handle", "@aurora.coffee"];
    await data.cli("channel", "add", ...channel);
    await data.cli("import", "--client", "Aurora Coffee", await exportFile("march.csv", instagramExport(posts)));
  },
};

const empty: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee");
  },
};

/** Opens a page of the section in a period. */
async function open(page: Page, path: string, period: string): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.evaluate(
    ([to, span]) => {
      const search = new URLSearchParams(location.hash.split("?")[1] ?? "");
      search.set("period", span as string);
      for (const key of ["only", "metric", "by"]) search.delete(key);
      location.hash = `${to}?${search}`;
    },
    [path, period],
  );
}

/** Names the file in the system's dialog. */
async function saveAs(app: ServedApp, path: string): Promise<void> {
  const [dialog] = await until("a dialog", async () => {
    const found = await app.display.windows("Save the list");
    return found.length > 0 && found;
  });
  await app.display.focus(dialog ?? "");
  await app.display.key("ctrl+a");
  await app.display.type(path);
  await app.display.key("Return");
}

const told = <T>(data: DataFolder, command: string, ...more: string[]) =>
  data.json<T>("post", command, "--client", "Aurora Coffee", "--from", "2026-03-01", "--to", "2026-03-31", ...more);

test.describe("on a client with eight posts", () => {
  test.override({ options: aurora });

  test("the best hour is named, and its cell opens its posts by keys alone", async ({ page, app }) => {
    await open(page, "/content/times", "2026-03");
    await page.getByText("Tuesday 09:00", { exact: true }).waitFor();
    const week = page.getByRole("grid", { name: "Engagements by weekday and hour" });
    const best = week.getByTitle(/^Tuesday 09:00: median 52.5, mean 52.5, 6 posts, usable/);
    await best.waitFor();
    expect(await best.innerText()).toMatch(/52\.5\s+n 6/);
    await week.getByTitle(/^Thursday 12:00: 2 of 1 post, anecdote/).waitFor();
    const found = await told<{ hours: { weekday: number; hour: number; median: number; posts: number }[] }>(
      app.data,
      "times",
    );
    expect(found.hours.find(({ weekday }) => weekday === 2)).toMatchObject({ hour: 9, median: 52.5, posts: 6 });
    expect(await barriers(page)).toEqual([]);

    await week.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page
      .getByRole("search")
      .getByText(/^6 posts/)
      .waitFor();
    await page.getByRole("button", { name: "Weekday Tuesday" }).waitFor();
    await page.getByRole("button", { name: "Hour 09:00" }).waitFor();
    await page.goBack();
    await best.waitFor();
  });

  test("another metric is a choice, and the week is put out as it is shown", async ({ page, app }) => {
    const path = join(await fileFolder(), "times.csv");
    await open(page, "/content/times", "2026-03");
    await page.getByRole("combobox", { name: "Compared by" }).selectOption("reach");
    await page.getByRole("grid", { name: "Reach by weekday and hour" }).waitFor();
    await page.keyboard.press("Control+e");
    await saveAs(app, path);
    await page.getByText(`Saved as ${path}`).waitFor();
    const lines = (await readFile(path, "utf8")).trim().split("\r\n");
    expect(lines[0]).toContain("Weekday,Hour (Europe/Madrid),Posts,Sample,Median per post: Reach,Mean: Reach");
    expect(lines[1]).toBe("Tuesday,09:00,6,usable,500,");
  });

  test("tags are added up, opened and put out in the order that is shown", async ({ page, app }) => {
    const path = join(await fileFolder(), "tags.csv");
    await open(page, "/content/groups", "2026-03");
    await page.getByText("No post of this period has a tag").waitFor();
    await page.getByRole("button", { name: "Go to the posts" }).press("Enter");
    const list = page.getByRole("grid", { name: "Posts" });
    await list.getByText("Noon cup 7").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("noon");
    await page
      .getByRole("search")
      .getByText(/^2 posts/)
      .waitFor();
    await list.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("t");
    const form = page.getByRole("form", { name: "Tags and pillar…" });
    await form.getByRole("combobox", { name: "Put tags on" }).fill("Lunch");
    await page.keyboard.press("Enter");
    await form.getByRole("button", { name: "Apply" }).press("Enter");
    await page.getByText("2 posts changed.").waitFor();
    await page.getByRole("button", { name: "Clear", exact: true }).last().press("Enter");
    await page
      .getByRole("search")
      .getByText(/^8 posts/)
      .waitFor();

    await page.getByRole("link", { name: "Tags and pillars" }).press("Enter");
    const report = page.getByRole("grid", { name: "Posts by tag" });
    const lunch = report.getByRole("row", { name: /Lunch/ });
    await lunch.waitFor();
    expect(await lunch.getByRole("gridcell").nth(2).innerText()).toBe("25.0%");
    expect(await report.getByRole("row").nth(1).innerText()).toContain("All posts");
    expect(await barriers(page)).toEqual([]);
    const found = await told<{ groups: { name: string; sums: Record<string, number> }[] }>(app.data, "groups");
    expect(found.groups.find(({ name }) => name === "Lunch")?.sums.views).toBe(200);

    await report.getByRole("button", { name: "Tag", exact: true }).press("Enter");
    await until("names stand in their order", async () =>
      (await report.getByRole("row").nth(2).innerText()).includes("Lunch"),
    );
    await page.keyboard.press("Control+e");
    await saveAs(app, path);
    await page.getByText(`Saved as ${path}`).waitFor();
    const lines = (await readFile(path, "utf8")).trim().split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["Lunch", "Without tags", "All posts"]);

    await report.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page
      .getByRole("search")
      .getByText(/^2 posts/)
      .waitFor();
    await page.getByRole("button", { name: "Tags Lunch" }).waitFor();
  });
});

test.describe("on a client without posts", () => {
  test.override({ options: empty });

  test("both pages lead to the imports", async ({ page }) => {
    for (const path of ["/content/times", "/content/groups"]) {
      await open(page, path, "2026-03");
      await page.locator(`[data-status="active"][href*="${path}"]`).waitFor();
      await page.getByRole("button", { name: "Import files" }).waitFor();
      expect(await barriers(page)).toEqual([]);
    }
  });
});

test.describe("with the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("best times look right in every look", { timeout: 240_000 }, async ({ app }) => {
    for (const look of looks) {
      await tryScreen(app, "content-times", look, async (page) => {
        await open(page, "/content/times", "2026");
        await page.getByRole("grid").getByRole("gridcell").first().waitFor();
      });
    }
  });

  test("tags and pillars look right in every look", { timeout: 240_000 }, async ({ app }) => {
    for (const look of looks) {
      await tryScreen(app, "content-groups", look, async (page) => {
        await open(page, "/content/groups", "2026-10");
        await page.getByRole("grid").getByRole("gridcell").first().waitFor();
      });
    }
  });
});
