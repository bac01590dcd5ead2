import type { Runtime } from "./runtime";

type Answer = (...args: never[]) => unknown;

/** What a test holds of the window's stand-in. */
export type Fake = {
  /** Every call so far, oldest first: "Struct.Method" and its arguments. */
  calls: { name: string; args: unknown[] }[];
  /** Sends an event as the backend would. */
  emit(name: string, data?: unknown): void;
  /** Drops files on the window. */
  drop(paths: string[]): void;
  /** How many listeners an event has. */
  listeners(name: string): number;
};

/**
 * Stands in for Wails in tests, at the one place where the page meets it. Answers are named "Struct.Method"; what an
 * answer throws arrives as the rejection.
 */
export function installFake(answers: Record<string, Answer>): Fake {
  const calls: Fake["calls"] = [];
  const heard = new Map<string, Set<(...data: unknown[]) => void>>();
  let dropped: ((x: number, y: number, paths: string[]) => void) | null = null;

  const app: Record<string, Record<string, (...args: never[]) => Promise<unknown>>> = {};
  for (const [name, answer] of Object.entries(answers)) {
    const [struct = "", method = ""] = name.split(".");
    const methods = app[struct] ?? {};
    app[struct] = methods;
    methods[method] = async (...args: never[]) => {
      calls.push({ name, args });
      return answer(...args);
    };
  }
  const runtime: Runtime = {
    EventsOn(name, fn) {
      const set = heard.get(name) ?? new Set();
      heard.set(name, set.add(fn));
      return () => set.delete(fn);
    },
    OnFileDrop: (fn) => {
      dropped = fn;
    },
    OnFileDropOff: () => {
      dropped = null;
    },
    LogError: () => undefined,
  };
  window.go = { app };
  window.runtime = runtime;
  return {
    calls,
    emit: (name, data) => {
      for (const fn of heard.get(name) ?? []) fn(data);
    },
    drop: (paths) => dropped?.(0, 0, paths),
    listeners: (name) => heard.get(name)?.size ?? 0,
  };
}
