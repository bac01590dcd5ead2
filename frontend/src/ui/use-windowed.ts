import { hashKey, type QueryKey, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

/** Rows that are read together. */
export const BLOCK = 200;
/** How many rows before and after those that are seen are read ahead. */
const AHEAD = 60;
/** How long a block that is no longer seen is kept. */
const KEPT = 30_000;
/** While the bar is dragged far, blocks are asked for this often at most. */
const PAUSE = 80;

/** A list of which only what is seen is here. */
export type RowSource<Row> = {
  /** What is listed; another one begins at its top. */
  list: unknown;
  total: number;
  /** The row at a place, once it has arrived. */
  at: (place: number) => Row | undefined;
  /** Says which rows are seen. */
  onSeen: (first: number, last: number) => void;
  /** The ids of so many rows from a place on, here or not. */
  ids: (first: number, count: number) => Promise<string[]>;
};

/** How the blocks of a list are read. */
export type Reader<List, Block extends { rows: readonly unknown[] }> = {
  key: (list: List, block: number) => QueryKey;
  /** Reads BLOCK rows from place block × BLOCK on, fewer at the list's end. */
  read: (list: List, block: number) => Promise<Block>;
};

/**
 * Reads a list where it is looked at. The list that was seen stays until another one has begun to arrive; one of the
 * same key is the same list.
 */
export function useWindowed<List, Block extends { rows: readonly unknown[] }>(
  list: List,
  { key, read }: Reader<List, Block>,
) {
  const options = (of: List, block: number) => ({
    queryKey: key(of, block),
    queryFn: () => read(of, block),
    gcTime: KEPT,
  });
  const incoming = useQuery(options(list, 0));
  const [shown, setShown] = useState(list);
  const [wanted, setWanted] = useState({ from: 0, to: 0 });
  const another = shown !== list && hashKey(key(shown, 0)) !== hashKey(key(list, 0));
  if (another && incoming.data) {
    setShown(list);
    setWanted({ from: 0, to: 0 });
  }

  // The first block tells about the list, wherever one looks.
  const numbers = [0];
  for (let block = Math.max(1, wanted.from); block <= wanted.to; block++) numbers.push(block);
  const results = useQueries({ queries: numbers.map((block) => options(shown, block)) });
  const blocks = new Map(numbers.map((block, i) => [block, results[i]?.data]));

  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const next = useRef(wanted);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const onSeen = useCallback((first: number, last: number) => {
    const from = Math.max(0, Math.floor((first - AHEAD) / BLOCK));
    const to = Math.max(0, Math.floor((last + AHEAD) / BLOCK));
    const far = from > next.current.to + 1 || to < next.current.from - 1;
    next.current = { from, to };
    const ask = () => {
      waiting.current = undefined;
      setWanted((old) => (old.from === next.current.from && old.to === next.current.to ? old : next.current));
    };
    if (far) waiting.current ??= setTimeout(ask, PAUSE);
    else if (waiting.current === undefined) ask();
  }, []);

  return {
    /** The list that is seen. */
    shown,
    first: blocks.get(0) ?? null,
    at: (place: number): Block["rows"][number] | undefined =>
      blocks.get(Math.floor(place / BLOCK))?.rows[place % BLOCK],
    onSeen,
    pending: incoming.isPending && !another && !blocks.get(0),
    error: incoming.error ?? results.find(({ error }) => error)?.error ?? undefined,
    refetch: () => void incoming.refetch(),
  };
}
