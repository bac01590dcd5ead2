import { describe, expect, it } from "vitest";
import { cursorOf } from "./use-log";

describe("where a page begins", () => {
  const ruler = { step: 400, marks: ["9.1", "8.2"] };

  it("is counted from the start before the first mark", () => {
    expect(cursorOf(ruler, 0)).toBe("+0");
    expect(cursorOf(ruler, 399)).toBe("+399");
  });

  it("is counted from the mark before it", () => {
    expect(cursorOf(ruler, 400)).toBe("9.1+0");
    expect(cursorOf(ruler, 600)).toBe("9.1+200");
    expect(cursorOf(ruler, 1000)).toBe("8.2+200");
  });

  it("is counted from the last mark beyond it", () => {
    expect(cursorOf(ruler, 1400)).toBe("8.2+600");
    expect(cursorOf({ step: 200, marks: [] }, 150)).toBe("+150");
  });
});
