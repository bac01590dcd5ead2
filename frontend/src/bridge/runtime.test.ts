import { describe, expect, it } from "vitest";
import { listen } from "./events";
import { installFake } from "./fake";
import { keepDropsFromOpening, onFilesDropped } from "./files";
import { isOpenable } from "./open-link";

describe("an event", () => {
  it("reaches its listener until that one listener stops", () => {
    const fake = installFake({});
    const heard: string[] = [];
    const stop = listen<string>("changed", (data) => heard.push(`one ${data}`));
    listen<string>("changed", (data) => heard.push(`two ${data}`));
    fake.emit("changed", "a");
    stop();
    fake.emit("changed", "b");
    expect(heard).toEqual(["one a", "two a", "two b"]);
    expect(fake.listeners("changed")).toBe(1);
  });
});

describe("a link", () => {
  it.each([
    ["https://example.org/a", true],
    ["http://example.org", true],
    ["mailto:a@example.org", true],
    ["javascript:alert(1)", false],
    ["file:///etc/passwd", false],
    ["/relative", false],
    ["", false],
  ])("%s may leave the app: %s", (link, may) => expect(isOpenable(link)).toBe(may));
});

it("dropped files go to the newest taker, and back to the one before", () => {
  const fake = installFake({});
  const got: string[] = [];
  const leaveFirst = onFilesDropped((paths) => got.push(`first ${paths}`));
  const leaveSecond = onFilesDropped((paths) => got.push(`second ${paths}`));
  fake.drop(["/a.csv"]);
  leaveSecond();
  fake.drop(["/b.csv"]);
  leaveFirst();
  fake.drop(["/c.csv"]);
  expect(got).toEqual(["second /a.csv", "first /b.csv"]);
});

it.each([
  [["Files"], true],
  [["text/uri-list"], true],
  [["text/plain"], false],
])("a drop of %s is kept from opening: %s", (types, kept) => {
  keepDropsFromOpening();
  for (const name of ["dragenter", "dragover", "drop"]) {
    const event = Object.assign(new Event(name, { cancelable: true }), { dataTransfer: { types } });
    window.dispatchEvent(event);
    expect(event.defaultPrevented, name).toBe(kept);
  }
});
