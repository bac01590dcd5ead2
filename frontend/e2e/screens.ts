import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriers } from "./accessible";
import type { ServedApp } from "./app";
import { type Look, visit } from "./browser";
import { outFolder } from "./paths";

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];

/** The looks that every screen is tried in: both sizes, both themes, both languages. */
export const looks: Required<Look>[] = sizes.flatMap((size) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["en", "es"] as const).map((language) => ({ size, theme, language })),
  ),
);

/** A look in a few letters, for names of tests and files. */
export function lookName({ size, theme, language }: Required<Look>): string {
  return `${size.width}x${size.height}-${theme}-${language}`;
}

/**
 * Opens the app in one look, lets `reach` go to a screen, and expects that it
 * fits the window's width, that axe finds nothing serious, and that nothing
 * went wrong in the page. The picture is in out/screens/NAME-LOOK.png, and of a failure
 * in NAME-LOOK-failed.png.
 */
export async function tryScreen(
  app: ServedApp,
  name: string,
  look: Required<Look>,
  reach: (page: Page, look: Required<Look>) => Promise<void>,
): Promise<void> {
  const { page, faults, close } = await visit(app, look);
  try {
    await reach(page, look);
    await page.evaluate(() => document.fonts.ready);
    const picture = await page.screenshot({ animations: "disabled" });
    await writeFile(join(outFolder("screens"), `${name}-${lookName(look)}.png`), picture);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, "pixels that the page is wider than the window").toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  } catch (failure) {
    await writeFile(join(outFolder("screens"), `${name}-${lookName(look)}-failed.png`), await page.screenshot());
    throw failure;
  } finally {
    await close();
  }
}
