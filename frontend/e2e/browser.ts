import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { ServedApp } from "./app";
import type { Size } from "./display";
import { chromiumPath } from "./paths";

/** How a page is looked at. */
export interface Look {
  size?: Size;
  /** What the system says it prefers. */
  theme?: "light" | "dark";
  /** The system's language. */
  language?: "en" | "es";
}

/** A page of the app in Chromium, and what went wrong in it. */
export interface Visit {
  page: Page;
  /** Errors of the page's console, exceptions that nobody caught, requests that left this machine. */
  faults: string[];
  close(): Promise<void>;
}

let browser: Promise<Browser> | undefined;

/** Opens the app's first page in a browser profile of its own; `faults` collects what goes wrong in it. */
export async function visit(app: ServedApp, look: Look = {}, faults: string[] = []): Promise<Visit> {
  browser ??= chromium.launch({
    executablePath: chromiumPath(),
    // Root has no sandbox; the rest keeps the browser itself from the network.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const context = await (await browser).newContext({
    viewport: look.size ?? { width: 1440, height: 900 },
    colorScheme: look.theme ?? "light",
    locale: look.language === "es" ? "es-ES" : "en-GB",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  watch(context, new URL(app.url).host, faults);
  const page = await context.newPage();
  await page.goto(app.url);
  return { page, faults, close: () => context.close() };
}

/** Ends the browser that `visit` started. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

function watch(context: BrowserContext, host: string, faults: string[]): void {
  const mind = (address: string) => {
    const url = new URL(address);
    if (url.host !== host && !["data:", "blob:", "about:"].includes(url.protocol)) {
      faults.push(`left this machine: ${address}`);
    }
  };
  context.on("request", (request) => mind(request.url()));
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (event) => {
    const { stack = String(event.error()) } = event.error();
    // Wails' own script for browsers looks for the page's body before there is one.
    if (!/\/wails\/ipc\.js[^\n]*$/.test(stack)) faults.push(`not caught: ${stack}`);
  });
  context.on("page", (page) => page.on("websocket", (socket) => mind(socket.url())));
}
