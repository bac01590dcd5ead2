import { UnstyledButton } from "@mantine/core";
import { useWords } from "@/lib/language";
import type { Series } from "./chart";
import classes from "./chart.module.css";
import { entryOf, looksOf, type SeriesLook } from "./chart-option";

export type ChartLegendProps = {
  series: readonly Series[];
  /** Names of entries that are not drawn. */
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
};

/** Which line is which; each name takes its line out and back. The last one stays. */
export function ChartLegend({ series, hidden, onChange }: ChartLegendProps) {
  const { t } = useWords();
  const looks = looksOf(series);
  const entries = series.flatMap((one, i) => {
    const look = looks[i];
    return look && entryOf(one, series) === one.name ? [{ name: one.name, kind: one.kind, look }] : [];
  });
  const toggle = (name: string) => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    if (entries.some((entry) => !next.has(entry.name))) onChange(next);
  };
  return (
    <ul className={classes.legend} aria-label={t("ui:chart.legend")}>
      {entries.map(({ name, kind, look }) => (
        <li key={name}>
          <UnstyledButton className={classes.entry} aria-pressed={!hidden.has(name)} onClick={() => toggle(name)}>
            <Swatch kind={kind} look={look} />
            {name}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function Swatch({ kind, look }: { kind: Series["kind"]; look: SeriesLook }) {
  const { colour, shape, stroke } = look;
  if (kind === "bar") {
    return (
      <svg width={12} height={10} aria-hidden>
        <rect y={1} width={12} height={8} rx={2} style={{ fill: colour }} />
      </svg>
    );
  }
  const dashes = { solid: undefined, dashed: "5 3", dotted: "2 2" }[stroke];
  const hollow = shape.startsWith("empty");
  const paint = { fill: hollow ? "var(--bl-surface)" : colour, stroke: colour, strokeWidth: hollow ? 1.5 : 0 };
  return (
    <svg width={22} height={10} aria-hidden>
      <line x1={0} x2={22} y1={5} y2={5} style={{ stroke: colour, strokeWidth: 2 }} strokeDasharray={dashes} />
      {stroke === "solid" && <path d={OUTLINES[shape.replace("empty", "").toLowerCase()]} style={paint} />}
    </svg>
  );
}

/** Shapes around the middle of a swatch. */
const OUTLINES: Record<string, string> = {
  circle: "M8 5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
  rect: "M8 2h6v6h-6z",
  triangle: "M11 1.5l3.5 6.5h-7z",
  diamond: "M11 1l3.5 4l-3.5 4l-3.5 -4z",
};
