import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder } from "./app";
import { exportFile, fileFolder, instagramExport, manyPosts } from "./export-files";
import { looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

const few = [
  {
    id: "17900000000000001",
    published: "03/05/2026 08:24",
    text: "Morning cup",
    views: 1000,
    reach: 700,
    likes: 40,
    comments: 2,
  },
  {
    id: "17900000000000002",
    published: "03/09/2026 19:00",
    text: "Evening cup",
    type: "IG reel",
    views: 2500,
    reach: 2000,
    likes: 10,
    comments: 0,
  },
  { id: "17900000000000003", published: "03/12/2026 12:00", text: "Nobody was asked", views: 30 },
];

interface Listed {
  title: string;
  type: string;
}

/** A client with an Instagram channel and these posts. */
function withPosts(posts: Parameters<typeof instagramExport>[0]): AppOptions {
  return {
    prepare: async (data: DataFolder) => {
      await data.cli("client", "add", "Aurora Coffee");
      await data.cli(
        "channel",
        "add",
        "--client",
        "Aurora Coffee",
        "--platform",
        "instagram",
        "--handle",
        "@aurora.coffee",
      );
      if (posts.length > 0) {
        await data.cli("import", "--client", "Aurora Coffee", await exportFile("march.csv", instagramExport(posts)));
      }
    },
  };
}

const listed = (data: DataFolder) => data.json<Listed[]>("post", "list", "--client", "Aurora Coffee");

/** Opens the page of posts by keys alone. */
async function openPosts(page: Page): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("heading", { level: 1, name: /Posts|Publicaciones/ }).waitFor();
}

/** The same in March 2026, where the posts are; a window that was there before opens there again. */
async function openMarch(page: Page): Promise<void> {
  await openPosts(page);
  const go = page.getByRole("button", { name: /Go to March 2026|Ir a Marzo de 2026/i });
  const post = page.getByRole("row").nth(1);
  await go.or(post).first().waitFor();
  if (await go.isVisible()) await go.press("Enter");
  await post.waitFor();
}

const grid = (page: Page) => page.getByRole("grid");
const titles = (page: Page) =>
  grid(page)
    .locator('[role="gridcell"] [title]', { hasText: /cup|asked/ })
    .allTextContents();

test.describe("on a client without posts", () => {
  test.override({ options: withPosts([]) });

  test("an empty list leads to the imports", async ({ page }) => {
    await openPosts(page);
    await page.getByRole("button", { name: "Import files" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Imports" }).waitFor();
  });
});

test.describe("on a client with three posts", () => {
  test.override({ options: withPosts(few) });

  test("posts are listed with what is known of them, and – for what is not", async ({ page }) => {
    await openMarch(page);
    expect(await grid(page).getByRole("columnheader").allTextContents()).toEqual([
      "",
      "Published",
      "Channel",
      "Type",
      "Title or text",
      "Pillar",
      "Tags",
      "Beside neighbours",
      "Views",
      "Reach",
      "Engagements",
      "Eng. / reach",
      "Likes",
      "Comments",
    ]);
    const cells = await page
      .getByRole("row", { name: /Nobody was asked/ })
      .getByRole("gridcell")
      .allTextContents();
    expect(cells.slice(8)).toEqual(["30", "–", "–", "–", "–", "–"]);
    const morning = await page
      .getByRole("row", { name: /Morning cup/ })
      .getByRole("gridcell")
      .allTextContents();
    expect(morning.slice(8)).toEqual(["1,000", "700", "42", "6.0%", "40", "2"]);
    await page.getByText("3 posts · rate of 2 posts").waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test("a column sorts the largest first, then the smallest, and posts without the number last", async ({ page }) => {
    await openMarch(page);
    const reach = grid(page).getByRole("button", { name: "Reach", exact: true });
    await reach.press("Enter");
    await until(
      "the largest stands first",
      async () => (await titles(page)).join() === "Evening cup,Morning cup,Nobody was asked",
    );
    await reach.press("Enter");
    await until(
      "the smallest stands first",
      async () => (await titles(page)).join() === "Morning cup,Evening cup,Nobody was asked",
    );
  });

  test("words and types find posts", async ({ page }) => {
    await openMarch(page);
    await page.keyboard.press("/");
    await page.keyboard.type("CUP");
    await page.getByText("2 posts", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Type" }).first().press("Enter");
    await page.getByRole("checkbox", { name: "Reel" }).press("Space");
    await page.getByText("1 post", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("nothing like it");
    await page.getByText("No post like that").waitFor();
  });

  test("title and type are changed in place by keys", async ({ page, app }) => {
    await openMarch(page);
    await grid(page).focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Title or text" }).fill("Spring is here");
    await page.keyboard.press("Enter");
    await grid(page).getByText("Spring is here").waitFor();
    await until("the title is on disk", async () =>
      (await listed(app.data)).some(({ title }) => title === "Spring is here"),
    );
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Type" }).selectOption("story");
    await until("the type is on disk", async () => (await listed(app.data)).some(({ type }) => type === "story"));
  });

  test("chosen posts are deleted and come back with undo", async ({ page, app }) => {
    await openMarch(page);
    await grid(page).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 posts chosen").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Delete" }).press("Enter");
    await page.getByText("1 post", { exact: true }).waitFor();
    expect(await listed(app.data)).toHaveLength(1);
    await grid(page).focus();
    await page.keyboard.press("Control+z");
    await page
      .getByRole("search")
      .getByText(/^3 posts/)
      .waitFor();
    await grid(page).focus();
    await page.keyboard.press("Control+a");
    await page.getByText("3 posts chosen").waitFor();
    await page.keyboard.press("Delete");
    await page.getByText("No posts yet").waitFor();
  });

  test("the list is exported as it is filtered", async ({ page, app }) => {
    const path = join(await fileFolder(), "posts.csv");
    await openMarch(page);
    await page.keyboard.press("/");
    await page.keyboard.type("cup");
    await page.getByText("2 posts", { exact: true }).waitFor();
    await page.keyboard.press("Control+e");
    const [dialog] = await until("a dialog", async () => {
      const found = await app.display.windows("Save the list");
      return found.length > 0 && found;
    });
    await app.display.focus(dialog ?? "");
    await app.display.key("ctrl+a");
    await app.display.type(path);
    await app.display.key("Return");
    await page.getByText(`Saved as ${path}`).waitFor();
    const lines = (await readFile(path, "utf8")).trim().split("\r\n");
    expect(lines[0]).toMatch(/Published,Channel,Type,Title,Text,Link,Pillar,Tags,Views,Reach,/);
    expect(lines.slice(1).map((line) => /(\w+) cup/.exec(line)?.[1])).toEqual(["Evening", "Morning"]);
  });
});

test.describe("on a client with a thousand posts", () => {
  test.override({ options: withPosts(manyPosts(1000)) });

  test("the list is scrolled to its end, drawing only what is seen", async ({ page }) => {
    await openMarch(page);
    expect(await grid(page).getAttribute("aria-rowcount")).toBe("1001");
    await grid(page).focus();
    await until("the last row is there", async () => {
      await page.keyboard.press("Control+End");
      return (await page.locator('[role="row"][aria-rowindex="1001"]').count()) === 1;
    });
    expect(await page.getByRole("row").count()).toBeLessThan(80);
  });

  test("posts look right in every look", { timeout: 240_000 }, async ({ app }) => {
    for (const look of looks) await tryScreen(app, "content", look, openMarch);
  });
});
