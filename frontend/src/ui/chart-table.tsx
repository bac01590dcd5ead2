import { formatNumber, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import type { ChartProps, Series } from "./chart";
import classes from "./chart.module.css";

/** The numbers of a chart as a table. */
export function ChartTable({ label, categories, series: lines, band, format }: ChartProps) {
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
