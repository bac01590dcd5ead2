/** What we use of the runtime that Wails puts on the window. */
export type Runtime = {
  /** Returns the canceller of this one listener. */
  EventsOn(name: string, fn: (...data: unknown[]) => void): () => void;
  OnFileDrop(fn: (x: number, y: number, paths: string[]) => void, useDropTarget: boolean): void;
  OnFileDropOff(): void;
  LogError(message: string): void;
};

/** The bound methods as Wails puts them on the window, by struct and name. */
export type BoundMethods = Record<string, Record<string, (...args: never[]) => Promise<unknown>>>;

declare global {
  interface Window {
    runtime?: Runtime;
    go?: { app?: BoundMethods };
  }
}

/** The runtime, or null where the page stands outside the app's window. */
export function runtime(): Runtime | null {
  return window.runtime ?? null;
}
