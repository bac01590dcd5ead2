import type { Hour, Timing } from "@/bridge/content";
import { sampleOf } from "./sample";

/** The hours that the week is drawn with: from the first to the last that has a post, none left out between. */
export function hoursOf(clock: readonly Hour[]): number[] {
  const hours = clock.map(({ hour }) => hour);
  const first = Math.min(...hours);
  return hours.length === 0 ? [] : Array.from({ length: Math.max(...hours) - first + 1 }, (_, i) => first + i);
}

/** Finds the cell of a weekday and hour; 0 and -1 are all of them. */
export function cellsOf({
  hours,
  weekdays,
  clock,
  whole,
}: Timing): (weekday: number, hour: number) => Hour | undefined {
  const cells = new Map([...hours, ...weekdays, ...clock].map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  if (whole) cells.set("0 -1", whole);
  return (weekday, hour) => cells.get(`${weekday} ${hour}`);
}

/** How strongly a cell is tinted, 1 to 4 by its quarter among the hours that are more than anecdotes; 0 is an anecdote. */
export function tintsOf(hours: readonly Hour[]): (cell: Hour) => number {
  const medians = hours
    .filter(({ posts }) => sampleOf(posts) !== "anecdote")
    .map(({ median }) => median)
    .sort((a, b) => a - b);
  return ({ posts, median }) => {
    if (sampleOf(posts) === "anecdote" || medians.length === 0) return 0;
    const below = medians.filter((one) => one < median).length;
    return 1 + Math.min(3, Math.floor((below / medians.length) * 4));
  };
}
