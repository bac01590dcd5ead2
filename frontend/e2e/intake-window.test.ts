import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { DataFolder } from "./app";
import { exportFile, instagramExport } from "./export-files";
import { giveToDialog } from "./file-dialog";
import { dragOnto } from "./neighbour";
import type { RealWindow } from "./real-window";
import { test } from "./test";
import { aurora, folderOf, march, two } from "./two-clients";
import { until } from "./until";
import { pack } from "./zip";

// Each looks at many pictures, on a busy machine for long.
const PATIENCE_MS = 240_000;

async function openImports(window: RealWindow): Promise<void> {
  await window.untilStill();
  await window.key("g");
  await window.key("i");
  await window.untilTitle(/^Imports · Aurora/);
  await window.untilStill();
}

/** Waits until the page says something, with the cursor in no field. */
async function says(window: RealWindow, ...patterns: RegExp[]): Promise<void> {
  for (const pattern of patterns) await window.untilText(pattern);
}

const posts = async (data: DataFolder, client: string) =>
  (await data.json<unknown[]>("post", "list", "--client", client)).length;

async function numbersOf(data: DataFolder, client: string, day: string, metric: string): Promise<number[]> {
  const { rows } = await data.json<{ rows: { value: number | null }[] }>(
    ...["kpi", "--client", client, "--from", day, "--to", day, "--metric", metric],
  );
  return rows.flatMap(({ value }) => (value === null ? [] : [value]));
}

test.describe("on two clients", () => {
  test.override({ options: two });

  test("a folder is dropped, answered and imported by keys", { timeout: PATIENCE_MS }, async ({ window }) => {
    const folder = await folderOf(2);
    const text = (month: string) =>
      instagramExport(
        march.map((post, at) => ({ ...post, id: `179${month}0000000${at}`, published: `${month}/05/2026 08:24` })),
      );
    const packed = ["04", "05"].map((month) => ({ name: `packed-${month}.csv`, text: text(month) }));
    await writeFile(join(folder, "packed.zip"), pack(packed));
    await openImports(window);
    await dragOnto(window, { x: 700, y: 400 }, folder);
    await says(window, /aurora-0\.csv\s+Ready/, /packed-05\.csv\s+Ready/, /boreal-1\.csv\s+Ready[\s\S]*?Boreal Tea/);
    await says(window, /Overview\.csv\s+Whose is it\?/, /stock\.csv\s+What does it hold\?/);
    await window.untilStill();
    await window.keep("window-dropped");
    expect(await posts(window.data, "Aurora Coffee")).toBe(0);

    // Whose the first file is that does not say so, then of which year.
    await window.key("ctrl+j");
    await window.untilStill();
    await window.type("bor");
    await window.key("Down", "Return", "Tab");
    await says(window, /Overview\.csv\s+Which year\?/);
    await window.key("ctrl+j");
    await window.key("Down");
    await says(window, /Overview\.csv\s+Ready/);
    await window.untilStill();
    await window.keep("window-answered");

    // One key imports what is clear; what asks stays.
    await window.key("ctrl+Return");
    await says(window, /Overview\.csv\s+Imported/, /stock\.csv\s+What does it hold\?/);
    expect(await posts(window.data, "Aurora Coffee")).toBe(8);
    expect(await posts(window.data, "Boreal Tea")).toBe(4);
    expect(await numbersOf(window.data, "Boreal Tea", "2026-02-27", "channel.likes")).toContain(2);
    await window.keep("window-imported");
  });

  test("a folder is chosen in the dialog by keys", { timeout: PATIENCE_MS }, async ({ window }) => {
    const folder = await folderOf(2);
    await openImports(window);
    await window.key("ctrl+shift+o");
    await giveToDialog(window, "Choose a folder of export files", join(folder, "tea"));
    await until("The dialog is gone", async () => (await window.display.windows("Choose a folder")).length === 0);
    await window.display.focus(window.id);
    await says(window, /boreal-1\.csv\s+Ready/);
    await window.key("ctrl+Return");
    await until("What is clear is on disk", async () => (await posts(window.data, "Boreal Tea")) === 4);
  });
});

/** A table of an agency's own: its first row looks like a header, its thousands and dates could be read two ways. */
const visits = (month: string) =>
  [`Informe;de la;tienda`, "", "Fecha;Cosas;Visitas", `03/${month}/2026;x;1.000`, `05/${month}/2026;y;nada`].join("\n");

test.describe("on one client", () => {
  test.override({ options: aurora });

  test("a table of one's own is mapped by keys, and the next is known", { timeout: PATIENCE_MS }, async ({
    window,
  }) => {
    const { data } = window;
    await openImports(window);
    await window.key("slash");
    await window.type(await exportFile("april.csv", visits("04")));
    await window.key("Return", "Tab");
    await says(window, /april\.csv\s+What does it hold\?/);
    await window.key("ctrl+j", "Return");
    await window.untilStill();
    await window.key("Down"); // the header is row 3
    await window.key("Tab", "Down"); // each row is a day
    await window.key("Tab");
    await window.type("Insta"); // the platform
    await window.key("Tab");
    await window.type("aurora"); // the channel
    await window.untilStill();
    await window.key("Down", "Return");
    await window.key("Tab", "Tab"); // past the table, which scrolls, to its first column
    await window.type("Date");
    await window.untilStill();
    await window.key("Down", "Return");
    await window.key("Tab", "Tab");
    await window.type("Likes");
    await window.untilStill();
    await window.key("Down", "Return");
    await window.untilStill();
    await window.keep("window-mapping-refused");
    // 1.000 and 03/04/2026 are refused until they are said: back past the columns, channel and platform.
    await window.key("ctrl+Return");
    await window.key(...Array<string>(6).fill("shift+Tab"), "Down");
    await window.untilStill();
    await window.key("shift+Tab", "Down");
    await says(window, /1\.000\s+1000/, /nada\s+not understood/, /03\/04\/2026\s+2026-04-03/);
    await window.keep("window-mapping");
    await window.key("ctrl+Return");
    await says(window, /april\.csv\s+Ready/);
    await window.key("ctrl+Return");
    await says(window, /april\.csv\s+Imported/);
    expect(await numbersOf(data, "Aurora Coffee", "2026-04-03", "channel.likes")).toContain(1000);

    // The next of that shape is read so, and goes to the only channel of its platform.
    await window.key("slash");
    await window.type(await exportFile("may.csv", visits("05")));
    await window.key("Return", "Tab");
    await says(window, /may\.csv\s+Ready/);
    await window.key("ctrl+Return");
    await says(window, /may\.csv\s+Imported/);
    expect(await numbersOf(data, "Aurora Coffee", "2026-05-03", "channel.likes")).toContain(1000);
    await window.keep("window-mapped");
  });
});
