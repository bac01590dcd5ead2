import { describe, expect, test } from "vitest";
import { readCompetitorLine } from "./line";

const names = [
  ["instagram", "Instagram"],
  ["tiktok", "TikTok"],
] as const;

describe("a competitor on one line", () => {
  test("has a name and accounts", () => {
    const read = readCompetitorLine("Norte & Co, ig @norte, tiktok @norte", names);
    expect(read).toMatchObject({ name: "Norte & Co", unread: "" });
    expect(read.accounts.map(({ platform, handle }) => `${platform} ${handle}`)).toEqual([
      "instagram @norte",
      "tiktok @norte",
    ]);
  });
  test("may have a name only", () => {
    expect(readCompetitorLine(" Norte ", names)).toEqual({ name: "Norte", accounts: [], unread: "" });
  });
  test("says which account names no platform", () => {
    expect(readCompetitorLine("Norte, myspace norte", names).unread).toBe("myspace norte");
  });
});
