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
