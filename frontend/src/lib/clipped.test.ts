import { afterEach, describe, expect, it } from "vitest";
import { titleClipped } from "./clipped";

/** An element as wide as told, with words that need as much room as told. */
function put(html: string, room: number, needed: number): HTMLElement {
  document.body.innerHTML = html;
  const element = document.querySelector<HTMLElement>("[data-it]") as HTMLElement;
  Object.defineProperty(element, "clientWidth", { value: room });
  Object.defineProperty(element, "scrollWidth", { value: needed });
  return element;
}
const point = (at: Element) => at.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));

let stop = () => {};
afterEach(() => {
  stop();
  document.body.innerHTML = "";
});

describe("text under the pointer", () => {
  it("is titled whole where it is cut, until the pointer leaves", () => {
    stop = titleClipped();
    const name = put('<p><b data-it style="text-overflow:ellipsis">A long name</b></p>', 40, 90);
    point(name);
    expect(name.title).toBe("A long name");
    point(document.body);
    expect(name.hasAttribute("title")).toBe(false);
  });

  it("keeps the title that it has, below its words", () => {
    stop = titleClipped();
    const name = put('<b data-it title="What it counts" style="text-overflow:ellipsis">Reach</b>', 20, 90);
    point(name);
    expect(name.title).toBe("Reach\nWhat it counts");
    point(document.body);
    expect(name.title).toBe("What it counts");
  });

  it("is left alone where it stands whole", () => {
    stop = titleClipped();
    const name = put('<b data-it style="text-overflow:ellipsis">Reach</b>', 90, 90);
    point(name);
    expect(name.hasAttribute("title")).toBe(false);
  });

  it("is the value of a field that shows less than it holds", () => {
    stop = titleClipped();
    const field = put('<input data-it value="Instagram @cafelumbre">', 60, 140);
    point(field);
    expect(field.title).toBe("Instagram @cafelumbre");
  });
});
