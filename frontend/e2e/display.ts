import type { Readable } from "node:stream";
import { end, run, runForBytes, start } from "./child";

/** The size of a window or page, in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A virtual screen of its own, without a window manager. */
export interface Display {
  /** What `DISPLAY` must be for a program to appear here. */
  name: string;
  /** Types text into whatever has the focus, as a keyboard would. */
  type(text: string): Promise<void>;
  /** Presses keys by their X names, one chord after another: `"Tab"`, `"ctrl+k"`. */
  key(...chords: string[]): Promise<void>;
  /** The pointer and its first button. */
  mouse: {
    move(x: number, y: number): Promise<void>;
    press(): Promise<void>;
    release(): Promise<void>;
  };
  /** The ids of visible windows whose title matches a regular expression. */
  windows(title: string): Promise<string[]>;
  /** Gives a window the keyboard: nobody else does without a window manager. */
  focus(window: string): Promise<void>;
  /** The title of a window. */
  title(window: string): Promise<string>;
  /** A PNG of one window, or of all that is to be seen. */
  picture(window?: string): Promise<Buffer>;
  /** The raw pixels of one window, three bytes each, red first. */
  pixels(window: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** Opens a virtual screen under a number that is free. */
export async function openDisplay(size: Size): Promise<Display> {
  const server = start(
    "Xvfb",
    // Without -noreset the server starts over, and drops whoever is just coming, when its last client leaves.
    [
      "-displayfd",
      "3",
      "-noreset",
      "-nolisten",
      "tcp",
      "-dpi",
      "96",
      "-screen",
      "0",
      `${size.width}x${size.height}x24`,
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const name = `:${await firstLine(server.stdio[3] as Readable, "Xvfb")}`;
  const env = { ...process.env, DISPLAY: name };
  const xdotool = (...args: string[]) => run("xdotool", args, env);
  return {
    name,
    async type(text) {
      await xdotool("type", "--delay", "8", "--", text);
    },
    async key(...chords) {
      await xdotool("key", "--delay", "12", "--", ...chords);
    },
    mouse: {
      move: async (x, y) => void (await xdotool("mousemove", "--sync", String(x), String(y))),
      press: async () => void (await xdotool("mousedown", "1")),
      release: async () => void (await xdotool("mouseup", "1")),
    },
    async windows(title) {
      // xdotool ends with status 1 where it finds none.
      const found = await xdotool("search", "--onlyvisible", "--name", title).catch(() => "");
      return found.split("\n").filter(Boolean);
    },
    async focus(window) {
      await xdotool("windowfocus", "--sync", window);
    },
    async title(window) {
      return (await xdotool("getwindowname", window)).trimEnd();
    },
    picture: (window = "root") => runForBytes("import", ["-window", window, "png:-"], env),
    pixels: (window) => runForBytes("import", ["-window", window, "-depth", "8", "rgb:-"], env),
    close: () => end(server),
  };
}

async function firstLine(stream: Readable, program: string): Promise<string> {
  let text = "";
  for await (const chunk of stream) {
    text += chunk;
    if (text.includes("\n")) return text.trim();
  }
  throw new Error(`${program} ended before it was ready`);
}
