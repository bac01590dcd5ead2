import type { CourseRow, Mark, NumberRow } from "@/bridge/kpi";
import { countDays } from "@/lib/day";
import type { Range } from "@/lib/period";
import { idOf } from "./words";

/** How a period is cut. */
export const STEPS = ["day", "week", "month", "quarter"] as const;
export type Step = (typeof STEPS)[number];

/** What a person looks at over time. */
export type Look = {
  /** Series of the catalogue, "level.key", in the order they were chosen. */
  metrics: readonly string[];
  /** Ids of channels; WHOLE is the brand. */
  places: readonly string[];
  /** Null: as the length of the period suggests. */
  step: Step | null;
  /** The kinds of marks that are shown. */
  marks: readonly MarkKind[];
  /** Null: one chart for as many series as it can be read with, else a small one for each. */
  view: View | null;
};

/** What can be marked along the time. */
export const MARKS = ["incident", "strategy_change", "campaign", "other", "import"] as const;
export type MarkKind = (typeof MARKS)[number];

/** All series in one chart, or a small chart for each. */
export const VIEWS = ["one", "each"] as const;
export type View = (typeof VIEWS)[number];

/** The place of the whole brand. */
export const WHOLE = "brand";

/** As many series as one chart can be read with, and as many small charts as a page can. */
export const MOST = { one: 6, each: 36 } as const;

/** A look as the address carries it; what is empty is left out. */
export type LookSearch = { show?: string; of?: string; by?: string; marks?: string; as?: string };

/** The look as it stands in an address. */
export function lookSearch({ metrics, places, step, marks, view }: Look): LookSearch {
  return {
    show: metrics.join(",") || NONE,
    of: places.join(","),
    by: step ?? undefined,
    marks: marks.join(",") || NONE,
    as: view ?? undefined,
  };
}

/** Stands in an address for an empty list, which an absent one is not. */
const NONE = "none";

/** Reads what lookSearch wrote; null where the address says nothing. */
export function readLook({ show, of, by, marks, as }: LookSearch): Look | null {
  if (typeof show !== "string" || show === "") return null;
  const list = (text: unknown) => (typeof text === "string" && text !== NONE ? text.split(",").filter(Boolean) : []);
  return {
    metrics: list(show),
    places: list(of),
    step: STEPS.find((step) => step === by) ?? null,
    marks: MARKS.filter((mark) => list(marks).includes(mark)),
    view: VIEWS.find((view) => view === as) ?? null,
  };
}

/** The step that suits a period: its days, weeks or months. */
export function stepOf({ from, to }: Range): Step {
  const days = countDays(from, to);
  if (days <= 45) return "day";
  return days <= 200 ? "week" : "month";
}

/** One line of the chart: a metric of the brand or a channel, in the order of time. */
export type Course = { metric: string; channel: string; rows: readonly CourseRow[] };

/** The courses of a look, metric by metric. */
export function coursesOf(rows: readonly CourseRow[], { metrics, places }: Pick<Look, "metrics" | "places">): Course[] {
  return metrics.flatMap((metric) =>
    places.flatMap((place): Course[] => {
      const channel = place === WHOLE ? "" : place;
      const of = rows.filter((row) => idOf(row) === metric && (row.channel_id ?? "") === channel);
      return of.length > 0 ? [{ metric, channel, rows: of }] : [];
    }),
  );
}

/** The spans with a value at which a ratio's course is cut: where both impressions and views stand, or one took the other's place. */
export function cutsOf(rows: readonly (NumberRow | null | undefined)[]): number[] {
  const cuts: number[] = [];
  let before: string | null = null;
  rows.forEach((row, at) => {
    const under = row?.parts?.find((part) => part.under)?.metric ?? null;
    const counts = under === "views" || under === "impressions" ? under : null;
    if (
      at > 0 &&
      ((row?.break && row.value !== null && row.value !== undefined) ||
        (counts !== null && before !== null && counts !== before))
    )
      cuts.push(at);
    before = counts ?? before;
  });
  return cuts;
}

/** The axis of each course: one for each unit, null beyond two. */
export function axesOf(units: readonly string[]): (0 | 1 | null)[] {
  const known = [...new Set(units)];
  return units.map((unit) => ([0, 1] as const)[known.indexOf(unit)] ?? null);
}

/** A mark along spans: the first and last that its days touch. */
export type Stretch = { mark: Mark; from: number; to: number; begins: boolean; ends: boolean };

/** Where marks lie along spans; those that touch none are left out. */
export function stretchesOf(marks: readonly Mark[], spans: readonly Range[]): Stretch[] {
  return marks.flatMap((mark): Stretch[] => {
    const last = mark.to || mark.from;
    const from = spans.findIndex(({ to }) => to >= mark.from);
    const to = spans.findLastIndex((span) => span.from <= last);
    if (from < 0 || to < from) return [];
    const begins = (spans[0]?.from ?? "") <= mark.from;
    const ends = !mark.open && (spans.at(-1)?.to ?? "") >= last;
    return [{ mark, from, to, begins, ends }];
  });
}

/** What names a mark among others: what no person wrote has no id. */
export const markId = ({ id, source, from, text }: Mark) => id || `${source} ${from} ${text}`;
