export type SparklineProps = {
  /** Oldest first; a missing point breaks the line. */
  values: readonly (number | null)[];
  /** What it shows, for those who do not see it. */
  label: string;
  width?: number;
  height?: number;
};

const INSET = 2;

/** The path of a sparkline, with a new start after every gap. Exported for its test. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return "";
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const step = values.length > 1 ? (width - 2 * INSET) / (values.length - 1) : 0;
  let path = "";
  let pen = false;
  values.forEach((value, i) => {
    if (value === null || !Number.isFinite(value)) {
      pen = false;
      return;
    }
    const x = INSET + i * step;
    // A flat line lies in the middle.
    const y = span === 0 ? height / 2 : height - INSET - ((value - low) / span) * (height - 2 * INSET);
    path += `${pen ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    // A point between two gaps would otherwise be invisible.
    if (!pen && (values[i + 1] ?? null) === null) path += "h0.01";
    pen = true;
  });
  return path;
}

/** A tiny line of a number's course, without axes. */
export function Sparkline({ values, label, width = 80, height = 20 }: SparklineProps) {
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ display: "block" }}>
      <path
        d={sparkPath(values, width, height)}
        fill="none"
        stroke="var(--bl-accent)"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
