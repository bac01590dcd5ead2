import type { FileRequest, Outcome } from "@/bridge/intake";

/** A file on its way in: what was asked for, and what is known of it. */
export type Item = FileRequest & {
  /** Of the preview, or of the import once it is done; null before it was ever read. */
  outcome: Outcome | null;
  /** It is to be read, for the first time or with a new answer; the outcome is of before. */
  waits: boolean;
  imported: boolean;
};

/**
 * Where a file stands. "clear" can be imported; "asks" waits for an answer, see Question; "known" came in before, these
 * very bytes; "refused" has a sentence.
 */
export type Standing = "reading" | "clear" | "asks" | "known" | "refused" | "imported";

/** What a file waits for: whose it is, on which channel, its year, or what its table holds. */
export type Question = "client" | "channel" | "year" | "holds";

/** Where a file stands. */
export function standingOf({ outcome, imported, waits }: Item): Standing {
  if (!outcome || waits) return "reading";
  if (imported && !outcome.error && !outcome.same) return "imported";
  if (questionOf(outcome)) return "asks";
  if (outcome.error) return "refused";
  return outcome.same ? "known" : "clear";
}

/** What a file asks, null where nothing is open. */
export function questionOf(outcome: Outcome): Question | null {
  if (outcome.unknown) return "holds";
  if (outcome.error || outcome.question === "") return null;
  return outcome.question as Question;
}

/** A file that is to be read, with nothing answered yet. */
export function freshItem(path: string): Item {
  return { path, channel: "", outcome: null, waits: true, imported: false };
}

/** The list with files added that are to be read; one that is there is read anew, and what is done makes room. */
export function addFiles(items: readonly Item[], paths: readonly string[]): Item[] {
  const again = new Set(paths);
  const waiting = items.filter((item) => {
    const standing = standingOf(item);
    return standing !== "imported" && standing !== "known" && !again.has(item.path);
  });
  return [...waiting, ...[...again].map(freshItem)];
}

/** What is asked of the backend for a file. */
export function requestOf({ path, client, channel, year, mapping }: Item): FileRequest {
  return { path, client, channel, year, mapping };
}

/**
 * The list with what is now known of the files that were asked for, outcome by request. A file that was answered anew
 * meanwhile waits for its own reading.
 */
export function takeOutcomes(
  items: readonly Item[],
  asked: readonly FileRequest[],
  outcomes: readonly Outcome[],
  imported: boolean,
): Item[] {
  const byPath = new Map(asked.map((request, at) => [request.path, { request, outcome: outcomes[at] }]));
  return items.map((item) => {
    const found = byPath.get(item.path);
    if (!found?.outcome || !sameAnswers(item, found.request)) return item;
    return { ...item, outcome: found.outcome, waits: false, imported };
  });
}

function sameAnswers(item: Item, asked: FileRequest): boolean {
  return (["client", "channel", "year", "mapping"] as const).every((answer) => item[answer] === asked[answer]);
}

/** The counts of all files that are to be imported. */
export function sumOf(items: readonly Item[]): { added: number; updated: number; skips: number } {
  const sum = { added: 0, updated: 0, skips: 0 };
  for (const { outcome } of items) {
    sum.added += outcome?.added ?? 0;
    sum.updated += outcome?.updated ?? 0;
    sum.skips += outcome?.skips ?? 0;
  }
  return sum;
}

/** How many files stand where, and those that are still read. */
export function countOf(items: readonly Item[]): Record<Standing, number> {
  const count = { reading: 0, clear: 0, asks: 0, known: 0, refused: 0, imported: 0 };
  for (const item of items) count[standingOf(item)]++;
  return count;
}

/**
 * Which file waits for an answer next: the one gone to last where it asks another question now, else the next after it,
 * from the first one on again. Null where none does.
 */
export function nextAsking(items: readonly Item[], last: { path: string; question: Question | null } | null) {
  const from = items.findIndex(({ path }) => path === last?.path);
  const asks = (item: Item) => standingOf(item) === "asks";
  const there = items[from];
  if (there?.outcome && asks(there) && questionOf(there.outcome) !== last?.question) return there;
  return items.slice(from + 1).find(asks) ?? items.find(asks) ?? null;
}
