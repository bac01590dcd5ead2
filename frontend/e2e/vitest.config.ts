import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The end-to-end tests: real binaries, real browsers, a few at a time. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  cacheDir: "../node_modules/.vite-e2e",
  test: {
    environment: "node",
    include: ["*.test.ts"],
    globalSetup: "sample.ts",
    // Each file starts browsers and apps; two at once fill two cores.
    fileParallelism: false,
    // A window on a virtual screen can miss a key when the machine is busy; what fails twice has failed.
    retry: 1,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
