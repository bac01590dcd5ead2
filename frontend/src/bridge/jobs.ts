import { Cancel } from "@wails/go/app/Window";
import { useState } from "react";
import { BridgeError, bound } from "./call";
import { listen } from "./events";

/** How far a long work is; total is 0 while that is not known. */
export type Progress = { job: string; done: number; total: number };

/** Stops a long work by the name that the page gave it. */
export const cancelJob = bound(Cancel);

/** Hears how far one long work is until the returned function is called. */
export function onProgress(job: string, fn: (progress: Progress) => void): () => void {
  return listen<Progress>("job", (progress) => {
    if (progress.job === job) fn(progress);
  });
}

/**
 * One long work at a time. run gives it the name under which it reports and is stopped, and resolves with null when it
 * was stopped, or when another is still running. Progress is null while nothing runs.
 */
export function useJob() {
  const [progress, setProgress] = useState<Progress | null>(null);
  async function run<Result>(work: (job: string) => Promise<Result>): Promise<Result | null> {
    if (progress) return null;
    const job = crypto.randomUUID();
    setProgress({ job, done: 0, total: 0 });
    const leave = onProgress(job, setProgress);
    try {
      return await work(job);
    } catch (reason) {
      if (reason instanceof BridgeError && reason.code === "canceled") return null;
      throw reason;
    } finally {
      leave();
      setProgress(null);
    }
  }
  return { progress, run, stop: () => void (progress && cancelJob(progress.job)) };
}
