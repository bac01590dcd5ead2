import type { PartLine, PartRun, PartTable } from "@/bridge/kpi";
import { countDays } from "@/lib/day";

/** The runs of a channel among those of a table, in their order. */
export const runsOf = (runs: readonly PartRun[], channelId: string) =>
  runs.filter(({ channel_id }) => channel_id === channelId);

/**
 * The points of a line's course, oldest first: of what adds over days what a day
 * brought, for runs differ in length; of anything else what each report says. A
 * report of another kind of file begins a new line: a gap stands before it.
 */
export function courseOf(line: PartLine, { course, kind }: Pick<PartTable, "course" | "kind">): (number | null)[] {
  return runsOf(course, line.channel_id).flatMap((run, at) => {
    const value = line.course[at] ?? null;
    const point = value === null || kind !== "flow" ? value : value / countDays(run.from, run.to);
    return run.break ? [null, point] : [point];
  });
}
