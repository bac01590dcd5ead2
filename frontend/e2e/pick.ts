import type { Page } from "playwright-core";

/** Types words into the list of choices that has the focus and takes the first that has them, by keys. */
export async function pick(page: Page, words: string): Promise<void> {
  const options = page.getByRole("listbox").getByRole("option");
  await options.first().waitFor();
  await page.keyboard.type(words);
  await options.filter({ hasText: words }).and(page.locator("[data-combobox-selected]")).waitFor();
  await page.keyboard.press("Enter");
}
