import { Skeleton, UnstyledButton, useComputedColorScheme } from "@mantine/core";
import type { EChartsType } from "echarts/core";
import { useEffect, useRef, useState } from "react";
import type { Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./chart.module.css";
import { ChartLegend } from "./chart-legend";
import { type ChartMark, MarkStrip, type Plot } from "./chart-marks";
import { entryOf, optionOf } from "./chart-option";
import { ChartTable } from "./chart-table";
import { ErrorNote } from "./error-note";

export type Series = {
  name: string;
  kind: "line" | "bar";
  /** One per category; missing is null and leaves a gap. */
  values: readonly (number | null)[];
  /** The period it is compared with: thin and dashed. */
  muted?: boolean;
  /** What is to come of the series before it: its colour, dotted. */
  ahead?: boolean;
  /** Another colour than the next of the palette; #rrggbb. */
  colour?: string;
  /** A fixed place in the palette, from 1; a muted series then has the colour of the one it stands beside. */
  shade?: number;
  /** 1 for the axis at the right; 0, the one at the left, by default. */
  axis?: 0 | 1;
  /** Writes its values; format of the chart by default. */
  format?: (value: Value) => string;
  /** Writes the steps of its axis; a count by default. */
  tick?: (value: number) => string;
  /** The categories (from 0) at which a line begins anew, because what it counts is another thing. */
  cuts?: readonly number[];
};

export type ChartProps = {
  /** What the chart shows; also the caption of its table. */
  label: string;
  /** The names along the bottom, in the app's language. */
  categories: readonly string[];
  series: readonly Series[];
  height?: number;
  stacked?: boolean;
  /** Writes a value in the tooltip and the table; a count by default. */
  format?: (value: Value) => string;
  /** A horizontal line, such as a target. */
  mark?: { label: string; value: number };
  /** What happened when: thin lines behind the numbers, and words below the chart. */
  marks?: readonly ChartMark[];
  /** Marks were pressed. */
  onMark?: (ids: string[]) => void;
  /** The category (from 0) that the pointer is at; null when it leaves. */
  onPoint?: (at: number | null) => void;
  /** One of several small charts: without legend, table, or the words of marks. */
  bare?: boolean;
  /** A range around a line, such as that of a forecast; both ends null where there is none. */
  band?: { name: string; low: readonly (number | null)[]; high: readonly (number | null)[] };
};

type Drawer = typeof import("./echarts");

/** A line or bar chart. Draws as vectors, in the colours of the theme, and can be read as a table. */
export function Chart(props: ChartProps) {
  const { label, height = 220, series, bare } = props;
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  const [off, setOff] = useState<readonly string[]>([]);
  const empty = series.every(({ values }) => values.every((value) => value === null));
  const entries = [...new Set(series.map((one) => entryOf(one, series)))];
  const hidden = new Set(off.filter((name) => entries.includes(name)));
  const shown = asTable && !bare;
  return (
    <figure className={classes.root} data-bare={bare || undefined}>
      <figcaption className={classes.caption}>
        <span className={classes.label} title={bare ? label : undefined}>
          {label}
        </span>
        {!empty && !bare && (
          <UnstyledButton className={classes.toggle} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? t("ui:chart.as_chart") : t("ui:chart.as_table")}
          </UnstyledButton>
        )}
      </figcaption>
      {!empty && !shown && !bare && entries.length > 1 && (
        <ChartLegend series={series} hidden={hidden} onChange={(next) => setOff([...next])} />
      )}
      {empty ? (
        <p className={classes.empty} style={{ height }}>
          {t("ui:chart.no_data")}
        </p>
      ) : shown ? (
        <ChartTable {...props} />
      ) : (
        <Drawing {...props} height={height} hidden={hidden} />
      )}
    </figure>
  );
}

type DrawingProps = ChartProps & { height: number; hidden: ReadonlySet<string> };

function Drawing({ height, hidden, ...props }: DrawingProps) {
  const { label, categories, marks = [], onMark, onPoint, bare } = props;
  const { language } = useWords();
  const scheme = useComputedColorScheme("light");
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [drawer, setDrawer] = useState<Drawer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [plot, setPlot] = useState<Plot | null>(null);
  const pointed = useRef(onPoint);
  pointed.current = onPoint;
  const strip = marks.length > 0 && !bare;
  const count = categories.length;

  useEffect(() => {
    let gone = false;
    import("./echarts").then(
      (loaded) => !gone && setDrawer(loaded),
      (reason) => !gone && setError(reason),
    );
    return () => {
      gone = true;
    };
  }, []);

  // Where each category lies, once it is drawn; the same object as long as it is the same place.
  const measure = useRef(() => {});
  measure.current = () => {
    if (!strip || !chart.current || !box.current) return;
    const at = (place: number) => Number(chart.current?.convertToPixel({ xAxisIndex: 0 }, place));
    const next = { width: box.current.clientWidth, first: at(0), last: at(count - 1), count };
    if (![next.first, next.last].every(Number.isFinite)) return;
    setPlot((old) => (old && JSON.stringify(old) === JSON.stringify(next) ? old : next));
  };

  useEffect(() => {
    if (!drawer || !box.current) return;
    const made = drawer.init(box.current, null, { renderer: "svg" });
    chart.current = made;
    made.on("updateAxisPointer", (event) => {
      const { dataIndex } = event as { dataIndex?: number };
      if (typeof dataIndex === "number") pointed.current?.(dataIndex);
    });
    made.getZr().on("globalout", () => pointed.current?.(null));
    const watcher = new ResizeObserver(() => {
      made.resize();
      measure.current();
    });
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [drawer]);

  // At every render: the theme may have changed what the CSS variables say.
  useEffect(() => {
    if (!drawer || !box.current) return;
    chart.current?.setOption(optionOf(props, language, box.current, hidden), true);
    measure.current();
  });

  if (error !== null) return <ErrorNote error={error} />;
  return (
    <div className={classes.drawing} style={{ minHeight: height }} data-scheme={scheme}>
      {!drawer && <Skeleton height={height} animate={false} />}
      <div ref={box} role="img" aria-label={label} style={{ height: drawer ? height : 0 }} />
      {strip && plot && <MarkStrip plot={plot} marks={marks} height={height} onMark={onMark} />}
    </div>
  );
}
