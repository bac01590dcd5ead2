import { expect, it } from "vitest";
import { matches } from "./match";

it.each([
  ["caf", "Café Central", true],
  ["cen caf", "Café Central", true],
  ["CAFÉ", "cafe", true],
  ["entral", "Café Central", false],
  ["cafe x", "Café Central", false],
  ["", "anything", true],
])("%j finds %j: %s", (typed, text, found) => expect(matches(typed, text)).toBe(found));
