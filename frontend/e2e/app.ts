import { existsSync } from "node:fs";
import { cp, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { end, run, start } from "./child";
import { type Display, openDisplay, type Size } from "./display";
import { builtPages, devApp, realApp } from "./paths";
import { Hopeless, until } from "./until";

/** How an app is started. */
export interface AppOptions {
  /** Fills the data folder with the command line before the app starts. */
  prepare?: (folder: DataFolder) => Promise<void>;
  /** Finds a data folder to start from; it is copied, so that it stays as it is. */
  from?: () => Promise<string>;
  /** The size of the virtual screen. */
  size?: Size;
  /** Environment variables besides the test's own. */
  env?: Record<string, string>;
}

/** A data folder of its own, with the command line over it. */
export interface DataFolder {
  path: string;
  /** Runs `brandloop --data … ARGS` and returns what it printed; rejects with what it said on stderr. */
  cli(...args: string[]): Promise<string>;
  /** The same with `--json`, parsed. */
  json<T>(...args: string[]): Promise<T>;
}

/** A running app. */
export interface App {
  data: DataFolder;
  /** The virtual screen it is on; the system's own dialogs appear there. */
  display: Display;
  /** True while it runs; throws Hopeless once it has ended. */
  alive(): true;
  /** What it has printed so far. */
  log(): Promise<string>;
  /** Ends the app and its screen; the data folder stays. */
  stop(): Promise<void>;
  /** Removes the data folder. */
  forget(): Promise<void>;
}

/** A running app whose pages a browser can open. */
export interface ServedApp extends App {
  /** Where its first page is. */
  url: string;
}

/** Starts the app with its pages at a free port, and waits until it answers. */
export async function startServedApp(options: AppOptions = {}): Promise<ServedApp> {
  const address = `127.0.0.1:${await freePort()}`;
  const app = await startApp(devApp, options, {
    // Wails reads these when built with the tag dev; as flags they would meet our own.
    assetdir: builtPages,
    devserver: address,
    loglevel: "Warning",
  });
  const url = `http://${address}/`;
  try {
    await until("The app serves its pages", () => app.alive() && fetch(url).then((answer) => answer.ok));
  } catch (error) {
    await app.stop();
    throw new Error(`${String(error)}\n${await app.log()}`);
  }
  return { ...app, url };
}

/** Starts the app as people get it. Its window may not be there yet. */
export async function startRealApp(options: AppOptions = {}): Promise<App> {
  return await startApp(realApp, options, {});
}

/** Makes an empty data folder, or a copy of one, for `program`'s command line. */
export async function makeDataFolder(program = realApp, from?: string): Promise<DataFolder> {
  const path = await mkdtemp(join(tmpdir(), "brandloop-e2e-"));
  if (from) await cp(from, path, { recursive: true });
  const cli = (...args: string[]) => run(program, ["--data", path, ...args]);
  return { path, cli, json: async (...args) => JSON.parse(await cli(...args, "--json")) };
}

async function startApp(program: string, options: AppOptions, env: Record<string, string>): Promise<App> {
  if (!existsSync(program)) throw new Error(`${program} is missing: run make build dev-app`);
  const data = await makeDataFolder(program, await options.from?.());
  await options.prepare?.(data);
  const display = await openDisplay(options.size ?? { width: 1440, height: 900 });
  const logPath = `${data.path}.log`;
  const logFile = await open(logPath, "a");
  const child = start(program, ["--data", data.path], {
    stdio: ["ignore", logFile.fd, logFile.fd],
    env: {
      ...process.env,
      DISPLAY: display.name,
      WAYLAND_DISPLAY: "",
      GDK_BACKEND: "x11",
      // No graphics card, no session bus and no desktop's settings here.
      LIBGL_ALWAYS_SOFTWARE: "1",
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      NO_AT_BRIDGE: "1",
      GTK_THEME: "Adwaita",
      LANG: "C.UTF-8",
      ...env,
      ...options.env,
    },
  });
  await logFile.close();
  return {
    data,
    display,
    log: () => readFile(logPath, "utf8"),
    alive(): true {
      if (child.exitCode === null && child.signalCode === null) return true;
      throw new Hopeless(`the app ended with ${child.signalCode ?? `status ${child.exitCode}`}`);
    },
    async stop() {
      await end(child);
      await display.close();
    },
    async forget() {
      await rm(data.path, { recursive: true, force: true });
      await rm(logPath, { force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
