import { existsSync } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { App } from "./app";
import { end, run, start } from "./child";
import { outFolder } from "./paths";
import { until } from "./until";

const source = fileURLToPath(new URL("neighbour.c", import.meta.url));

/** Builds neighbour.c, where it is newer than what was built, with what builds the app's own window. */
async function build(): Promise<string> {
  const program = join(outFolder("e2e"), "neighbour");
  if (existsSync(program) && (await stat(program)).mtimeMs > (await stat(source)).mtimeMs) return program;
  const flags = (await run("pkg-config", ["--cflags", "--libs", "gtk+-3.0"])).trim().split(/\s+/);
  const fresh = `${program}.${process.pid}`;
  await run("cc", ["-o", fresh, source, ...flags]);
  await rename(fresh, program);
  return program;
}

function surroundings({ display }: App): NodeJS.ProcessEnv {
  return { ...process.env, DISPLAY: display.name, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1" };
}

/** Starts the other program; heard tells whether it has said a word. */
async function neighbour(app: App, ...args: string[]) {
  const child = start(await build(), args, { stdio: ["pipe", "pipe", "ignore"], env: surroundings(app) });
  let words = "";
  (child.stdout as Readable).on("data", (chunk) => {
    words += chunk;
  });
  const heard = (word: string) =>
    until(`The other program says ${word}`, () => app.alive() && words.split("\n").includes(word));
  return { heard, input: child.stdin as Writable, end: () => end(child) };
}

/** Drags files or folders out of another program's window onto a place of the screen, and lets them fall. */
export async function dragOnto(app: App, place: { x: number; y: number }, ...paths: string[]): Promise<void> {
  const files = await neighbour(app, "drag", ...paths);
  try {
    await files.heard("ready");
    const { move, press, release } = app.display.mouse;
    await move(40, 40);
    await press();
    await move(60, 60);
    await move(90, 90);
    await files.heard("begun");
    await move(place.x - 20, place.y - 20);
    await move(place.x, place.y);
    await files.heard("welcome");
    await release();
    await files.heard("given");
    await files.heard("done");
  } finally {
    await files.end();
  }
}

/** Puts text on the clipboard from another program, and returns what ends that program. */
export async function copyElsewhere(app: App, text: string): Promise<() => Promise<void>> {
  const sheet = await neighbour(app, "copy");
  sheet.input.end(text);
  await sheet.heard("ready");
  return sheet.end;
}

/** What another program pastes; rejects while there is no text. */
export async function pasteElsewhere(app: App): Promise<string> {
  return await run(await build(), ["paste"], surroundings(app));
}
