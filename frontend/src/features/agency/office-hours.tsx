import type { Span } from "@/bridge/agency";
import { readHours, writeHours } from "@/lib/hours";
import { useWords } from "@/lib/language";
import { useWeekStart, weekdaysFrom } from "@/lib/week";
import { SaveField } from "@/ui/save-field";
import classes from "./page.module.css";

/** The office hours of a week, a field for each day; an empty one is a day that is closed. */
export function OfficeHours({
  hours,
  onSave,
}: {
  hours: readonly Span[];
  onSave: (hours: Span[]) => Promise<unknown>;
}) {
  const { t, language } = useWords();
  const days = weekdaysFrom(useWeekStart());
  // 2024 began on a Monday.
  const dayName = (day: number) => {
    const name = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(
      new Date(Date.UTC(2024, 0, day)),
    );
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  };
  return (
    <div className={classes.days}>
      {days.map((day) => (
        <SaveField
          key={day}
          kind="text"
          label={dayName(day)}
          placeholder={t("agency:closed")}
          value={writeHours(hours.filter((span) => span.day === day))}
          check={(text) => (readHours(text) ? null : t("agency:hours_wrong"))}
          onSave={(text) =>
            onSave([
              ...hours.filter((span) => span.day !== day),
              ...(readHours(text) ?? []).map((stretch) => ({ day, ...stretch })),
            ])
          }
        />
      ))}
    </div>
  );
}
