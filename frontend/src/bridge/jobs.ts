import { Cancel } from "@wails/go/app/Window";
import { bound } from "./call";
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
