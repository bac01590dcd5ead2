import type { FileRequest, Outcome } from "@/bridge/intake";

/** A file on its way in: what was asked for, and what is known of it. */
export type Item = FileRequest & {
  /** Of the preview, or of the import once it is done; null while it is read. */
  outcome: Outcome | null;
  imported: boolean;
};

/**
 * Where a file stands. "clear" can be imported; "asks" waits for its channel; "known" came in before, these very bytes;
 * "refused" has a sentence.
 */
export type Standing = "reading" | "clear" | "asks" | "known" | "refused" | "imported";

/** Where a file stands. */
export function standingOf({ outcome, imported }: Item): Standing {
  if (!outcome) return "reading";
  if (outcome.error) return "refused";
  if (outcome.same) return "known";
  if (imported) return "imported";
  return outcome.question ? "asks" : "clear";
}

/** The list with files added that are to be read; one that is there is read anew, and what is done makes room. */
export function addFiles(items: readonly Item[], paths: readonly string[]): Item[] {
  const waiting = items.filter((item) => {
    const standing = standingOf(item);
    return standing !== "imported" && standing !== "known" && !paths.includes(item.path);
  });
  return [...waiting, ...paths.map((path) => ({ path, channel: "", year: 0, outcome: null, imported: false }))];
}

/**
 * The list with what is now known of the files that were asked for, outcome by request. A file whose channel was chosen
 * anew meanwhile waits for its own answer.
 */
export function takeOutcomes(
  items: readonly Item[],
  asked: readonly FileRequest[],
  outcomes: readonly Outcome[],
  imported: boolean,
): Item[] {
  return items.map((item) => {
    const at = asked.findIndex(({ path, channel }) => path === item.path && channel === item.channel);
    const outcome = outcomes[at];
    return outcome ? { ...item, outcome, imported } : item;
  });
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
