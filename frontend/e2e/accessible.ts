import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds serious or critical on the page as it is now, one line each:
 * the rule, what it says, and where. Empty when there is nothing.
 */
export async function barriers(page: Page): Promise<string[]> {
  // Evaluated through the debugger, so that the page's content security policy stays on.
  await page.evaluate(axe);
  const found = await page.evaluate(
    (): Promise<AxeResults> => (window as unknown as { axe: typeof import("axe-core") }).axe.run(document),
  );
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.html}`));
}
