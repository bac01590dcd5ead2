import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type App, type AppOptions, startRealApp } from "./app";
import { copyElsewhere, pasteElsewhere } from "./neighbour";
import { outFolder } from "./paths";
import { until } from "./until";

/**
 * The real WebKit window, driven by a keyboard alone. A test cannot look into
 * the page in it: it synchronises on what the app does, by asking the command line
 * about the same data folder (`until("…", () => window.data.json("client", "list"))`),
 * on the window's title, on the picture, or on what it copies as a person would.
 */
export interface RealWindow extends App {
  /** The X id of the window. */
  id: string;
  /** Types text into what has the focus. */
  type(text: string): Promise<void>;
  /** Presses keys by their X names: `key("Tab", "Return", "ctrl+k")`. */
  key(...chords: string[]): Promise<void>;
  /** Waits for a window title that matches. */
  untilTitle(pattern: RegExp): Promise<string>;
  /** Waits until the picture stays the same for `frames` looks in a row, the caret's blinking aside. */
  untilStill(frames?: number): Promise<void>;
  /** Waits until what the page says matches, and returns it. It is read by copying it: the cursor must be in no field. */
  untilText(pattern: RegExp): Promise<string>;
  /** Keeps a picture in out/screens/NAME.png and returns its path. */
  keep(name: string): Promise<string>;
}

/** Starts the app and waits until its window shows a page. */
export async function openRealWindow(options: AppOptions = {}): Promise<RealWindow> {
  const app = await startRealApp(options);
  const { display } = app;
  try {
    const id = await until("The window appears", async () => app.alive() && (await display.windows("Brandloop"))[0]);
    await display.focus(id);
    await until("The window shows a page", async () => app.alive() && colours(await display.pixels(id)) > 16);
    return {
      ...app,
      id,
      type: display.type,
      key: display.key,
      untilTitle: (pattern) =>
        until(`A title like ${pattern}`, async () => {
          const title = await display.title(id);
          return pattern.test(title) && title;
        }),
      async untilStill(frames = 4) {
        let last = await display.pixels(id);
        let same = 0;
        await until("The picture stays the same", async () => {
          const now = await display.pixels(id);
          same = difference(last, now) < caret ? same + 1 : 0;
          last = now;
          return same >= frames;
        });
      },
      async untilText(pattern) {
        const other = await copyElsewhere(app, NOTHING);
        try {
          return await until(`A text like ${pattern}`, async () => {
            await display.key("ctrl+a", "ctrl+c");
            // A page that changes between the keys may copy nothing: then they are pressed again.
            const text = await until(
              "The page is copied",
              async () => {
                const copied = await pasteElsewhere(app);
                return copied !== NOTHING && copied;
              },
              3,
            );
            return pattern.test(text) && text;
          });
        } finally {
          await other();
        }
      },
      async keep(name) {
        const path = join(outFolder("screens"), `${name}.png`);
        await writeFile(path, await display.picture(id));
        return path;
      },
    };
  } catch (error) {
    const seen = join(outFolder("e2e"), "no-window.png");
    await writeFile(seen, await display.picture());
    await app.stop();
    throw new Error(`${String(error)}\nSee ${seen}\n${await app.log()}`);
  }
}

/** Stands on the clipboard before anything is copied. */
const NOTHING = "nothing was copied";

/** Pixels that a blinking caret changes. */
const caret = 80;

/** How many colours raw pixels hold: one or two in a window that shows nothing. */
function colours(pixels: Buffer): number {
  const seen = new Set<number>();
  for (let at = 0; at + 2 < pixels.length; at += 3) seen.add(pixels.readUIntBE(at, 3));
  return seen.size;
}

/** How many pixels differ between two pictures of one size. */
function difference(one: Buffer, other: Buffer): number {
  let count = 0;
  for (let at = 0; at + 2 < one.length; at += 3) {
    if (one.readUIntBE(at, 3) !== other.readUIntBE(at, 3)) count++;
  }
  return count;
}
