import { runtime } from "./runtime";

type Taker = (paths: string[]) => void;

// The runtime knows one listener for the whole window; the newest of ours gets the files.
let takers: readonly Taker[] = [];

/** Hands over the paths of files dropped on the window until the returned function is called. */
export function onFilesDropped(taker: Taker): () => void {
  if (takers.length === 0) runtime()?.OnFileDrop((_x, _y, paths) => takers.at(-1)?.(paths), false);
  takers = [...takers, taker];
  return () => {
    takers = takers.filter((other) => other !== taker);
    if (takers.length === 0) runtime()?.OnFileDropOff();
  };
}

/**
 * Keeps a file dropped anywhere on the window from opening in place of the app. Some webviews name files
 * "text/uri-list", which the runtime's own guard does not know, and it guards only while there is a taker. Who lets go at
 * the edge of an element has but entered it: WebKit then never sends dragover, and opens what nobody wanted.
 */
export function keepDropsFromOpening(): void {
  const guard = (event: DragEvent) => {
    const types = event.dataTransfer?.types ?? [];
    if (types.includes("Files") || types.includes("text/uri-list")) event.preventDefault();
  };
  for (const name of ["dragenter", "dragover", "drop"] as const) window.addEventListener(name, guard);
}
