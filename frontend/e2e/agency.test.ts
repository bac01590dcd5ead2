import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { DataFolder } from "./app";
import { giveToDialog } from "./file-dialog";
import { lookName, looks, tryScreen } from "./screens";
import { test } from "./test";
import { until } from "./until";

interface Client {
  id: string;
  name: string;
  slug: string;
  currency: string;
  language: string;
}

interface Channel {
  brand: string;
  platform: string;
  handle: string;
}

/** A client with a brand and two channels. */
async function alba(data: DataFolder) {
  await data.cli("client", "add", "Alba");
  await data.cli("channel", "add", "--client", "alba", "--platform", "instagram", "--handle", "@alba");
  await data.cli("channel", "add", "--client", "alba", "--platform", "facebook", "--handle", "Alba Cafés");
}

/** Goes to a section of the frame by its name. */
const goTo = (page: Page, section: string) =>
  page.getByRole("navigation").getByRole("link", { name: section, exact: true }).click();

const channels = async (data: DataFolder) =>
  (await data.json<Channel[]>("channel", "list", "--client", "alba")).map((one) => `${one.platform} ${one.handle}`);

test("a first client gets its brand and two channels by keyboard alone", async ({ page, app }) => {
  await page.getByLabel("Name of the client").fill("Alba");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Add a channel" }).waitFor();
  await page.keyboard.type("ig @alba");
  await page.getByText("Enter adds @alba on Instagram").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("gridcell", { name: "@alba", exact: true }).waitFor();
  await page.keyboard.type("https://www.facebook.com/albacafes");
  await page.keyboard.press("Enter");
  await page.getByRole("gridcell", { name: "albacafes", exact: true }).waitFor();
  expect(await channels(app.data)).toEqual(["instagram @alba", "facebook albacafes"]);
  const [client] = await app.data.json<Client[]>("client", "list");
  expect(client).toMatchObject({ name: "Alba", slug: "alba", currency: "EUR", language: "en" });
});

test("an only client that undo took away comes back from the first screen", async ({ page, app }) => {
  const clients = () => app.data.json<Client[]>("client", "list");
  await page.getByLabel("Name of the client").fill("Alba");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Add a channel" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Channels" }).click();
  await until("The client is undone", async () => {
    await page.keyboard.press("Control+z");
    return (await clients()).length === 0;
  });
  await page.getByRole("button", { name: "Redo: Add client Alba" }).click();
  await page.getByRole("navigation").getByText("Alba").waitFor();
  expect(await clients()).toHaveLength(1);
});

test("a refusal stands at its field, and nothing is added", async ({ page, app }) => {
  await app.data.cli("client", "add", "Brisa");
  await page.reload();
  await goTo(page, "Clients");
  await page.getByRole("heading", { name: "Clients" }).waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Name of the client").fill("brisa");
  await page.keyboard.press("Enter");
  await page.getByText("There is a client of this name already").waitFor();
  expect(await app.data.json<Client[]>("client", "list")).toHaveLength(1);
});

test.describe("with a client", () => {
  test.override({ options: { prepare: alba } });

  test("its fields save as they are left, and say so or why not", async ({ page, app }) => {
    await goTo(page, "Clients");
    await page.getByRole("grid", { name: "Clients" }).focus();
    await page.keyboard.press("Enter");
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("Alba Cafés");
    await page.keyboard.press("Tab");
    await page.getByText("Saved").first().waitFor();
    expect((await app.data.json<Client[]>("client", "list"))[0]).toMatchObject({ name: "Alba Cafés", slug: "alba" });

    await name.fill("");
    await page.keyboard.press("Tab");
    await page.getByText("The name is empty. Type a name.").waitFor();
    await page.getByText("Not saved").waitFor();
    expect((await app.data.json<Client[]>("client", "list"))[0]?.name).toBe("Alba Cafés");
    await name.focus();
    await page.keyboard.press("Escape");
    expect(await name.inputValue()).toBe("Alba Cafés");

    const monday = page.getByLabel("Monday", { exact: true });
    expect(await monday.inputValue()).toBe("09:00–18:00");
    await monday.fill("9-14, 16-20");
    await page.keyboard.press("Enter");
    await until(
      "The hours are written in one form",
      async () => (await monday.inputValue()) === "09:00–14:00, 16:00–20:00",
    );
    await monday.fill("mornings");
    await page.keyboard.press("Enter");
    await page.getByText("Write hours as 9–14, 16–20:30").waitFor();
  });

  test("channels are edited in place, deleted and taken back", async ({ page, app }) => {
    await goTo(page, "Brand settings");
    const grid = page.getByRole("grid", { name: "Channels" });
    await grid.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.type("@alba.es");
    await page.keyboard.press("Enter");
    await until("The handle is on disk", async () => (await channels(app.data)).includes("instagram @alba.es"));
    await until("The cell is left", () => grid.evaluate((it) => it === document.activeElement));
    // Since, in a form that is no day: refused in the cell, and left as it was.
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.type("31/10/2026");
    await page.keyboard.press("Enter");
    await page.getByText("“31/10/2026” is not read as a day").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    await page.getByText("@alba.es is deleted").waitFor();
    expect(await channels(app.data)).toEqual(["facebook Alba Cafés"]);
    await page.keyboard.press("Control+z");
    await page.getByText("Undone: Delete channel @alba.es").waitFor();
    expect(await channels(app.data)).toEqual(["instagram @alba.es", "facebook Alba Cafés"]);
    await page.keyboard.press("Control+z");
    await page.getByText("Undone: Change channel @alba.es").waitFor();
    expect(await channels(app.data)).toContain("instagram @alba");
    await page.keyboard.press("Control+Shift+z");
    await until("Redo brings the handle back", async () => (await channels(app.data)).includes("instagram @alba.es"));
  });

  test("a brand shows its logo and colour in the frame, and refuses a script", async ({ page, app }) => {
    const good = join(app.data.path, "good.svg");
    const bad = join(app.data.path, "bad.svg");
    await writeFile(
      good,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#a04" d="M0 0h9v9z"/></svg>',
    );
    await writeFile(bad, '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    await goTo(page, "Brand settings");
    const choose = async (path: string) => {
      await page.getByRole("button", { name: "Choose…" }).click();
      await giveToDialog(app, "Choose a logo", path);
    };
    await choose(bad);
    await page.getByText("carries a script").waitFor();
    await choose(good);
    await page.getByRole("img", { name: "Logo of Alba" }).waitFor();
    await page.getByLabel("Colour", { exact: true }).fill("#a00044");
    await page.keyboard.press("Tab");
    await page.getByText("Saved").first().waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("img", { name: "Logo of Alba" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByRole("img", { name: "Logo of Alba" }).waitFor();
    await page.getByRole("button", { name: "History of Alba" }).click();
    await page.getByRole("list", { name: "History of Alba" }).getByText("#a00044").waitFor();
  });

  test("a second brand keeps the screen when one goes to it", async ({ page, app }) => {
    await goTo(page, "Brand settings");
    await page.getByLabel("Add a brand").fill("Brisa");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Go to Alba" }).waitFor();
    await page.getByRole("textbox", { name: "Add a channel" }).fill("x @brisa");
    await page.keyboard.press("Enter");
    await page.getByRole("gridcell", { name: "@brisa", exact: true }).waitFor();
    expect(await channels(app.data)).toHaveLength(3);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+b");
    await page.getByRole("combobox", { name: "Find a client or brand" }).fill("alba");
    await page.keyboard.press("Enter");
    await page.getByRole("gridcell", { name: "Alba Cafés", exact: true }).waitFor();
    await page.getByRole("heading", { name: "Brand settings" }).waitFor();
  });

  test("the team is added, given work and signs what it does", async ({ page }) => {
    await goTo(page, "Team");
    await page.getByRole("heading", { name: "Team" }).waitFor();
    await page.keyboard.press("n");
    await page.keyboard.type("Ana Ruiz");
    await page.keyboard.press("Enter");
    await page.getByRole("gridcell", { name: "Ana Ruiz" }).waitFor();
    await page.getByRole("grid", { name: "Team" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Community manager").check();
    await page.getByLabel("Alba", { exact: true }).check();
    await page.getByRole("gridcell", { name: "Community manager" }).waitFor();
    await page.getByRole("button", { name: "I am this person" }).click();
    await page.getByRole("navigation").getByText("Ana Ruiz").waitFor();
    await goTo(page, "Brand settings");
    await page.getByRole("textbox", { name: "Add a channel" }).fill("tiktok @alba");
    await page.keyboard.press("Enter");
    await page.getByRole("gridcell", { name: "TikTok" }).waitFor();
    await goTo(page, "History");
    await page.getByRole("row", { name: /Ana Ruiz.*Add channel @alba/ }).waitFor();
  });

  test("history takes back one action, and says what stands on it", async ({ page, app }) => {
    await app.data.cli("channel", "add", "--client", "alba", "--platform", "x", "--handle", "@alba");
    await goTo(page, "Brand settings");
    await page.getByLabel("Sector").fill("Coffee");
    await page.keyboard.press("Tab");
    await page.getByText("Saved").first().waitFor();
    await page.getByLabel("Sector").fill("Tea");
    await page.keyboard.press("Tab");
    await until("Both are in the history", async () => {
      await goTo(page, "History");
      return (await page.getByRole("button", { name: "Undo: Change brand Alba" }).count()) === 2;
    });
    await page.getByRole("button", { name: "Undo: Change brand Alba" }).last().click();
    await page.getByText("came later and stands on it").waitFor();
    await page.getByRole("button", { name: "Undo: Add channel Alba Cafés" }).click();
    await until("The channel is gone", async () => !(await channels(app.data)).includes("facebook Alba Cafés"));
  });

  test("a client is deleted by its name, and restored", async ({ page, app }) => {
    await page.getByRole("navigation").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("client settings");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Delete client" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Alba");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Trash" }).waitFor();
    expect(await app.data.json<Client[]>("client", "list")).toEqual([]);
    await page.getByRole("button", { name: "Restore Alba" }).click();
    await page.getByRole("gridcell", { name: "Alba", exact: true }).waitFor();
    expect(await channels(app.data)).toHaveLength(2);
  });
});

test.describe("on a folder that cannot be opened", () => {
  test.override({
    options: { prepare: async (data) => writeFile(join(data.path, "agency.db"), "no database ".repeat(500)) },
  });
  test("the screen says why and where, and tries again", async ({ page, app, faults }) => {
    await page.getByRole("heading", { name: "Your data cannot be opened" }).waitFor();
    await page.getByText(join(app.data.path, "agency.db")).waitFor();
    await writeFile(join(app.data.path, "agency.db"), "");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByLabel("Name of the client").waitFor();
    faults.length = 0;
  });
});

test.describe("screens", () => {
  test.override({
    options: {
      prepare: async (data) => {
        await alba(data);
        await data.cli(
          "client",
          "add",
          "Grupo Hostelero Internacional del Mediterráneo y las Islas Baleares, S. L.",
          "--language",
          "es",
        );
        await data.cli("client", "add", "Brisa", "--currency", "MXN", "--timezone", "America/Mexico_City");
      },
    },
  });
  const sections = [
    ["overview", "o"],
    ["brand", "b"],
    ["history", "h"],
    ["clients", "l"],
    ["team", "t"],
    ["settings", ","],
  ] as const;
  // Each size, theme and language, and each two of them together.
  for (const look of looks.filter(
    (one) => one.size.width > 1200 === ((one.theme === "light") === (one.language === "en")),
  )) {
    test(`fit and read well in ${lookName(look)}`, async ({ app }) => {
      for (const [name, letter] of sections) {
        await tryScreen(app, `agency-${name}`, look, async (page) => {
          await page.getByRole("navigation").waitFor();
          await page.keyboard.press("g");
          await page.keyboard.press(letter);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await until("The page is read", async () => (await page.locator("[aria-busy=true]").count()) === 0);
        });
      }
      await tryScreen(app, "agency-client", look, async (page) => {
        await page.getByRole("navigation").waitFor();
        await page.evaluate(() => {
          location.hash = `#/client${location.hash.slice(location.hash.indexOf("?"))}`;
        });
        await page.getByRole("textbox").first().waitFor();
      });
      await tryScreen(app, "agency-new-client", look, async (page) => {
        await page.getByRole("navigation").waitFor();
        await page.evaluate(() => {
          location.hash = "#/clients/new";
        });
        await page.getByRole("textbox").first().waitFor();
      });
    });
  }
});
