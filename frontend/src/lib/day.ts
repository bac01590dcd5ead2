// A day is the text YYYY-MM-DD in the client's time zone; nothing here asks what time it is in this machine's zone
// except today(). Days are counted in UTC, where every day has 24 hours.

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** The three parts of a day; month is 1 to 12. */
export type Parts = { year: number; month: number; day: number };

const pad = (n: number, width: number) => String(n).padStart(width, "0");

/** How many days a month has; month is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Makes a day; a day number past the month's end becomes its last day. */
export function makeDay(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, daysInMonth(year, month)), 2)}`;
}

/** Whether the text is a day that exists, in the years 1000 to 9999. */
export function isDay(text: string): boolean {
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The parts of a day that isDay accepts. */
export function parts(day: string): Parts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** The instant of that day's midnight in UTC, for Intl formats with timeZone "UTC". */
export function toUTC(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The day that lies n days later, or earlier when n is negative. */
export function addDays(day: string, n: number): string {
  return new Date(toUTC(day).getTime() + n * MS_PER_DAY).toISOString().slice(0, 10);
}

/** How many days the range has, both ends counted. */
export function countDays(from: string, to: string): number {
  return Math.round((toUTC(to).getTime() - toUTC(from).getTime()) / MS_PER_DAY) + 1;
}

/** The same day n months later; the 31st becomes the last day of a shorter month. */
export function addMonths(day: string, n: number): string {
  const { year, month, day: dayOfMonth } = parts(day);
  const index = year * 12 + (month - 1) + n;
  return makeDay(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, dayOfMonth);
}

/** Whether it is the last day of its month. */
export function isMonthEnd(day: string): boolean {
  const { year, month, day: dayOfMonth } = parts(day);
  return dayOfMonth === daysInMonth(year, month);
}

/** The day that an instant lies on in a time zone, or in this machine's when none is given. */
export function dayOf(instant: Date, timeZone?: string): string {
  // Part by part: no locale writes ISO 8601 in every engine.
  const written = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => Number(written.find((one) => one.type === type)?.value);
  return makeDay(part("year"), part("month"), part("day"));
}

/** Today in a time zone, or in this machine's when none is given. */
export function today(timeZone?: string): string {
  return dayOf(new Date(), timeZone);
}
