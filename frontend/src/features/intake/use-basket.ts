import { useEffect, useRef, useState } from "react";
import { BridgeError } from "@/bridge/call";
import { type FileRequest, importFiles, type Outcome, previewFiles } from "@/bridge/intake";
import { cancelJob, onProgress } from "@/bridge/jobs";
import { addFiles, type Item, standingOf, sumOf, takeOutcomes } from "./basket";

/** Work on files, as it goes or as it ended. */
export type Work = {
  kind: "preview" | "import";
  /** Its name for progress and cancel. */
  job: string;
  files: number;
  /** Bytes; total is null while that is not known. */
  done: number;
  total: number | null;
  state: "running" | "finished" | "canceled";
  /** What an import brought, once it is finished. */
  brought: { added: number; updated: number; skips: number } | null;
};

const asked = ({ path, channel, year }: Item): FileRequest => ({ path, channel, year });

/** The files on their way into a brand: read at once when they are added, imported together when that is said. */
export function useBasket(client: string, brandId: string) {
  const [items, setItems] = useState<readonly Item[]>([]);
  const [work, setWork] = useState<Work | null>(null);
  const [result, setResult] = useState<Work | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(items);
  latest.current = items;
  const job = work?.job ?? null;

  useEffect(() => {
    if (job === null) return;
    return onProgress(job, ({ done, total }) =>
      setWork((old) => (old?.job === job ? { ...old, done, total: total || null } : old)),
    );
  }, [job]);

  function update(next: readonly Item[]) {
    latest.current = next;
    setItems(next);
  }

  /** Runs one call over some files under a name of its own, and takes its outcomes. */
  async function run(kind: Work["kind"], files: readonly FileRequest[]): Promise<Outcome[] | null> {
    const name = `intake ${crypto.randomUUID()}`;
    const begun: Work = { kind, job: name, files: files.length, done: 0, total: null, state: "running", brought: null };
    setError(null);
    setWork(begun);
    if (kind === "import") setResult(null);
    const end = (change: Partial<Work> | null) => {
      setWork((old) => (old?.job === name ? null : old));
      if (change) setResult({ ...begun, ...change });
    };
    try {
      const call = kind === "import" ? importFiles : previewFiles;
      const outcomes = await call(client, brandId, name, [...files]);
      const after = takeOutcomes(latest.current, files, outcomes, kind === "import");
      update(after);
      const done = after.filter((item) => item.imported && files.some(({ path }) => path === item.path));
      end(
        kind === "import" ? { state: "finished", brought: sumOf(done.filter((item) => !item.outcome?.error)) } : null,
      );
      return outcomes;
    } catch (reason) {
      if (reason instanceof BridgeError && reason.code === "canceled") end({ state: "canceled" });
      else {
        setError(reason);
        end(null);
      }
      return null;
    }
  }

  async function preview(files: readonly FileRequest[]) {
    if (files.length === 0) return;
    const outcomes = await run("preview", files);
    // What could not be read to its end would wait for ever.
    if (!outcomes) {
      update(latest.current.filter((item) => item.outcome || !files.some(({ path }) => path === item.path)));
    }
  }

  return {
    items,
    /** What runs now. */
    work,
    /** How the last import ended, or what was stopped, until files are added. */
    result,
    error,
    /** Adds files and reads what they would change. */
    add(paths: readonly string[]) {
      if (paths.length === 0) return;
      setResult(null);
      update(addFiles(latest.current, paths));
      void preview(paths.map((path) => ({ path, channel: "", year: 0 })));
    },
    /** Says which channel a file belongs to, and reads it again. */
    choose(path: string, channel: string) {
      update(latest.current.map((item) => (item.path === path ? { ...item, channel, outcome: null } : item)));
      void preview([{ path, channel, year: 0 }]);
    },
    /** Takes a file off the list; nothing that was imported is undone by it. */
    remove(path: string) {
      update(latest.current.filter((item) => item.path !== path));
    },
    /** Imports everything that is clear. */
    async importClear() {
      if (job !== null) return;
      const clear = latest.current.filter((item) => standingOf(item) === "clear").map(asked);
      if (clear.length === 0) return;
      const outcomes = await run("import", clear);
      if (outcomes) return;
      // Stopped in the middle: what came in before that shows as known.
      const again = (path: string) => clear.some((request) => request.path === path);
      update(latest.current.map((item) => (again(item.path) ? { ...item, outcome: null } : item)));
      await preview(clear);
    },
    /** Stops what is running. */
    cancel() {
      if (job !== null) void cancelJob(job);
    },
  };
}

/** What useBasket gives. */
export type Basket = ReturnType<typeof useBasket>;
