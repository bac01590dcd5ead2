import { expect } from "vitest";
import { barriers } from "./accessible";
import type { DataFolder } from "./app";
import { exportFile, instagramExport, manyPosts, resultsExport } from "./export-files";
import { giveToDialog } from "./file-dialog";
import { give, openImports } from "./imports-page";
import { pick } from "./pick";
import { looks, tryScreen } from "./screens";
import { test } from "./test";
import { aurora, folderOf, march, two } from "./two-clients";
import { until } from "./until";

interface Row {
  metric: string;
  value: number | null;
}

async function postsOf(data: DataFolder): Promise<number> {
  return (await data.json<unknown[]>("post", "list", "--client", "Aurora Coffee")).length;
}

test.describe("on a client with an Instagram and a Facebook channel", () => {
  test.override({ options: aurora });

  test("a file is looked at, imported and undone without the mouse", async ({ page, app }) => {
    const path = await exportFile("march.csv", instagramExport(march));
    await openImports(page);
    expect(await barriers(page)).toEqual([]);
    await give(page, path);

    const row = page.getByRole("row", { name: /march\.csv/ });
    await row.getByText("Ready").waitFor();
    expect(await row.getByRole("cell").allTextContents()).toEqual(["@aurora.coffee", "2", "0", "0", "0", ""]);
    // One file is opened at once: what feeds what, and the sums to check it by.
    await page.getByRole("region", { name: "Sums of the columns" }).getByText("1,500").waitFor();
    expect(await postsOf(app.data)).toBe(0);
    expect(await barriers(page)).toEqual([]);

    await page.keyboard.press("Control+Enter");
    await row.getByText("Imported").waitFor();
    expect(await postsOf(app.data)).toBe(2);
    const views = await app.data.json<{ rows: Row[] }>(
      "kpi",
      "--client",
      "Aurora Coffee",
      "--from",
      "2026-03-01",
      "--to",
      "2026-03-31",
      "--metric",
      "post.views",
    );
    expect(views.rows.map(({ value }) => value)).toContain(1500);

    const ledger = page.getByRole("grid", { name: "Imports so far" });
    await ledger.getByText("march.csv").waitFor();
    await ledger.focus();
    await page.keyboard.press("Enter");
    const detail = page.getByRole("dialog", { name: "march.csv" });
    await detail.getByRole("button", { name: "Undo this import" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await detail.getByRole("button", { name: "Undo this import" }).press("Enter");
    await detail.getByText(/Undone on/).waitFor();
    expect(await postsOf(app.data)).toBe(0);
    await page.getByRole("button", { name: "Redo", exact: true }).last().press("Enter");
    await detail.getByText("In use").waitFor();
    expect(await postsOf(app.data)).toBe(2);
  });

  test("the same file again adds nothing, and an overlapping one only what is new", async ({ page, app }) => {
    const path = await exportFile("march.csv", instagramExport(march));
    await app.data.cli("import", "--client", "Aurora Coffee", path);
    const later = await exportFile(
      "spring.csv",
      instagramExport([
        { ...march[0], views: 1200 } as (typeof march)[0],
        {
          id: "17900000000000003",
          published: "04/02/2026 10:00",
          text: "April",
          views: 10,
          reach: 9,
          likes: 1,
          comments: 0,
        },
      ]),
    );
    await openImports(page);
    await give(page, path, later);
    await page
      .getByRole("row", { name: /march\.csv/ })
      .getByText("Imported before")
      .waitFor();
    const row = page.getByRole("row", { name: /spring\.csv/ });
    await row.getByText("Ready").waitFor();
    expect((await row.getByRole("cell").allTextContents()).slice(1, 5)).toEqual(["1", "1", "0", "0"]);
    await page.keyboard.press("Control+Enter");
    await row.getByText("Imported").waitFor();
    expect(await postsOf(app.data)).toBe(3);
  });

  test("of the files that ask, one answer leads to the next", async ({ page }) => {
    const paths = await Promise.all(
      ["One.csv", "Two.csv", "Three.csv"].map((name, at) =>
        exportFile(name, resultsExport("Reach", [[`2026-03-0${at + 1}`, 120 + at]])),
      ),
    );
    await openImports(page);
    await give(page, ...paths);
    await page.getByRole("button", { name: "Asking 3" }).press("Enter");
    const asked: (string | null)[] = [];
    await page.getByRole("combobox").first().focus();
    for (let left = 2; left >= 0; left--) {
      asked.push(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null));
      await pick(page, "face");
      await page.getByRole("button", { name: `Ready ${3 - left}` }).waitFor();
    }
    expect(asked.toSorted()).toEqual(["Channel of One.csv", "Channel of Three.csv", "Channel of Two.csv"]);
  });

  test("a file that does not name its network waits for its channel", async ({ page, app }) => {
    const path = await exportFile(
      "Reach.csv",
      resultsExport("Reach", [
        ["2026-03-01", 120],
        ["2026-03-02", 80],
      ]),
    );
    await openImports(page);
    await give(page, path);
    const row = page.getByRole("row", { name: /Reach\.csv/ });
    await row.getByText("Which channel?").waitFor();
    await row.getByRole("combobox", { name: "Channel of Reach.csv" }).focus();
    await page.getByRole("option").first().waitFor();
    expect(await page.getByRole("option").allTextContents()).toEqual([
      "Instagram @aurora.coffee",
      "Facebook Aurora Coffee",
    ]);
    expect(await barriers(page)).toEqual([]);
    await pick(page, "face");
    await row.getByText("Ready").waitFor();
    await page.keyboard.press("Control+Enter");
    await row.getByText("Imported").waitFor();
    const channels = await app.data.json<{ id: string; platform: string }[]>(
      "channel",
      "list",
      "--client",
      "Aurora Coffee",
    );
    const facebook = channels.find(({ platform }) => platform === "facebook");
    const { rows } = await app.data.json<{ rows: (Row & { channel: string | null })[] }>(
      "kpi",
      "--client",
      "Aurora Coffee",
      "--from",
      "2026-03-01",
      "--to",
      "2026-03-01",
      "--metric",
      "channel.reach",
    );
    expect(rows.filter(({ value }) => value !== null)).toMatchObject([{ channel: facebook?.id, value: 120 }]);
  });

  test("wrong files get their sentence and leave the others alone", async ({ page, app }) => {
    const good = await exportFile("march.csv", instagramExport(march));
    const empty = await exportFile("empty.csv", "");
    const picture = await exportFile("photo.csv", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
    const other = await exportFile("stock.csv", "Product,Price\nMug,9\n");
    await openImports(page);
    await give(page, good, empty, picture, other, "/no/such/file.csv");
    await page
      .getByRole("row", { name: /march\.csv/ })
      .getByText("Ready")
      .waitFor();
    expect(await page.getByRole("alert").count()).toBe(4);
    for (const sentence of await page.getByRole("alert").allTextContents()) expect(sentence).toMatch(/^\S.{20,}\.$/);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await page
      .getByRole("row", { name: /march\.csv/ })
      .getByText("Imported")
      .waitFor();
    expect(await postsOf(app.data)).toBe(2);
  });

  test("rows of another account are left out and listed under their reason", async ({ page }) => {
    const guest = { id: "17840000000000999", handle: "guest.baker", name: "Guest Baker" };
    const path = await exportFile(
      "together.csv",
      instagramExport([
        ...march,
        { id: "17900000000000009", published: "03/11/2026 10:00", text: "Together", account: guest, views: 5 },
      ]),
    );
    await openImports(page);
    await give(page, path);
    const left = page.getByRole("region", { name: "Rows left out" });
    await left.getByText("Row 4").waitFor();
    await left.getByText(/guest\.baker/).waitFor();
  });

  test("a file of an account of another name says so before anything is written", async ({ page }) => {
    const other = { id: "17840000000000777", handle: "boreal.tea", name: "Boreal Tea" };
    const path = await exportFile("tea.csv", instagramExport(march.map((post) => ({ ...post, account: other }))));
    await openImports(page);
    await give(page, path);
    const row = page.getByRole("row", { name: /tea\.csv/ });
    await row.getByText("Which channel?").waitFor();
    await row.getByRole("combobox", { name: "Channel of tea.csv" }).focus();
    await pick(page, "aurora");
    await row.getByText("Ready").waitFor();
    await page.getByText(/@boreal\.tea, and the channel is called @aurora\.coffee/).waitFor();
  });

  test("a long import can be stopped and leaves nothing behind", async ({ page, app }) => {
    const path = await exportFile("long.csv", instagramExport(manyPosts(60_000)));
    await openImports(page);
    await give(page, path);
    const row = page.getByRole("row", { name: /long\.csv/ });
    await row.getByText("Ready").waitFor({ timeout: 60_000 });
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped").waitFor();
    await row.getByText("Ready").waitFor({ timeout: 60_000 });
    expect(await postsOf(app.data)).toBe(0);
  });

  test("files dropped on the window are looked at", async ({ page }) => {
    const paths = [
      await exportFile("march.csv", instagramExport(march)),
      await exportFile("Visits.csv", resultsExport("Facebook visits", [["2026-03-01", 5]])),
    ];
    await openImports(page);
    // What the window tells the page when files fall on it.
    await page.evaluate((dropped) => {
      const { runtime } = window as unknown as { runtime: { EventsEmit(name: string, ...data: unknown[]): void } };
      runtime.EventsEmit("wails:file-drop", 200, 200, dropped);
    }, paths);
    for (const name of [/march\.csv/, /Visits\.csv/])
      await page.getByRole("row", { name }).getByText("Ready").waitFor();
    await page.getByText("2 files are ready").waitFor();
  });

  test("files are picked in the system's dialog", async ({ page, app }) => {
    const path = await exportFile("march.csv", instagramExport(march));
    await openImports(page);
    await page.keyboard.press("Control+o");
    await giveToDialog(app, "Choose export files", path);
    await page
      .getByRole("row", { name: /march\.csv/ })
      .getByText("Ready")
      .waitFor();
  });
});

test.describe("on two clients", () => {
  test.override({ options: two });

  test("a folder is placed by account, and what asks is answered, by keys alone", async ({ page, app }) => {
    await openImports(page);
    await give(page, await folderOf(2));
    const tea = page.getByRole("row", { name: /boreal-1\.csv/ });
    await tea.getByText("Ready").waitFor();
    await tea.getByText("Boreal Tea").waitFor();
    // Aurora has no TikTok, and the file names no account.
    const overview = page.getByRole("row", { name: /Overview\.csv/ });
    await overview.getByText("Whose is it?").waitFor();
    expect(await page.getByRole("row").count()).toBeGreaterThanOrEqual(7);
    expect(await page.getByText("notes.pdf").count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await overview.getByRole("combobox").focus();
    await pick(page, "bor");
    await overview.getByRole("button", { name: /Which year/ }).waitFor();
    const year = overview.getByRole("combobox", { name: "Last day of Overview.csv" });
    await year.focus();
    await page.keyboard.type("Until 27 Feb 2025");
    await overview.getByText("Ready").waitFor();
    await page.keyboard.press("Control+Enter");
    await overview.getByText("Imported").waitFor();
    expect(await postsOf(app.data)).toBe(4);
    const { rows } = await app.data.json<{ rows: Row[] }>(
      ...["kpi", "--client", "Boreal Tea", "--from", "2025-02-27", "--to", "2025-02-27", "--metric", "channel.likes"],
    );
    expect(rows.map(({ value }) => value)).toContain(2);
  });

  test("reading a folder can be stopped, and leaves what was read", async ({ page }) => {
    const folder = await folderOf(40);
    await openImports(page);
    await give(page, folder);
    await page.getByRole("row", { name: /Ready/ }).first().waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped").waitFor();
    expect(await page.getByText("Reading").count()).toBe(0);
  });
});

test.describe("with two thousand files", () => {
  test.override({ options: two });

  test("only those that are seen are drawn, keys reach all, and typing goes on", async ({ page }) => {
    const folder = await folderOf(999);
    await openImports(page);
    await give(page, folder);
    const files = page.getByRole("table", { name: "Files on their way in" });
    const first = files.getByRole("button", { name: /^Overview\.csv/ });
    await first.waitFor();
    await page.keyboard.type("/is typed");
    await page.getByRole("button", { name: /^Ready/ }).waitFor();
    expect(await page.getByRole("textbox").first().inputValue()).toBe("/is typed");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    expect(Number(await files.getAttribute("aria-rowcount"))).toBeGreaterThan(2000);
    expect(await page.locator("table tbody tr").count()).toBeLessThan(120);

    await first.focus();
    await page.keyboard.press("End");
    const last = files.getByRole("button", { name: /^boreal-998\.csv/ });
    await until("The last file has the cursor", () => last.evaluate((button) => button === document.activeElement));
    await page.keyboard.press("ArrowUp");
    await until("So has the one before", () =>
      page.evaluate(() => document.activeElement?.textContent?.includes("boreal-997.csv")),
    );
    // What has the cursor stays, however far the list is scrolled.
    await page.evaluate(() => document.querySelector("table")?.closest("section")?.parentElement?.scrollTo(0, 0));
    await first.waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("boreal-997.csv");
    await page.keyboard.press("Home");
    await until("The first has the cursor again", () => first.evaluate((button) => button === document.activeElement));
    await page.getByRole("button", { name: "Stop" }).press("Enter");
    await page.getByText("Stopped").waitFor();
  });
});

test.describe("a long list of two clients", () => {
  test.override({ options: two });

  test("looks right", { timeout: 480_000 }, async ({ app }) => {
    const folder = await folderOf(50);
    for (const look of looks)
      await tryScreen(app, "intake-folder", look, async (page) => {
        await openImports(page);
        await give(page, folder);
        await page.getByRole("button", { name: /^(All|Todos) 102$/ }).waitFor();
        await page.getByRole("button", { name: /^(Reading|Leyendo)/ }).waitFor({ state: "detached" });
      });
  });
});

test.describe("in every look", () => {
  test.override({ options: aurora });

  test("imports look right while there are none", { timeout: 240_000 }, async ({ app }) => {
    for (const look of looks) await tryScreen(app, "intake-empty", look, openImports);
  });

  test("imports look right with files on their way and a ledger", { timeout: 480_000 }, async ({ app }) => {
    const march31 = await exportFile("march.csv", instagramExport(manyPosts(31)));
    await app.data.cli("import", "--client", "Aurora Coffee", march31);
    const files = [
      await exportFile("Mar-01-2026_Mar-31-2026_1234567890.csv", instagramExport(manyPosts(40))),
      await exportFile("Reach.csv", resultsExport("Reach", [["2026-03-01", 120]])),
      await exportFile("stock.csv", "Product,Price\nMug,9\n"),
      march31,
    ];
    for (const look of looks) {
      await tryScreen(app, "intake-ledger", look, async (page) => {
        await openImports(page);
        await page.getByRole("grid").getByText("march.csv").first().waitFor();
        await page.getByRole("grid").focus();
        await page.keyboard.press("Enter");
        await page.getByRole("dialog", { name: "march.csv" }).getByRole("heading", { level: 3 }).first().waitFor();
      });
      await tryScreen(app, "intake-preview", look, async (page) => {
        await openImports(page);
        await give(page, ...files);
        await page.getByRole("combobox").first().waitFor();
        await page.getByRole("button", { name: /Mar-01-2026/, expanded: false }).click();
        await page.getByRole("heading", { level: 3 }).first().waitFor();
      });
    }
  });
});
