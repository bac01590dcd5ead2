import { NativeSelect } from "@mantine/core";
import type { Metric } from "@/bridge/kpi";
import { useWords } from "@/lib/language";

export type MetricFieldProps = {
  metric: string;
  /** Those that the posts have. */
  known: readonly string[];
  metrics: ReadonlyMap<string, Metric>;
  onChange: (metric: string) => void;
};

/** What posts are compared by; what is chosen stays offered where no post has it. */
export function MetricField({ metric, known, metrics, onChange }: MetricFieldProps) {
  const { t } = useWords();
  const keys = known.includes(metric) ? known : [metric, ...known];
  return (
    <NativeSelect
      aria-label={t("content:metric")}
      value={metric}
      data={keys.map((value) => ({ value, label: metrics.get(value)?.name ?? value }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
