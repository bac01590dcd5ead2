import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { Outcome } from "./outcome";

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
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // Another program's window or a busy machine may come between; what needed it is named at the end.
    retry: 1,
    reporters: ["default", new Outcome()],
  },
});
