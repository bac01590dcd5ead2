import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test as plain } from "vitest";
import { type App, type AppOptions, type ServedApp, startServedApp } from "./app";
import { closeBrowser, visit } from "./browser";
import { outFolder } from "./paths";
import { openRealWindow, type RealWindow } from "./real-window";

/** What a test may ask for by naming it; each is made only then, and for that test alone. */
export interface Parts {
  /** How the app is started: replace it with `test.override`. */
  options: AppOptions;
  /** The app, served to a browser. */
  app: ServedApp;
  /** The app's first page in Chromium, 1440x900, light, English. */
  page: Page;
  /** What has gone wrong in `page`; the test fails unless it ends empty. Empty it to expect a fault. */
  faults: string[];
  /** The real WebKit window. */
  window: RealWindow;
}

/**
 * Vitest's `test` with the app as a part. A test that fails leaves the app's
 * output, its data folder and a picture in out/e2e/NAME-OF-THE-TEST.
 */
export const test = plain.extend<Parts>({
  options: {},
  // Made first, so looked at last: a complaint here leaves nothing running.
  faults: async ({ task: _ }, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, "what went wrong in the page").toEqual([]);
  },
  app: async ({ options, faults, task }, use) => {
    const app = await startServedApp(options);
    await use(app);
    await leave(app, task, failed(task) || faults.length > 0);
  },
  page: async ({ app, faults, task }, use) => {
    const looking = await visit(app, {}, faults);
    await use(looking.page);
    if (failed(task) || faults.length > 0) {
      await writeFile(join(keepsakes(task), "page.png"), await looking.page.screenshot());
    }
    await looking.close();
  },
  window: async ({ options, task }, use) => {
    const window = await openRealWindow(options);
    await use(window);
    if (failed(task)) await writeFile(join(keepsakes(task), "window.png"), await window.display.picture());
    await leave(window, task, failed(task));
  },
});

afterAll(closeBrowser);

interface Task {
  name: string;
  result?: { state: string };
}

function failed(task: Task): boolean {
  return task.result?.state === "fail";
}

function keepsakes(task: Task): string {
  return outFolder(`e2e/${task.name.replace(/[^\p{L}\p{N}]+/gu, "-")}`);
}

async function leave(app: App, task: Task, keep: boolean): Promise<void> {
  await app.stop();
  if (keep) {
    const folder = keepsakes(task);
    await writeFile(join(folder, "app.log"), await app.log());
    await rm(join(folder, "data"), { recursive: true, force: true });
    await cp(app.data.path, join(folder, "data"), { recursive: true });
  }
  await app.forget();
}
