import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../../", import.meta.url));

/** The app that serves its pages to a browser: `make dev-app`. */
export const devApp = join(top, "out/e2e/brandloop-dev");

/** The app as people get it: `make build`. */
export const realApp = join(top, "build/bin/brandloop");

/** The built pages: `make build`. */
export const builtPages = join(top, "frontend/dist");

/** A folder under `out/`, made if need be. Nothing in it is committed. */
export function outFolder(name: string): string {
  const folder = join(top, "out", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Chromium's path: `CHROMIUM`, or the first of its names on the `PATH`. */
export function chromiumPath(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const name of ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error("No Chromium on this machine: run build/setup.sh test, or name one with CHROMIUM.");
}
