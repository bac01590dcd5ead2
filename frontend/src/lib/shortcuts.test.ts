import { afterEach, describe, expect, it } from "vitest";
import { handleKey, register, type Shortcut } from "./shortcuts";

let removers: (() => void)[] = [];
let ran: string[] = [];

function on(keys: string, extra: Partial<Shortcut> = {}) {
  removers.push(register([{ keys, label: keys, group: "test", run: () => ran.push(keys), ...extra }]));
}

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, "target", { value: target });
  return handleKey(event);
}

afterEach(() => {
  for (const remove of removers) remove();
  removers = [];
  ran = [];
  document.body.replaceChildren();
});

describe("a shortcut", () => {
  it("runs by its chord", () => {
    on("mod+k");
    press("k", { ctrlKey: true });
    expect(ran).toEqual(["mod+k"]);
  });

  it("runs as a sequence and not by its second key alone", () => {
    on("g c");
    press("c");
    expect(ran).toEqual([]);
    press("g");
    press("c");
    expect(ran).toEqual(["g c"]);
  });

  it("forgets a sequence that another key broke", () => {
    on("g c");
    press("g");
    press("x");
    press("c");
    expect(ran).toEqual([]);
  });

  it("is a character while a person types", () => {
    on("[");
    const field = document.createElement("input");
    expect(press("[", {}, field)).toBe(false);
    expect(press("[")).toBe(true);
  });

  it("gives way to another of its keys where it is spare, whichever came last", () => {
    removers.push(register([{ keys: "/", label: "list", group: "test", run: () => ran.push("list") }]));
    removers.push(register([{ keys: "/", label: "all", group: "test", run: () => ran.push("all"), spare: true }]));
    press("/");
    removers.shift()?.();
    press("/");
    expect(ran).toEqual(["list", "all"]);
  });

  it("leaves undo to a text field and takes it elsewhere", () => {
    on("mod+z", { leaveToFields: true });
    expect(press("z", { ctrlKey: true }, document.createElement("textarea"))).toBe(false);
    expect(press("z", { ctrlKey: true })).toBe(true);
  });

  it("tells redo from undo by shift", () => {
    on("mod+z");
    on("mod+shift+z");
    press("Z", { ctrlKey: true, shiftKey: true });
    expect(ran).toEqual(["mod+shift+z"]);
  });

  it("stays with the dialog in front", () => {
    on("[");
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-modal", "true");
    document.body.append(dialog);
    expect(press("[")).toBe(false);
  });

  it("is gone when it was taken away", () => {
    on("?");
    removers.pop()?.();
    expect(press("?")).toBe(false);
  });
});
