import { type Icon, IconStack2 } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "@/lib/language";
import classes from "./chart-marks.module.css";
import { laneOut, type Placed } from "./mark-lanes";

/** What happened at a category of a chart, or from one to another. */
export type ChartMark = {
  id: string;
  /** Categories, from 0; both within the chart. */
  from: number;
  to: number;
  /** It begins within the chart, and ends there: false where it reaches beyond. */
  begins: boolean;
  ends: boolean;
  label: string;
  icon: Icon;
  /** Trouble stands out. */
  tone?: "bad";
};

/** Where the categories of a chart lie, in pixels. */
export type Plot = { width: number; first: number; last: number; count: number };

export type MarkStripProps = {
  plot: Plot;
  marks: readonly ChartMark[];
  /** Of the drawing above. */
  height: number;
  onMark?: (ids: string[]) => void;
};

/**
 * The words of marks, below the chart and along its days, so that they cover no number. What stands too close shares
 * one place. For the pointer: who works by keyboard or by ear has a list of marks on the page.
 */
export function MarkStrip({ plot, marks, height, onMark }: MarkStripProps) {
  const { t } = useWords();
  const [over, setOver] = useState<Placed | null>(null);
  const step = plot.count > 1 ? (plot.last - plot.first) / (plot.count - 1) : 0;
  const at = (place: number) => plot.first + place * step;
  const placed = laneOut(
    marks.map(({ from, to, label }) => ({
      from: at(from),
      to: at(to),
      words: Math.min(MOST_WORDS, 30 + label.length * 6.4),
    })),
    plot.width,
    LANES,
  );
  const lanes = Math.max(...placed.map(({ lane }) => lane)) + 1;
  const shown = over && placed.find((one) => one.lane === over.lane && one.left === over.left);
  return (
    <div className={classes.strip} style={{ height: lanes * LANE }} aria-hidden>
      {shown && <Extent placed={shown} marks={marks} at={at} height={height} />}
      {placed.map((one) => {
        const members = one.members.flatMap((place) => marks[place] ?? []);
        const [only] = members;
        if (!only) return null;
        const several = members.length > 1;
        const Glyph = several ? IconStack2 : only.icon;
        const roomy = one.width >= WORDED;
        const words = several ? (roomy ? t("ui:chart.marks", { count: members.length }) : members.length) : only.label;
        return (
          <button
            key={`${one.lane} ${one.left}`}
            type="button"
            tabIndex={-1}
            className={classes.mark}
            data-tone={members.some(({ tone }) => tone === "bad") ? "bad" : undefined}
            data-flipped={one.flipped || undefined}
            style={{ left: one.left, top: one.lane * LANE, width: one.width }}
            title={members.map(({ label }) => label).join("\n")}
            onClick={() => onMark?.(members.map(({ id }) => id))}
            onPointerEnter={() => setOver(one)}
            onPointerLeave={() => setOver(null)}
          >
            <span className={classes.bar} style={{ width: one.bar }} />
            <Glyph size={13} stroke={1.8} />
            {(several || roomy) && <span className={classes.words}>{words}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** The days of a mark, over the whole chart while it is pointed at. */
function Extent({
  placed,
  marks,
  at,
  height,
}: {
  placed: Placed;
  marks: readonly ChartMark[];
  at: (place: number) => number;
  height: number;
}) {
  const members = placed.members.flatMap((place) => marks[place] ?? []);
  const left = at(Math.min(...members.map(({ from }) => from)));
  const right = at(Math.max(...members.map(({ to }) => to)));
  return <span className={classes.extent} style={{ left: left - 1, width: right - left + 2, top: -height, height }} />;
}

const LANES = 3;
/** The height of a lane. */
const LANE = 22;
const MOST_WORDS = 190;
/** Narrower there is room for no words. */
const WORDED = 56;
