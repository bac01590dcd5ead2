import type { Channel } from "@/bridge/brand";
import type { CourseRow, Metric } from "@/bridge/kpi";
import type { Value } from "@/lib/format";
import type { Language } from "@/lib/language";
import { formatTick } from "@/lib/unit";
import type { Series } from "@/ui/chart";
import { axesOf, type Course, coursesOf, cutsOf, type Look } from "./explore";
import { channelName, formatValue, nameOf, type Words } from "./words";

/** A series of the explorer as chart and table show it. */
export type Line = {
  course: Course;
  name: string;
  write: (value: Value) => string;
  /** Writes a step of its axis. */
  tick: (value: number) => string;
  /** Where its course is cut. */
  cuts: readonly number[];
  /** Null where both axes of one chart are taken by other units. */
  axis: 0 | 1 | null;
  /** Its place in the palette, from 1. */
  shade: number;
};

/** What the series of a look need to be told of. */
export type Context = {
  channels: readonly Channel[];
  metrics: ReadonlyMap<string, Metric>;
  language: Language;
  t: Words;
};

/** The series of a look, in the order in which they were chosen. */
export function linesOf(
  rows: readonly CourseRow[],
  look: Pick<Look, "metrics" | "places">,
  { channels, metrics, language, t }: Context,
): Line[] {
  const courses = coursesOf(rows, look);
  const axes = axesOf(courses.map(({ rows: of }) => unitOf(of)));
  return courses.map((course, i) => {
    const [row] = course.rows;
    const money = course.rows.find(({ currency }) => currency)?.currency;
    const channel = channels.find(({ id }) => id === course.channel);
    const place = channel ? channelName(channel, t) : t("kpi:whole_brand");
    const name = nameOf(course.metric, metrics, t);
    return {
      course,
      name: look.places.length > 1 || channel ? `${name} · ${place}` : name,
      write: (value) =>
        formatValue(value, row?.unit ?? "count", row?.kind ?? "flow", money, language, t, row?.decimals),
      tick: (value) =>
        formatTick(value, { unit: row?.unit ?? "count", kind: row?.kind ?? "flow", currency: money }, language),
      cuts: cutsOf(course.rows),
      axis: axes[i] ?? null,
      shade: i + 1,
    };
  });
}

/** A line as a chart draws it, with the one it is compared with. */
export function seriesOf(
  { course, name, write, tick, cuts, axis, shade }: Line,
  compared: boolean,
  t: Words,
): Series[] {
  const one: Series = {
    name,
    kind: "line",
    values: course.rows.map(({ value }) => value ?? null),
    shade,
    axis: axis ?? 0,
    format: write,
    tick,
    cuts,
  };
  if (!compared) return [one];
  return [
    one,
    {
      ...one,
      name: t("kpi:explore.compared", { name }),
      values: course.rows.map(({ before }) => before?.value ?? null),
      muted: true,
      cuts: cutsOf(course.rows.map(({ before }) => before)),
    },
  ];
}

/** How many spans of the earlier time stand beside none: a month has more days than another. */
export const aloneOf = ({ rows }: Course) => rows.filter(({ before }) => !before).length;

/** Whether anything is known of a line in the time, or in the one it is compared with. */
export const hasNumbers = ({ course: { rows } }: Line) =>
  rows.some(({ value, before }) => (value ?? before?.value ?? null) !== null);

/** What shares an axis: the unit, and of money its currency. */
const unitOf = (rows: readonly CourseRow[]) =>
  `${rows[0]?.unit ?? ""} ${rows.find(({ currency }) => currency)?.currency ?? ""}`;
