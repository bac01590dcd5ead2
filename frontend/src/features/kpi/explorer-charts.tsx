import { useMediaQuery } from "@mantine/hooks";
import { useWords } from "@/lib/language";
import { Chart, type ChartProps } from "@/ui/chart";
import { markId, type Stretch, type View } from "./explore";
import classes from "./explorer.module.css";
import { hasNumbers, type Line, seriesOf } from "./explorer-lines";
import { markIcon } from "./mark-kind";

export type ExplorerChartsProps = {
  lines: readonly Line[];
  names: readonly string[];
  compared: boolean;
  stretches: readonly Stretch[];
  view: View;
  onMark: (ids: string[]) => void;
  onPoint: (at: number | null) => void;
};

/** The series of the explorer: in one chart with two axes at most, or each in a small chart with a scale of its own. */
export function ExplorerCharts({ lines, names, compared, stretches, view, onMark, onPoint }: ExplorerChartsProps) {
  const { t } = useWords();
  const low = useMediaQuery("(max-height: 799px)", false, { getInitialValueInEffect: false });
  const shared: Pick<ChartProps, "categories" | "marks" | "onPoint"> = {
    categories: names,
    // What neither begins nor ends in the time explains nothing of it.
    marks: stretches
      .filter(({ begins, ends }) => begins || ends)
      .map(({ mark, ...stretch }) => ({
        ...stretch,
        id: markId(mark),
        label: mark.text,
        icon: markIcon(mark.kind),
        tone: mark.kind === "incident" ? ("bad" as const) : undefined,
      })),
    onPoint,
  };
  if (view === "each") {
    return (
      <section className={classes.panels} aria-label={t("kpi:explore")}>
        {lines.filter(hasNumbers).map((line) => (
          <Chart
            key={line.name}
            {...shared}
            bare
            label={line.name}
            series={seriesOf({ ...line, axis: 0, shade: 1 }, compared, t)}
            height={low ? 96 : 112}
          />
        ))}
      </section>
    );
  }
  return (
    <div className={classes.chart}>
      <Chart
        {...shared}
        label={t("kpi:explore")}
        series={lines.flatMap((line) => (line.axis === null ? [] : seriesOf(line, compared, t)))}
        height={low ? 220 : 320}
        onMark={onMark}
      />
    </div>
  );
}
