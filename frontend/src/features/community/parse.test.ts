import { describe, expect, it } from "vitest";
import { KINDS } from "@/bridge/community";
import { editMoment, instantOf, readMoment } from "./moment";
import { kindOf, type LineContext, readLine } from "./parse";

const context: LineContext = {
  channels: [
    { id: "ig", platform: "instagram", handle: "@alba" },
    { id: "fb", platform: "facebook", handle: "Alba Cafés" },
    { id: "fb2", platform: "facebook", handle: "Alba Tienda" },
    { id: "x", platform: "x", handle: "@alba_x" },
  ],
  now: Date.parse("2026-10-05T13:00:00Z"), // 15:00 in Madrid
  timeZone: "Europe/Madrid",
};
const read = (typed: string) => readLine(typed, context);

describe("a line", () => {
  it("says all of an entry", () => {
    expect(read("ig reply 35 + #price #shipping 14:05>14:20 @maria 12m thanks for asking")).toEqual({
      channel: "ig",
      which: [],
      kind: "reply",
      quantity: 35,
      sentiment: "positive",
      topics: ["price", "shipping"],
      author: "@maria",
      day: null,
      received: "2026-10-05T12:05:00.000Z",
      answered: "2026-10-05T12:20:00.000Z",
      minutes: 12,
      text: "thanks for asking",
    });
  });
  it("is read in any order and in Spanish", () => {
    expect(read("#Envíos coment - 1,5min instagram ¿y el envío?")).toMatchObject({
      channel: "ig",
      kind: "comment",
      sentiment: "negative",
      topics: ["envíos"],
      minutes: 1.5,
      text: "¿y el envío?",
    });
  });
  it("keeps everything from the first other word on as text", () => {
    expect(read("reply muy bien 35 + @ana 14:05 review")).toMatchObject({
      kind: "reply",
      quantity: null,
      sentiment: null,
      author: "",
      received: null,
      text: "muy bien 35 + @ana 14:05 review",
    });
  });
  it("finds topics within the text, which stays whole", () => {
    expect(read("reply love the #NewBag so much")).toMatchObject({
      topics: ["newbag"],
      text: "love the #NewBag so much",
    });
  });
  it("begins its text at a colon or a quotation mark", () => {
    expect(read("dm : other people said 5").text).toBe("other people said 5");
    expect(read('dm " other').kind).toBe("direct_message");
  });
  it("tells channels apart by platform and handle", () => {
    expect(read("fb hello")).toMatchObject({ channel: null, which: ["facebook:albacafes", "facebook:albatienda"] });
    expect(read("fb:tienda hello").which).toEqual([]);
    expect(read("fb:albat hello").channel).toBe("fb2");
    expect(read("@alba hello").channel).toBe("ig");
    expect(read("x reply").channel).toBe("x");
    expect(read("reply @marta").author).toBe("@marta");
  });
  it("takes 0 as neutral and not as a quantity", () => {
    expect(read("0 12 x")).toMatchObject({ sentiment: "neutral", quantity: 12 });
    expect(read("9999999")).toMatchObject({ quantity: null, text: "9999999" });
  });
});

describe("its times", () => {
  it("are of today, or of yesterday when they would lie ahead", () => {
    expect(read("14:05").received).toBe("2026-10-05T12:05:00.000Z");
    expect(read("22:10>22:30")).toMatchObject({
      received: "2026-10-04T20:10:00.000Z",
      answered: "2026-10-04T20:30:00.000Z",
    });
  });
  it("run over midnight", () => {
    expect(read("23:50>0:10")).toMatchObject({
      received: "2026-10-04T21:50:00.000Z",
      answered: "2026-10-04T22:10:00.000Z",
    });
  });
  it("are of the day that is named", () => {
    expect(read("ayer 09:00>").received).toBe("2026-10-04T07:00:00.000Z");
    expect(read("2026-01-31 >23:59").answered).toBe("2026-01-31T22:59:00.000Z");
    expect(read("2026-01-31 23:50>0:10").answered).toBe("2026-01-31T23:10:00.000Z");
  });
  it("are text when they are none", () => {
    expect(read("25:00").text).toBe("25:00");
    expect(read("1:2").text).toBe("1:2");
    expect(read(">").text).toBe(">");
  });
});

describe("a kind", () => {
  it("is told by a beginning that fits no other", () => {
    expect(kindOf("com")).toBe(null); // comment or community
    expect(kindOf("comm")).toBe(null);
    expect(kindOf("comme")).toBe("comment");
    expect(kindOf("resp")).toBe("reply");
    expect(kindOf("Reseñ")).toBe("review");
    expect(kindOf("re")).toBe(null);
    expect(kindOf("DM")).toBe("direct_message");
  });
});

describe("a moment", () => {
  it("reads back as it was shown, in any zone, through every change of the clocks", () => {
    for (const timeZone of ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000 * 11.5) {
        const shown = editMoment(new Date(at).toISOString(), timeZone, "es");
        const again = readMoment(shown, "2000-01-01", timeZone);
        expect(editMoment(again, timeZone, "es")).toBe(shown);
      }
    }
  });
  it("that the clocks leave out is an hour later", () => {
    expect(instantOf("2026-03-29", { hour: 2, minute: 30 }, "Europe/Madrid")).toBe("2026-03-29T01:30:00.000Z");
  });
});

describe("whatever is typed", () => {
  // A small generator of its own, so that a failure comes back with its seed.
  const random = (seed: number) => () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const pieces = [
    "ig",
    "fb",
    "@ana",
    "#tema",
    "+",
    "-",
    "0",
    "35",
    "12m",
    "14:05>14:20",
    ">9:00",
    "reply",
    "md",
    '"',
    ":",
    "ayer",
    "hola",
    "¿qué?",
    "🙂",
    "#",
    "@",
    "x3",
  ];

  it("gives an entry that can be saved, its text a part of the line", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const next = random(seed);
      const words = Array.from({ length: Math.floor(next() * 9) }, () => pieces[Math.floor(next() * pieces.length)]);
      const typed = words.join(next() < 0.2 ? "  " : " ");
      const line = read(typed);
      expect(typed, `seed ${seed}`).toContain(line.text);
      expect(line.quantity === null || line.quantity > 0).toBe(true);
      expect(line.kind === null || KINDS.includes(line.kind)).toBe(true);
      expect(new Set(line.topics).size).toBe(line.topics.length);
      if (line.received && line.answered) expect(line.received <= line.answered, `seed ${seed}`).toBe(true);
      // What became text is read as text again behind a colon.
      expect(read(`: ${line.text}`).text).toBe(line.text);
    }
  });
});
