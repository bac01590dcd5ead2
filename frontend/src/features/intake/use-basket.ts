import { useRef, useState } from "react";
import { BridgeError } from "@/bridge/call";
import { expandPaths, importFiles, type Mapping, previewFiles } from "@/bridge/intake";
import { cancelJob, onProgress } from "@/bridge/jobs";
import { addFiles, type Item, requestOf, standingOf, sumOf, takeOutcomes } from "./basket";

/** Work on files, as it goes or as it ended. */
export type Work = {
  kind: "preview" | "import";
  files: number;
  /** Of total: files of a preview, bytes of an import; total is null while that is not known. */
  done: number;
  total: number | null;
  state: "running" | "finished" | "canceled";
  /** What an import brought, once it is finished. */
  brought: { added: number; updated: number; skips: number } | null;
};

/** What was answered of a file. */
export type Answer = { client?: string; channel?: string; year?: number; mapping?: Mapping };

type Kind = "expand" | "preview" | "import";

/** As many files are read at once as show within a second. */
const AT_ONCE = 8;

const isStop = (reason: unknown) => reason instanceof BridgeError && reason.code === "canceled";

/**
 * The files on their way in, given while a brand is open: read in the background as they are added, some at a time, and
 * imported together when that is said.
 */
export function useBasket(client: string, brandId: string) {
  const [items, setItems] = useState<readonly Item[]>([]);
  const [reading, setReading] = useState<Work | null>(null);
  const [importing, setImporting] = useState<Work | null>(null);
  const [result, setResult] = useState<Work | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(items);
  /** Names of the works that run, by what they do. */
  const jobs = useRef<Record<Kind, string | null>>({ expand: null, preview: null, import: null });
  const isReading = useRef(false);
  /** Said between two readings, when no job was there to be stopped. */
  const isStopped = useRef(false);

  function update(next: readonly Item[]) {
    latest.current = next;
    setItems(next);
  }

  /** Runs a work under a name by which it reports and is stopped. */
  async function work<Result>(
    kind: Kind,
    run: (job: string) => Promise<Result>,
    progress: (done: number, total: number) => void,
  ): Promise<Result> {
    const job = `intake ${crypto.randomUUID()}`;
    jobs.current[kind] = job;
    const leave = onProgress(job, ({ done, total }) => progress(done, total));
    try {
      return await run(job);
    } finally {
      leave();
      jobs.current[kind] = null;
    }
  }

  /** Reads what waits, some files at a time, until nothing does; one run at a time. */
  async function read() {
    if (isReading.current) return;
    isReading.current = true;
    isStopped.current = false;
    let done = 0;
    try {
      for (;;) {
        const waiting = latest.current.filter((item) => item.waits);
        const some = waiting.slice(0, AT_ONCE).map(requestOf);
        if (some.length === 0) break;
        const total = done + waiting.length;
        const show = (now: number) =>
          setReading({ kind: "preview", files: total, done: now, total, state: "running", brought: null });
        show(done);
        const outcomes = await work(
          "preview",
          (job) => previewFiles(client, brandId, job, some),
          (part, of) => show(done + (of > 0 ? (some.length * part) / of : 0)),
        );
        done += some.length;
        update(takeOutcomes(latest.current, some, outcomes, false));
        if (isStopped.current) throw new BridgeError("canceled", "");
      }
    } catch (reason) {
      const files = latest.current.filter((item) => item.waits).length;
      if (isStop(reason)) {
        setResult({ kind: "preview", files, done: 0, total: null, state: "canceled", brought: null });
      } else setError(reason);
      // What could not be read to its end would wait for ever.
      update(latest.current.filter((item) => !item.waits));
    }
    isReading.current = false;
    setReading(null);
  }

  /** Changes what is known of a file, and reads it again. */
  function again(change: (item: Item) => Item | null) {
    update(
      latest.current.map((item) => {
        const changed = change(item);
        return changed ? { ...changed, waits: true, imported: false } : item;
      }),
    );
    void read();
  }

  // What they close over never changes: the list, once drawn, need not be drawn anew for them.
  const [actions] = useState(() => ({
    /** Adds files, and those in folders and archives, and reads what they would change. Resolves with their paths. */
    async add(paths: readonly string[]): Promise<string[]> {
      if (paths.length === 0) return [];
      setResult(null);
      setError(null);
      if (!isReading.current) {
        setReading({ kind: "preview", files: 0, done: 0, total: null, state: "running", brought: null });
      }
      try {
        const files = await work(
          "expand",
          (job) => expandPaths(job, [...paths]),
          () => undefined,
        );
        update(addFiles(latest.current, files));
        void read();
        return files;
      } catch (reason) {
        if (!isStop(reason)) setError(reason);
        if (!isReading.current) setReading(null);
        return [];
      }
    },
    /** Answers what a file asks, and reads it again. */
    answer(path: string, answer: Answer) {
      again((item) => (item.path === path ? { ...item, ...answer } : null));
    },
    /** Reads every file again whose table nobody knew: somebody has said since what such tables hold. */
    lookAgain() {
      again((item) => (item.outcome?.unknown ? item : null));
    },
    /** Takes a file off the list; nothing that was imported is undone by it. */
    remove(path: string) {
      update(latest.current.filter((item) => item.path !== path));
    },
    /** Takes every file off the list. */
    clear() {
      update([]);
    },
    /** Imports everything that is clear. */
    async importClear() {
      if (jobs.current.import !== null) return;
      const clear = latest.current.filter((item) => standingOf(item) === "clear").map(requestOf);
      if (clear.length === 0) return;
      const begun: Work = {
        kind: "import",
        files: clear.length,
        done: 0,
        total: null,
        state: "running",
        brought: null,
      };
      setError(null);
      setResult(null);
      setImporting(begun);
      const paths = new Set(clear.map(({ path }) => path));
      try {
        const outcomes = await work(
          "import",
          (job) => importFiles(client, brandId, job, clear),
          (done, total) => setImporting({ ...begun, done, total: total || null }),
        );
        update(takeOutcomes(latest.current, clear, outcomes, true));
        const done = latest.current.filter((item) => item.imported && paths.has(item.path) && !item.outcome?.error);
        setResult({ ...begun, state: "finished", brought: sumOf(done) });
      } catch (reason) {
        if (isStop(reason)) setResult({ ...begun, state: "canceled" });
        else setError(reason);
        // Stopped in the middle: what came in before that shows as known.
        again((item: Item) => (paths.has(item.path) ? item : null));
      }
      setImporting(null);
    },
    /** Stops what is running. */
    cancel(kind: Work["kind"]) {
      if (kind === "preview") isStopped.current = true;
      for (const job of kind === "import" ? [jobs.current.import] : [jobs.current.expand, jobs.current.preview]) {
        if (job !== null) void cancelJob(job);
      }
    },
  }));
  return {
    ...actions,
    items,
    /** What runs now, or null. */
    reading,
    importing,
    /** How the last import ended, or what was stopped, until files are added. */
    result,
    error,
  };
}

/** What useBasket gives. */
export type Basket = ReturnType<typeof useBasket>;
