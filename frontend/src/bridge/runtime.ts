/** What we use of the runtime that Wails puts on the window. */
export type Runtime = {
  /** Returns the canceller of this one listener. */
  EventsOn(name: string, fn: (...data: unknown[]) => void): () => void;
  BrowserOpenURL(url: string): void;
  OnFileDrop(fn: (x: number, y: number, paths: string[]) => void, useDropTarget: boolean): void;
  OnFileDropOff(): void;
  LogError(message: string): void;
};

declare global {
  interface Window {
    runtime?: Runtime;
    go?: { app?: Record<string, Record<string, (...args: never[]) => Promise<unknown>>> };
  }
}

/** The runtime, or null where the page stands outside the app's window. */
export function runtime(): Runtime | null {
  return window.runtime ?? null;
}
