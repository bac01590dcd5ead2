import "@mantine/dates/styles.css";
import "dayjs/locale/es";
import { DateInput, DatePicker, DatesProvider } from "@mantine/dates";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { rangeOf } from "@/lib/period";

export type DayInputProps = {
  id?: string;
  label?: string;
  /** YYYY-MM-DD, or "" for none. */
  value: string;
  onChange: (day: string) => void;
  onBlur?: () => void;
  error?: boolean;
  disabled?: boolean;
};

/** A day, typed or picked. Weeks begin on Monday. */
export function DayInput({ value, onChange, ...rest }: DayInputProps) {
  const { language } = useWords();
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
      <DateInput
        {...rest}
        value={value || null}
        onChange={(day) => onChange(day ?? "")}
        valueFormat="D MMM YYYY"
        clearable
        popoverProps={{ shadow: "md" }}
      />
    </DatesProvider>
  );
}

/** Two days and what lies between; calls back once both are chosen, in order. */
export function RangePicker({ from, to, onChange }: { from: string; to: string; onChange: RangeChosen }) {
  const { language } = useWords();
  const [range, setRange] = useState<[string | null, string | null]>([from, to]);
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
      <DatePicker
        type="range"
        size="xs"
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
