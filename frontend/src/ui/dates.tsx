import "@mantine/dates/styles.css";
import "dayjs/locale/es";
import { DateInput, DatePicker, DatesProvider } from "@mantine/dates";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { rangeOf } from "@/lib/period";
import { useWeekStart } from "@/lib/week";

export type DayInputProps = {
  id?: string;
  label?: string;
  /** YYYY-MM-DD, or "" for none. */
  value: string;
  onChange: (day: string) => void;
  onBlur?: () => void;
  /** Shown while there is no day; the field's name where it has no label. */
  placeholder?: string;
  error?: boolean;
  disabled?: boolean;
};

const labels = (t: (key: string) => string) => ({
  previousMonth: t("ui:date.previous_month"),
  nextMonth: t("ui:date.next_month"),
  previousYear: t("ui:date.previous_year"),
  nextYear: t("ui:date.next_year"),
  previousDecade: t("ui:date.previous_decade"),
  nextDecade: t("ui:date.next_decade"),
});

/** A day of the week as a calendar counts it: 0 is Sunday. */
const weekday = (day: number) => (day % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** A day, typed or picked. */
export function DayInput({ value, onChange, ...rest }: DayInputProps) {
  const { t, language } = useWords();
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: weekday(useWeekStart()), weekendDays: [] }}>
      <DateInput
        {...rest}
        aria-label={rest.label || rest.id ? undefined : rest.placeholder}
        value={value || null}
        onChange={(day) => onChange(day ?? "")}
        ariaLabels={labels(t)}
        valueFormat="D MMM YYYY"
        clearable
        clearButtonProps={{ "aria-label": t("ui:filter.clear") }}
        hideOutsideDates
        popoverProps={{ shadow: "md" }}
      />
    </DatesProvider>
  );
}

/** Two days and what lies between; calls back once both are chosen, in order. */
export function RangePicker({ from, to, onChange }: { from: string; to: string; onChange: RangeChosen }) {
  const { t, language } = useWords();
  const [range, setRange] = useState<[string | null, string | null]>([from, to]);
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: weekday(useWeekStart()), weekendDays: [] }}>
      <DatePicker
        type="range"
        ariaLabels={labels(t)}
        size="sm"
        hideOutsideDates
        allowSingleDateInRange
        defaultDate={from}
        value={range}
        onChange={(next) => {
          setRange(next);
          if (next[0] && next[1]) {
            const { from: first, to: last } = rangeOf(next[0], next[1]);
            onChange(first, last);
          }
        }}
      />
    </DatesProvider>
  );
}

type RangeChosen = (from: string, to: string) => void;
