import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { AppOptions, DataFolder, ServedApp } from "./app";
import { sampleAgency } from "./sample";
import { lookName, looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

interface Entry {
  kind: string;
  quantity: number;
  sentiment: string | null;
  topics: string[];
  text: string;
  author: string;
}

const aurora: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee");
    const channel = ["channel", "add", "--client", "Aurora Coffee"];
    await data.cli(...channel, "--platform", "instagram", "--handle", "@aurora.coffee");
    await data.cli(...channel, "--platform", "facebook", "--handle", "Aurora");
  },
};

/** What the log holds, by the command line. */
async function logged(app: ServedApp): Promise<Entry[]> {
  return (await app.data.json<{ rows: Entry[] }>("log", "list")).rows;
}

/** Waits until the log holds what is looked for. */
async function untilLogged(app: ServedApp, what: string, fits: (rows: Entry[]) => boolean): Promise<void> {
  await until(what, async () => fits(await logged(app)));
}

/** Opens the page by keyboard and waits for its line. */
async function open(page: Page) {
  await page.getByRole("navigation").first().waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  const line = page.getByRole("textbox", { name: "Log what you did" });
  await line.waitFor();
  return line;
}

const list = (page: Page) => page.getByRole("grid", { name: "Activity log" });
const row = (page: Page, text: string) => list(page).getByRole("row").filter({ hasText: text });

test.describe("with two channels", () => {
  test.override({ options: aurora });

  test("the log is kept by keyboard alone", async ({ page, app }) => {
    const line = await open(page);
    await page.getByText("Nothing logged yet").waitFor();
    expect(await barriers(page)).toEqual([]);

    // One line, read while it is typed.
    await page.keyboard.press("n");
    await page.keyboard.type("ig reply 35 + #price #shipping 12m @maria thanks for asking");
    const understood = page.getByRole("list", { name: "What was understood" });
    await understood.getByText("@aurora.coffee").waitFor();
    await understood.getByText("× 35").waitFor();
    await page.keyboard.press("Enter");
    await untilLogged(app, "The entry is on disk", (rows) => rows.length === 1);
    expect((await logged(app))[0]).toMatchObject({
      kind: "reply",
      quantity: 35,
      sentiment: "positive",
      topics: ["price", "shipping"],
      author: "@maria",
      text: "thanks for asking",
    });
    await row(page, "thanks for asking").waitFor();

    // What was used last stands for what is not said; then once more; then a line from before.
    await page.keyboard.type("- too expensive");
    await page.keyboard.press("Enter");
    await untilLogged(app, "The second entry is on disk", (rows) => rows.length === 2);
    expect((await logged(app))[0]).toMatchObject({ kind: "reply", quantity: 1, sentiment: "negative" });
    await until("The line is empty", async () => (await line.inputValue()) === "");
    await page.keyboard.press("Control+Enter");
    await untilLogged(app, "The third entry is on disk", (rows) => rows.length === 3);
    await page.keyboard.press("ArrowUp");
    expect(await line.inputValue()).toBe("- too expensive");
    await page.keyboard.press("ArrowUp");
    expect(await line.inputValue()).toContain("ig reply 35");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");

    // A platform with no account is text; a kind that nobody named is asked for.
    await page.keyboard.press("Control+z");
    await untilLogged(app, "The repeated entry is undone", (rows) => rows.length === 2);

    // A cell is edited in place.
    await list(page).focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await list(page).getByRole("combobox", { name: "Kind" }).selectOption("review");
    await untilLogged(app, "The kind is changed", (rows) => rows[0]?.kind === "review");
    await list(page).getByRole("combobox").waitFor({ state: "detached" });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.type("7");
    await page.keyboard.press("Enter");
    await untilLogged(app, "The quantity is changed", (rows) => rows[0]?.quantity === 7);
  });

  test("chosen entries are changed and deleted at once, and undone", async ({ page, app }) => {
    for (const text of ["one", "two", "three"]) {
      await app.data.cli("log", "add", "--channel", "@aurora.coffee", "--kind", "comment", "--topic", "hours", text);
    }
    await open(page);
    await row(page, "three").waitFor();
    await list(page).focus();
    await page.keyboard.press("Control+a");
    await page.getByText("3 entries chosen").waitFor();
    await page.getByRole("button", { name: "Sentiment", exact: true }).last().click();
    await page.getByRole("menuitem", { name: "Positive" }).click();
    await untilLogged(app, "All are positive", (rows) => rows.every(({ sentiment }) => sentiment === "positive"));
    await page.getByRole("textbox", { name: "Add topics" }).fill("opening, weekend");
    await page.keyboard.press("Enter");
    await untilLogged(app, "All have the topics", (rows) => rows.every(({ topics }) => topics.length === 3));
    await list(page).focus();
    await page.getByRole("button", { name: "Delete" }).first().click();
    await untilLogged(app, "All are deleted", (rows) => rows.length === 0);
    await page.getByText("Nothing logged yet").waitFor();
    await page.getByRole("button", { name: "Undo" }).first().click();
    await untilLogged(app, "All are back", (rows) => rows.length === 3);

    // A topic is renamed into another one.
    await page.getByRole("button", { name: "Topics", exact: true }).first().click();
    const topics = page.getByRole("grid", { name: "Topics" });
    await topics.getByText("weekend").dblclick();
    await page.keyboard.type("hours");
    await page.keyboard.press("Enter");
    await untilLogged(app, "The topics are one", (rows) =>
      rows.every(({ topics: names }) => names.join() === "hours,opening"),
    );
    expect(await barriers(page)).toEqual([]);
  });

  test("a filter and a search leave what fits", async ({ page, app }) => {
    for (const [kind, text] of [
      ["comment", "¿Cuánto cuesta el envío a Málaga?"],
      ["review", "Great coffee"],
      ["comment", "Opening hours?"],
    ]) {
      await app.data.cli("log", "add", "--channel", "@aurora.coffee", "--kind", kind ?? "", text ?? "");
    }
    await open(page);
    await row(page, "Great coffee").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("envio malaga");
    await until("One row is found", async () => (await list(page).getByRole("row").count()) === 2);
    expect(await list(page).locator("mark").allTextContents()).toEqual(["envío", "Málaga"]);
    await page.keyboard.press("Escape");
    await row(page, "Great coffee").waitFor();
    await page.getByRole("button", { name: "Kind", exact: true }).first().click();
    await page.getByRole("checkbox", { name: "Review" }).check();
    await page.keyboard.press("Escape");
    await until("The reviews are left", async () => (await list(page).getByRole("row").count()) === 2);
    await page.getByText("1 entry", { exact: true }).waitFor();
  });

  test("an entry opens with all its fields and its history", async ({ page, app }) => {
    await app.data.cli("log", "add", "--channel", "@aurora.coffee", "--kind", "comment", "How much?");
    await open(page);
    await row(page, "How much?").waitFor();
    await list(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    const detail = page.getByRole("complementary", { name: "Entry" });
    await detail.getByRole("textbox", { name: "Answer", exact: true }).fill("Four euros");
    await detail.getByRole("textbox", { name: "Received" }).fill("2026-01-31 14:05");
    await detail.getByRole("textbox", { name: "Answered" }).fill("31/1");
    await page.keyboard.press("Tab");
    await detail.getByText("Write it as 31 Oct 2026 14:05.").waitFor();
    await detail.getByRole("textbox", { name: "Answered" }).fill("14:35");
    await page.keyboard.press("Tab");
    await detail.getByText("First answer after 30 min").waitFor();
    await detail.getByText("How much?").first().waitFor();
    const history = detail.getByRole("list", { name: "History" }).getByRole("listitem");
    await until("Each change stands in the history", async () => (await history.count()) > 3);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await detail.waitFor({ state: "detached" });
  });

  test("rows of a spreadsheet are pasted, shown and logged", async ({ page, app }) => {
    await open(page);
    await page.keyboard.press("Control+Shift+v");
    const field = page.getByRole("textbox", { name: "Rows from a spreadsheet" });
    await field.fill(
      "Fecha\tCanal\tTipo\tCantidad\tTexto\n03/04/2026\taurora\tcomentario\t3\tGracias\n04/05/2026\t@nobody\treseña\t1\tBien\n",
    );
    await page.getByText("There is no channel “@nobody”.").waitFor();
    await page.getByRole("combobox", { name: "Dates such as 03/04/2026" }).selectOption("dmy");
    await page.getByText("1 row cannot be logged").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Log 1 entry" }).click();
    await untilLogged(app, "The pasted entry is on disk", (rows) => rows.length === 1);
    expect((await logged(app))[0]).toMatchObject({ kind: "comment", quantity: 3, text: "Gracias", day: "2026-04-03" });
  });
});

test.describe("on the sample agency", () => {
  test.override({ options: { from: sampleAgency } });

  test("any place of a long list is reached at once, changed and chosen there", async ({ page }) => {
    await open(page);
    await page.goto(`${new URL(page.url()).origin}/#/community?period=2000-01-01..2099-12-31`);
    const entries = () => list(page).getAttribute("aria-rowcount").then(Number);
    await until("The whole list is measured", async () => (await entries()) > 600);
    const last = await entries();
    const rowAt = (index: number) => list(page).locator(`[role="row"][aria-rowindex="${index}"]:not([aria-busy])`);

    await list(page).focus();
    await page.keyboard.press("Control+End");
    await rowAt(last).waitFor();
    expect(await list(page).getByRole("row").count()).toBeLessThan(80);
    await list(page).evaluate((grid) => {
      grid.scrollTop = grid.scrollHeight / 2;
    });
    await rowAt(Math.round(last / 2)).waitFor();

    await list(page).focus();
    await page.keyboard.press("Control+Home");
    await rowAt(2).waitFor();
    await page.keyboard.press("Control+Shift+End");
    await page.getByText(`${(last - 1).toLocaleString("en-GB")} entries chosen`).waitFor();
    await page.keyboard.press("Escape");

    const oldest = (await rowAt(last).getByRole("gridcell").nth(1).textContent()) ?? "";
    await page.keyboard.press("Home");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.type("77");
    await page.keyboard.press("Enter");
    await rowAt(last).getByRole("gridcell", { name: "77", exact: true }).waitFor();
    expect(await rowAt(last).getByRole("gridcell").nth(1).textContent()).toBe(oldest);

    await page
      .getByRole("textbox", { name: "Go to day" })
      .fill(new Date(Date.parse(`${oldest.split(",").slice(0, 2).join()} UTC`)).toISOString().slice(0, 10));
    await page.keyboard.press("Enter");
    await rowAt(last).waitFor();
    await page.getByRole("textbox", { name: "Log what you did" }).focus();
  });

  for (const look of looks) {
    test(`fits and reads well in ${lookName(look)}`, async ({ app }) => {
      await tryScreen(app, "community", look, async (page, { size }) => {
        await page.getByRole("navigation").first().waitFor();
        await page.keyboard.press("g");
        await page.keyboard.press("c");
        await page.getByRole("grid").waitFor();
        await page.getByRole("row").nth(1).waitFor();
        if (size.width > 1200) await page.getByText(/Top topics|Temas principales/).waitFor();
      });
    });
  }
});
