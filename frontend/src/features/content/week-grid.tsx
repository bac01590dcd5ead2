import { IconStarFilled } from "@tabler/icons-react";
import { type CSSProperties, useId, useMemo } from "react";
import type { Hour, Timing } from "@/bridge/content";
import { formatHour, MISSING, weekdayName } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useWeekStart, weekdaysFrom } from "@/lib/week";
import { useGridKeys } from "@/ui/grid-keys";
import { sampleOf } from "./sample";
import { cellsOf, hoursOf, tintsOf } from "./week";
import classes from "./week.module.css";

export type WeekGridProps = {
  timing: Timing;
  /** What the cells hold, for screen readers. */
  label: string;
  /** Writes a value of the metric. */
  write: (value: number | null | undefined) => string;
  /** Enter or a click on a cell; 0 is every day, -1 every hour. */
  onOpen: (weekday: number, hour: number) => void;
};

const EVERY_HOUR = -1;

/** A week of hours like a calendar's, each with the median of its posts and how many they are. */
export function WeekGrid({ timing, label, write, onOpen }: WeekGridProps) {
  const { t, language } = useWords();
  const id = useId();
  const days = [...weekdaysFrom(useWeekStart()), 0];
  const hours = useMemo(() => [...hoursOf(timing.clock), EVERY_HOUR], [timing]);
  const cellAt = useMemo(() => cellsOf(timing), [timing]);
  const tint = useMemo(() => tintsOf(timing.hours), [timing]);
  const best = new Set(timing.best.map(({ weekday, hour }) => `${weekday} ${hour}`));
  // Room for the longest value with its star and sample: a number that is cut reads as another one.
  const room = (cells: readonly Hour[]) =>
    Math.ceil(
      Math.max(
        ...cells.map(
          ({ weekday, hour, median, posts }) =>
            write(median).length * 7.3 + (best.has(`${weekday} ${hour}`) ? 14 : 0) + String(posts).length * 6.5 + 36,
        ),
      ),
    );
  const dayName = (day: number) => (day === 0 ? t("content:every_day") : weekdayName(day, language));
  const hourName = (hour: number) => (hour === EVERY_HOUR ? t("content:every_hour") : formatHour(hour));
  const cellId = (day: number, hour: number) => `${id}${day}.${hour}`;

  function open(row: number, column: number) {
    const [day, hour] = [days[column], hours[row]];
    if (day !== undefined && hour !== undefined && cellAt(day, hour)) onOpen(day, hour);
  }
  const keys = useGridKeys({
    rows: hours.length,
    columns: days.length,
    page: () => 6,
    onMove: (row, column) => {
      const cell = document.getElementById(cellId(days[column] ?? 0, hours[row] ?? EVERY_HOUR));
      cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    onToggle: (row) => open(row, keys.column),
    onEnter: open,
    onResize: () => undefined,
  });

  const say = (cell: Hour) =>
    t("content:cell", {
      count: cell.posts,
      when: `${dayName(cell.weekday)} ${hourName(cell.hour)}`,
      median: write(cell.median),
      mean: cell.mean === null || cell.mean === undefined ? t("ui:not_available") : write(cell.mean),
      n: cell.posts,
      sample: t(`content:sample.${sampleOf(cell.posts)}`),
    });

  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid holds the focus and names its cell, which a table element cannot.
    <div
      className={classes.week}
      role="grid"
      aria-label={label}
      aria-activedescendant={cellId(days[keys.column] ?? 0, hours[keys.row] ?? EVERY_HOUR)}
      tabIndex={0}
      style={
        {
          "--week-cell": `${Math.max(80, room([...timing.hours, ...timing.weekdays]))}px`,
          "--week-all": `${Math.max(120, 14 + room([...timing.clock, ...(timing.whole ? [timing.whole] : [])]))}px`,
        } as CSSProperties
      }
      onKeyDown={keys.onKeyDown}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
      <div role="row" className={classes.head}>
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus. */}
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
        <div role="columnheader" className={classes.header}>
          {t("content:hour")}
        </div>
        {days.map((day) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
          // biome-ignore lint/a11y/useSemanticElements: see the grid.
          <div key={day} role="columnheader" className={classes.header} data-all={day === 0 || undefined}>
            <span className={classes.day}>{dayName(day)}</span>
          </div>
        ))}
      </div>
      {hours.map((hour, row) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
        // biome-ignore lint/a11y/useSemanticElements: see the grid.
        <div key={hour} role="row" className={classes.row} data-all={hour === EVERY_HOUR || undefined}>
          {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus. */}
          {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
          <div role="rowheader" className={classes.hour}>
            {hourName(hour)}
          </div>
          {days.map((day, column) => {
            const cell = cellAt(day, hour);
            const margin = day === 0 || hour === EVERY_HOUR;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
              // biome-ignore lint/a11y/useSemanticElements: see the grid.
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter and Space are the grid's.
              <div
                key={day}
                id={cellId(day, hour)}
                role="gridcell"
                className={classes.cell}
                data-all={day === 0 || undefined}
                data-active={(keys.row === row && keys.column === column) || undefined}
                data-sample={cell && sampleOf(cell.posts)}
                data-tint={cell && !margin ? tint(cell) : undefined}
                title={cell && say(cell)}
                onClick={() => {
                  keys.goTo(row, column);
                  open(row, column);
                }}
              >
                {cell ? (
                  <>
                    <span className={classes.value}>
                      {best.has(`${day} ${hour}`) && <IconStarFilled size={10} aria-hidden />}
                      {write(cell.median)}
                    </span>
                    <span className={classes.n}>{t("content:mark.usable", { n: cell.posts })}</span>
                  </>
                ) : (
                  <span className={classes.none}>{MISSING}</span>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
