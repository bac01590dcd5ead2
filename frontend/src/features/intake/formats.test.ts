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

it("every field of a file has a word", () => {
  const source = readFileSync("../backend/intake/format/fields.go", "utf8");
  const list = /var fieldNames = [^{]*\{([^}]*)\}/.exec(source)?.[1] ?? "";
  const fields = [...list.matchAll(/"([a-z_]+)"/g)].map(([, field]) => field ?? "");
  expect(fields.length).toBeGreaterThan(15);
  const names = Object.keys(english);
  expect([...new Set(fields)].filter((field) => !names.includes(`field.${field}`))).toEqual([]);
});
