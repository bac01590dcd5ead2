import { Skeleton, UnstyledButton, useComputedColorScheme } from "@mantine/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef, useState } from "react";
import { formatCompact, formatNumber, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./chart.module.css";
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
  /** The categories (from 0) at which a line begins anew, because what it counts is another thing. */
  cuts?: readonly number[];
};

/** A line from the bottom to the top at a category. */
export type Moment = { at: number; label: string };

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
  /** What happened when. */
  moments?: readonly Moment[];
  /** A range around a line, such as that of a forecast; both ends null where there is none. */
  band?: { name: string; low: readonly (number | null)[]; high: readonly (number | null)[] };
};

type Drawer = typeof import("./echarts");

/** A line or bar chart. Draws as vectors, in the colours of the theme, and can be read as a table. */
export function Chart(props: ChartProps) {
  const { label, height = 220, series } = props;
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  const empty = series.every(({ values }) => values.every((value) => value === null));
  return (
    <figure className={classes.root}>
      <figcaption className={classes.caption}>
        <span className={classes.label}>{label}</span>
        {!empty && (
          <UnstyledButton className={classes.toggle} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? t("ui:chart.as_chart") : t("ui:chart.as_table")}
          </UnstyledButton>
        )}
      </figcaption>
      {empty ? (
        <p className={classes.empty} style={{ height }}>
          {t("ui:chart.no_data")}
        </p>
      ) : asTable ? (
        <ChartTable {...props} />
      ) : (
        <Drawing {...props} height={height} />
      )}
    </figure>
  );
}

function Drawing({ label, height, ...rest }: ChartProps & { height: number }) {
  const { language } = useWords();
  const scheme = useComputedColorScheme("light");
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [drawer, setDrawer] = useState<Drawer | null>(null);
  const [error, setError] = useState<unknown>(null);

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

  useEffect(() => {
    if (!drawer || !box.current) return;
    const made = drawer.init(box.current, null, { renderer: "svg" });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [drawer]);

  // At every render: the theme may have changed what the CSS variables say.
  useEffect(() => {
    if (drawer && box.current) chart.current?.setOption(optionOf({ label, ...rest }, language, box.current), true);
  });

  if (error !== null) return <ErrorNote error={error} />;
  return (
    <div className={classes.drawing} style={{ height }} data-scheme={scheme}>
      {!drawer && <Skeleton height={height} animate={false} />}
      <div ref={box} role="img" aria-label={label} style={{ height: drawer ? height : 0 }} />
    </div>
  );
}

function optionOf(props: ChartProps, language: string, box: HTMLElement): EChartsCoreOption {
  const { categories, stacked, mark, band, moments = [] } = props;
  const series = props.series.flatMap(segments);
  const right = series.some(({ axis }) => axis === 1);
  const own = series.some(({ cuts, format }) => cuts || format);
  const style = getComputedStyle(box);
  const colour = (name: string) => style.getPropertyValue(`--bl-${name}`).trim();
  const write = props.format ?? ((value: Value) => formatNumber(value, language, 1));
  const text = { color: colour("text-2"), fontFamily: style.fontFamily, fontSize: 12 };
  let next = 0;
  return {
    animation: false,
    textStyle: text,
    grid: { left: 4, right: 12, top: series.length > 1 ? 32 : 12, bottom: 4, outerBoundsMode: "same" },
    legend: {
      show: series.length > 1,
      left: 0,
      top: 0,
      // Where two lines share a colour, the legend shows how each is drawn.
      itemWidth: series.some(({ ahead }) => ahead) ? 22 : 12,
      itemHeight: 8,
      icon: series.some(({ ahead }) => ahead) ? undefined : "roundRect",
      textStyle: text,
      // A series that stands beside one of its colour needs no entry of its own.
      data: [...new Set(series.filter(({ muted, shade }) => !(muted && shade)).map(({ name }) => name))],
    },
    tooltip: {
      trigger: "axis",
      valueFormatter: (value: unknown) => write(typeof value === "number" ? value : null),
      formatter: band
        ? (shown: unknown) => bandTip(shown as Tip[], props, write)
        : own
          ? (shown: unknown) => seriesTip(shown as Tip[], props, write)
          : undefined,
      backgroundColor: colour("raised"),
      borderColor: colour("line-strong"),
      padding: [6, 10],
      textStyle: { ...text, color: colour("text") },
      axisPointer: { lineStyle: { color: colour("line-strong") }, shadowStyle: { color: colour("hover") } },
      extraCssText: "box-shadow:none",
    },
    xAxis: {
      type: "category",
      data: [...categories],
      boundaryGap: series.some(({ kind }) => kind === "bar"),
      axisLine: { lineStyle: { color: colour("line-strong") } },
      axisTick: { show: false },
      // The names at the ends stay within the drawing.
      axisLabel: { color: colour("text-3"), hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" },
    },
    yAxis: [0, ...(right ? [1] : [])].map((axis) => ({
      type: "value",
      // The length of a bar is its number, so bars begin at 0; a line shows how a number moves, so it fills the height.
      scale: series.every((one) => one.kind === "line"),
      alignTicks: axis === 1,
      splitNumber: 4,
      axisLabel: {
        color: colour("text-3"),
        // Steps may be a hundredth of the number: 9,720 and 9,740 are both 9.7K.
        formatter: (value: number) => {
          const writes = right && series.find((one) => (one.axis ?? 0) === axis)?.format;
          if (writes) return writes(value);
          return Math.abs(value) < 1_000_000 ? formatNumber(value, language, 2) : formatCompact(value, language);
        },
      },
      splitLine: { show: axis === 0, lineStyle: { color: colour("line") } },
    })),
    series: [
      ...(band ? bandSeries(band, colour("series-1")) : []),
      ...series.map((one, i) => {
        if (one.ahead) next--;
        const shade = one.shade ? colour(`series-${one.shade}`) : undefined;
        const own = one.colour ?? shade ?? (one.muted ? colour("text-3") : colour(`series-${(next++ % 6) + 1}`));
        return {
          type: one.kind,
          name: one.name,
          data: [...one.values],
          stack: stacked && !one.muted ? "all" : undefined,
          color: own,
          barMaxWidth: 24,
          barCategoryGap: "35%",
          itemStyle: one.kind === "bar" ? { borderRadius: stacked ? 0 : [2, 2, 0, 0] } : undefined,
          yAxisIndex: one.axis ?? 0,
          // Shapes tell lines apart in print; a number between two that are missing shows as its shape alone.
          symbol: one.shade ? SHAPES[(one.shade - 1) % SHAPES.length] : "circle",
          symbolSize: one.shade ? 6 : 5,
          showSymbol: one.values.length < 2 || (Boolean(one.shade) && !one.muted && one.values.length < 40),
          lineStyle: {
            width: one.muted ? 1.5 : 2,
            type: one.ahead ? "dotted" : one.muted ? "dashed" : "solid",
            opacity: one.muted && one.shade ? 0.6 : 1,
          },
          markLine:
            moments.length > 0 && i === 0
              ? {
                  silent: true,
                  symbol: "none",
                  data: moments.map(({ at, label }) => ({ xAxis: at, name: label })),
                  lineStyle: { color: colour("text-3"), type: "dashed", width: 1 },
                  label: {
                    formatter: "{b}",
                    position: "insideEndTop",
                    fontSize: 11,
                    color: colour("text-2"),
                    width: 150,
                    overflow: "truncate",
                  },
                }
              : mark && i === 0
                ? {
                    silent: true,
                    symbol: "none",
                    data: [{ yAxis: mark.value, name: mark.label }],
                    lineStyle: { color: colour("text-2"), type: "dotted", width: 1 },
                    label: {
                      formatter: mark.label,
                      position: "insideEndTop",
                      color: colour("text-2"),
                      backgroundColor: colour("surface"),
                      padding: [1, 4],
                    },
                  }
                : undefined,
        };
      }),
    ],
  };
}

const SHAPES = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"];

/** A series in the pieces that its cuts make of it; each keeps its place along the bottom. */
function segments(one: Series): Series[] {
  const cuts = [0, ...(one.cuts ?? []), one.values.length];
  if (cuts.length === 2) return [one];
  return cuts.slice(1).map((end, i) => ({
    ...one,
    values: one.values.map((value, at) => (at >= (cuts[i] ?? 0) && at < end ? value : null)),
  }));
}

/** The range as a pale area: its low end, and what lies between the ends stacked on it. */
function bandSeries({ low, high }: NonNullable<ChartProps["band"]>, colour: string) {
  const line = { type: "line", stack: "band", stackStrategy: "all", silent: true, showSymbol: false, color: colour };
  const edge = { width: 1, opacity: 0.5 };
  return [
    { ...line, name: BAND, data: [...low], lineStyle: edge },
    {
      ...line,
      name: BAND,
      data: high.map((value, i) => (value === null ? null : value - (low[i] ?? 0))),
      lineStyle: edge,
      areaStyle: { color: colour, opacity: 0.18 },
    },
  ];
}

/** The name of the series that draw a range; no legend shows it. */
const BAND = "\u0000";

type Tip = { seriesName: string; marker: string; value: unknown; dataIndex: number };

/** The tooltip of a chart with a range: the lines, then the two ends. */
function bandTip(shown: readonly Tip[], { categories, band }: ChartProps, write: (value: Value) => string): string {
  const at = shown[0]?.dataIndex ?? 0;
  const lines = shown
    .filter(({ seriesName, value }) => seriesName !== BAND && typeof value === "number")
    .map(({ marker, seriesName, value }) => `${marker}${safe(seriesName)} <b>${safe(write(value as number))}</b>`);
  const [low, high] = [band?.low[at] ?? null, band?.high[at] ?? null];
  if (band && low !== null && high !== null) {
    lines.push(`${safe(band.name)} <b>${safe(`${write(low)} – ${write(high)}`)}</b>`);
  }
  return [safe(categories[at] ?? ""), ...lines].join("<br>");
}

/** The tooltip of series that are each written in their own way; what is missing is left out. */
function seriesTip(shown: readonly Tip[], { categories, series }: ChartProps, write: (value: Value) => string): string {
  const at = shown[0]?.dataIndex ?? 0;
  const lines = shown
    .filter(({ value }) => typeof value === "number")
    .map(({ marker, seriesName, value }) => {
      const writes = series.find(({ name }) => name === seriesName)?.format ?? write;
      return `${marker}${safe(seriesName)} <b>${safe(writes(value as number))}</b>`;
    });
  return [safe(categories[at] ?? ""), ...lines].join("<br>");
}

const safe = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function ChartTable({ label, categories, series: lines, band, format }: ChartProps) {
  const { language } = useWords();
  const ends: Pick<Series, "name" | "values" | "format">[] = band
    ? [
        { name: `${band.name} ≥`, values: band.low },
        { name: `${band.name} ≤`, values: band.high },
      ]
    : [];
  const series = [...lines, ...ends];
  const write = format ?? ((value: Value) => formatNumber(value, language, 1));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it takes the focus.
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, row) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {series.map(({ name, values, format: own = write }) => (
                <td key={name}>{own(values[row])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
