import type { CampaignLine } from "@/bridge/kpi";
import { matches } from "@/lib/match";
import type { Sort } from "@/ui/data-table";

/** The ids of the lines that have others below them. */
export function parentsOf(lines: readonly CampaignLine[]): ReadonlySet<string> {
  return new Set(
    lines
      .filter((line, at) => {
        const next = lines[at + 1];
        return next !== undefined && next.channel_id === line.channel_id && next.part.length > line.part.length;
      })
      .map(({ id }) => id),
  );
}

/** Where the lines below a line end. */
function stretch(lines: readonly CampaignLine[], at: number): number {
  const depth = lines[at]?.part.length ?? 0;
  let end = at + 1;
  while (end < lines.length && (lines[end]?.part.length ?? 0) > depth) end++;
  return end;
}

/** Sorts the lines that stand beside each other by a column; missing values come last, and what is below a line stays below it. */
export function sortTree(
  lines: readonly CampaignLine[],
  sort: Sort | null,
  value: (line: CampaignLine) => number | string | null,
): readonly CampaignLine[] {
  if (!sort) return lines;
  const sign = sort.descending ? -1 : 1;
  const compare = (a: CampaignLine, b: CampaignLine) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (typeof x === "string" || typeof y === "string") return sign * String(x).localeCompare(String(y));
    return sign * (x - y);
  };
  const list = (from: number, to: number): CampaignLine[] => {
    const blocks: { head: CampaignLine; below: CampaignLine[] }[] = [];
    for (let at = from; at < to; ) {
      const end = stretch(lines, at);
      const head = lines[at];
      if (head) blocks.push({ head, below: list(at + 1, end) });
      at = end;
    }
    // An account stays where it is: the order is one of campaigns.
    if (blocks[0]?.head.part.length) blocks.sort((a, b) => compare(a.head, b.head));
    return blocks.flatMap(({ head, below }) => [head, ...below]);
  };
  return list(0, lines.length);
}

/** The lines whose names hold the words, those above them, and those below a campaign that does. */
export function findInTree(lines: readonly CampaignLine[], words: string): readonly CampaignLine[] {
  if (words.trim() === "") return lines;
  const kept = new Set<CampaignLine>();
  const above: CampaignLine[] = [];
  lines.forEach((line, at) => {
    above.length = line.part.length;
    above[line.part.length] = line;
    if (line.part.length === 0 || !matches(words, line.part.at(-1) ?? "")) return;
    for (const one of above) kept.add(one);
    for (const one of lines.slice(at, stretch(lines, at))) kept.add(one);
  });
  return lines.filter((line) => kept.has(line));
}

/** The lines that are seen: an account's campaigns always, what is below a campaign where it is opened. */
export function seenOfTree(lines: readonly CampaignLine[], opened: ReadonlySet<string>): readonly CampaignLine[] {
  const seen: CampaignLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    seen.push(line);
    at = line.part.length === 0 || opened.has(line.id) ? at + 1 : stretch(lines, at);
  }
  return seen;
}
