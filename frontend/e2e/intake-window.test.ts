import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { DataFolder } from "./app";
import { instagramExport } from "./export-files";
import { giveToDialog } from "./file-dialog";
import { dragOnto } from "./neighbour";
import type { RealWindow } from "./real-window";
import { test } from "./test";
import { folderOf, march, two } from "./two-clients";
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

async function valuesOf(data: DataFolder, client: string, day: string, metric: string): Promise<number[]> {
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
    expect(await valuesOf(window.data, "Boreal Tea", "2026-02-27", "channel.likes")).toContain(2);
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
