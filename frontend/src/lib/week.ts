import { useSyncExternalStore } from "react";
import { addDays, toUTC } from "./day";

/** The days on which weeks can begin, as settings name them. */
export const WEEK_STARTS = ["monday", "saturday", "sunday"] as const;

/** One of WEEK_STARTS. */
export type WeekStart = (typeof WEEK_STARTS)[number];

const NUMBERS: Record<WeekStart, number> = { monday: 1, saturday: 6, sunday: 7 };

let shown: WeekStart = "monday";
const listeners = new Set<() => void>();

/** The setting as one we have: Monday for "". */
export function weekStartOf(chosen: string): WeekStart {
  return WEEK_STARTS.find((start) => start === chosen) ?? "monday";
}

/** Shows weeks from another day on. */
export function showWeekStart(start: WeekStart): void {
  shown = start;
  for (const tell of listeners) tell();
}

/** The day that weeks begin on: 1 is Monday, 7 Sunday. */
export function useWeekStart(): number {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => NUMBERS[shown],
  );
}

/** The days of the week, 1 to 7, in the order of a week that begins on one of them. */
export function weekdaysFrom(start: number): number[] {
  return Array.from({ length: 7 }, (_, i) => ((start - 1 + i) % 7) + 1);
}

/** The first day of the week of a day. */
export function weekOf(day: string, start: number): string {
  return addDays(day, -((toUTC(day).getUTCDay() - start + 7) % 7));
}
