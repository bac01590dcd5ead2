import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import english from "@/locales/en/intake.json";

it("every format has a name", () => {
  const folder = "../backend/intake/format/";
  const keys = readdirSync(folder)
    .filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"))
    .flatMap((name) => [...readFileSync(folder + name, "utf8").matchAll(/(?:\bKey:\s*|MappedKey = )"([a-z0-9_]+)"/g)])
    .map(([, key]) => key ?? "");
  expect(keys.length).toBeGreaterThan(15);
  const names = Object.keys(english);
  expect([...new Set(keys)].filter((key) => !names.includes(`format.${key}`))).toEqual([]);
});
