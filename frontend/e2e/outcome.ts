import type { Reporter, TestModule } from "vitest/node";

/** Says at the very end which tests failed and which passed only at the second try, each with why in a line. */
export class Outcome implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
      const { state, errors } = test.result();
      const said = state === "failed" ? "FAILED" : test.diagnostic()?.flaky && "passed at the second try";
      if (!said) continue;
      const why = errors?.[0]?.message.split("\n").slice(0, 3).join(" ") ?? "";
      process.stdout.write(`${test.module.relativeModuleId}: ${test.name}: ${said}: ${why.slice(0, 400)}\n`);
    }
  }
}
