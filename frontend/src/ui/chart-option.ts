import type { EChartsCoreOption } from "echarts/core";
import { formatNumber, type Value } from "@/lib/format";
import type { Language } from "@/lib/language";
import { formatTick } from "@/lib/unit";
import type { ChartProps, Series } from "./chart";

/** How a series is drawn: the same in the chart and in its legend. */
export type SeriesLook = {
  /** A colour, or a variable of the theme. */
  colour: string;
  /** A symbol of ECharts. */
  shape: string;
  stroke: "solid" | "dashed" | "dotted";
};

/** The entry of the legend that a series belongs to: its own name, or that of the series it is compared with. */
export function entryOf(one: Series, all: readonly Series[]): string {
  if (!one.muted || !one.shade) return one.name;
  return all.find(({ muted, shade }) => !muted && shade === one.shade)?.name ?? one.name;
}

/** How each series is drawn. One that stands beside another, or ahead of it, has its colour. */
export function looksOf(series: readonly Series[]): SeriesLook[] {
  let next = 0;
  return series.map((one) => {
    if (one.ahead) next--;
    const shade = one.shade ?? (one.muted ? null : (next++ % SHADES) + 1);
    return {
      colour: one.colour ?? `var(--bl-${shade === null ? "text-3" : `series-${((shade - 1) % SHADES) + 1}`})`,
      // Shapes tell lines apart in print.
      shape: one.shade ? (SHAPES[(one.shade - 1) % SHAPES.length] ?? "circle") : "circle",
      stroke: one.ahead ? "dotted" : one.muted ? "dashed" : "solid",
    };
  });
}

/** The categories at which marks have a line; lines as close as they are wide would be a block, so some are left out. */
function linesOf(marks: NonNullable<ChartProps["marks"]>, count: number): number[] {
  const kept: number[] = [];
  const ends = marks.flatMap(({ from, to, begins, ends }) => [...(begins ? [from] : []), ...(ends ? [to] : [])]);
  for (const at of ends.sort((a, b) => a - b)) {
    const last = kept.at(-1);
    if (last === undefined || at - last >= Math.max(1, count / 240)) kept.push(at);
  }
  return kept;
}

/** The option of a chart without the series that are `hidden`; of `box` come the colours and the font. */
export function optionOf(
  props: ChartProps,
  language: Language,
  box: HTMLElement,
  hidden: ReadonlySet<string>,
): EChartsCoreOption {
  const { categories, stacked, mark, band, marks = [], bare } = props;
  const looks = looksOf(props.series);
  const series = props.series
    .map((one, i) => ({ ...one, look: looks[i] as SeriesLook }))
    .filter((one) => !hidden.has(entryOf(one, props.series)))
    .flatMap(segments);
  const right = series.some(({ axis }) => axis === 1);
  const style = getComputedStyle(box);
  const colour = (name: string) => style.getPropertyValue(`--bl-${name}`).trim();
  const resolve = (value: string) =>
    value.replace(/^var\((--[^)]+)\)$/, (_, name) => style.getPropertyValue(name).trim());
  const count = (value: number) => formatTick(value, { unit: "count", kind: "flow" }, language);
  const lines = linesOf(marks, categories.length);
  const write = props.format ?? ((value: Value) => formatNumber(value, language, 1));
  const text = { color: colour("text-2"), fontFamily: style.fontFamily, fontSize: 12 };
  return {
    animation: false,
    textStyle: text,
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: "same" },
    tooltip: {
      trigger: "axis",
      valueFormatter: (value: unknown) => write(typeof value === "number" ? value : null),
      formatter: (shown: unknown) =>
        band ? bandTip(shown as Tip[], props, write) : seriesTip(shown as Tip[], props, write),
      confine: true,
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
      // Beside another axis a line has no room below what it can be, nor a height that means less than it seems.
      min: right ? ({ min, max }: { min: number; max: number }) => (min >= 0 && min < max / 2 ? 0 : null) : undefined,
      splitNumber: bare ? 2 : 4,
      axisLabel: {
        color: colour("text-3"),
        formatter: series.find((one) => (one.axis ?? 0) === axis)?.tick ?? count,
      },
      splitLine: { show: axis === 0, lineStyle: { color: colour("line") } },
    })),
    series: [
      ...(band ? bandSeries(band, colour("series-1")) : []),
      ...series.map((one, i) => {
        return {
          type: one.kind,
          name: one.name,
          data: [...one.values],
          stack: stacked && !one.muted ? "all" : undefined,
          color: resolve(one.look.colour),
          barMaxWidth: 24,
          barCategoryGap: "35%",
          itemStyle: one.kind === "bar" ? { borderRadius: stacked ? 0 : [2, 2, 0, 0] } : undefined,
          yAxisIndex: one.axis ?? 0,
          // A number between two that are missing shows as its shape alone.
          symbol: one.look.shape,
          symbolSize: one.shade ? 6 : 5,
          showSymbol: one.values.length < 2 || (Boolean(one.shade) && !one.muted && one.values.length < 40),
          lineStyle: {
            width: one.muted ? 1.5 : 2,
            type: one.look.stroke,
            opacity: one.muted && one.shade ? 0.6 : 1,
          },
          markLine:
            lines.length > 0 && i === 0
              ? {
                  silent: true,
                  symbol: "none",
                  z: 1, // below the numbers
                  data: lines.map((xAxis) => ({ xAxis })),
                  lineStyle: { color: colour("text-3"), type: [2, 3], width: 1 },
                  label: { show: false },
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

const SHADES = 6;
const SHAPES = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"];

/** A series in the pieces that its cuts make of it; each keeps its place along the bottom. */
function segments<One extends Series>(one: One): One[] {
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
function seriesTip(
  shown: readonly Tip[],
  { categories, series, marks = [] }: ChartProps,
  write: (value: Value) => string,
): string {
  const at = shown[0]?.dataIndex ?? 0;
  const lines = shown
    .filter(({ value }) => typeof value === "number")
    .map(({ marker, seriesName, value }) => {
      const writes = series.find(({ name }) => name === seriesName)?.format ?? write;
      return `${marker}${safe(seriesName)} <b>${safe(writes(value as number))}</b>`;
    });
  const here = marks.filter(({ from, to }) => from <= at && at <= to);
  const told = here.slice(0, MOST_TOLD).map(({ label }) => `<i>${safe(label)}</i>`);
  if (here.length > MOST_TOLD) told.push(`<i>+${here.length - MOST_TOLD}</i>`);
  return [safe(categories[at] ?? ""), ...lines, ...told].join("<br>");
}

/** As many marks as a tooltip names. */
const MOST_TOLD = 6;

const safe = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
