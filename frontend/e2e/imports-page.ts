import type { Page } from "playwright-core";

/** Opens the page of imports and puts the cursor where paths are typed, by keys alone. */
export async function openImports(page: Page): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("heading", { level: 1, name: /Imports|Importaciones/ }).waitFor();
  await page.getByRole("heading", { level: 3 }).or(page.getByRole("grid")).first().waitFor();
  await page.keyboard.press("/");
}

/** Gives paths to the page that is open. */
export async function give(page: Page, ...paths: string[]): Promise<void> {
  await page.getByRole("textbox").first().fill(paths.join("\n"));
  await page.keyboard.press("Enter");
}
