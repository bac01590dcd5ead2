import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child";
import { outFolder, realApp } from "./paths";

const folder = join(outFolder("e2e"), "sample");

/**
 * A data folder with a sample agency of three clients and six months, made once
 * per run of the tests. Start an app from a copy: `{ from: sampleAgency }`.
 */
export async function sampleAgency(): Promise<string> {
  if (!existsSync(folder)) {
    await run(realApp, ["--data", folder, "demo", "--clients", "3", "--months", "6"]);
  }
  return folder;
}

/** Called by Vitest before a run: the sample of the last run may be another version's. */
export default function forgetSample(): void {
  rmSync(folder, { recursive: true, force: true });
}
