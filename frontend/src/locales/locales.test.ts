import { describe, expect, it } from "vitest";

const catalogues = import.meta.glob<Record<string, string>>("./*/*.json", { import: "default", eager: true });
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*"], {
  import: "default",
  query: "?raw",
  eager: true,
});
const rooms = Object.keys(catalogues)
  .filter((path) => path.startsWith("./en/"))
  .map((path) => path.slice("./en/".length, -".json".length));
const catalogue = (language: string, room: string) => catalogues[`./${language}/${room}.json`] ?? {};
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1]).sort();
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** The sentences that the sources ask for: whole keys, and the beginnings of keys that end in a value. */
function asked(): { keys: Set<string>; beginnings: Set<string> } {
  const keys = new Set<string>();
  const beginnings = new Set<string>();
  for (const source of Object.values(sources)) {
    for (const [, room, key, open] of source.matchAll(/["'`]([a-z]+):([\w.-]+)(\$\{|["'`])/g)) {
      if (room && rooms.includes(room)) (open === "${" ? beginnings : keys).add(`${room}:${key}`);
    }
  }
  return { keys, beginnings };
}

describe.each(rooms)("the sentences of %s", (room) => {
  it("exist in both languages with the same values to fill in", () => {
    const [en, es] = [catalogue("en", room), catalogue("es", room)];
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en))
      expect([key, placeholders(es[key] ?? "")]).toEqual([key, placeholders(text)]);
  });

  it("are not empty, and each is asked for by some page", () => {
    const { keys, beginnings } = asked();
    const idle = Object.keys(catalogue("en", room)).filter((key) => {
      const full = `${room}:${key}`;
      return (
        !keys.has(full) &&
        !keys.has(full.replace(PLURAL, "")) &&
        ![...beginnings].some((start) => full.startsWith(start))
      );
    });
    expect(idle).toEqual([]);
    expect(Object.values(catalogue("es", room)).filter((text) => text.trim() === "")).toEqual([]);
  });
});

it("no page asks for a sentence that is not there", () => {
  const there = new Set(rooms.flatMap((room) => Object.keys(catalogue("en", room)).map((key) => `${room}:${key}`)));
  const missing = [...asked().keys].filter((key) => !there.has(key) && !there.has(`${key}_other`));
  const unfounded = [...asked().beginnings].filter((start) => ![...there].some((key) => key.startsWith(start)));
  expect([...missing, ...unfounded]).toEqual([]);
});
