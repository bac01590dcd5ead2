import { addDays, parts } from "@/lib/day";
import { formatDay } from "@/lib/format";
import type { Language } from "@/lib/language";
import { readDay } from "@/lib/typed-day";

/** A wall clock's reading. */
export type Clock = { hour: number; minute: number };

const pad = (n: number) => String(n).padStart(2, "0");

/** Reads 14:05; null for anything else. */
export function readClock(text: string): Clock | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const clock = { hour: Number(match[1]), minute: Number(match[2]) };
  return clock.hour < 24 && clock.minute < 60 ? clock : null;
}

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

// One costs far more to make than to use, and a line is read at every key.
function formatIn(timeZone: string | undefined): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The day and the clock that a moment has in a zone. */
export function localOf(instant: string | number | Date, timeZone: string | undefined): { day: string; clock: Clock } {
  const at: Record<string, string> = {};
  for (const { type, value } of formatIn(timeZone).formatToParts(new Date(instant))) at[type] = value;
  return {
    day: `${at.year}-${at.month}-${at.day}`,
    clock: { hour: Number(at.hour), minute: Number(at.minute) },
  };
}

/** The moment at which the clocks of a zone show a time on a day; of a time that a change of the clocks leaves out, the one an hour later. */
export function instantOf(day: string, { hour, minute }: Clock, timeZone: string | undefined): string {
  const { year, month, day: date } = parts(day);
  const wanted = Date.UTC(year, month - 1, date, hour, minute);
  const shown = (at: number) => {
    const local = localOf(at, timeZone);
    const p = parts(local.day);
    return Date.UTC(p.year, p.month - 1, p.day, local.clock.hour, local.clock.minute);
  };
  // The offset before the moment, and where that leads past a change of the clocks, the one after it.
  const first = wanted - (shown(wanted - 86_400_000) - (wanted - 86_400_000));
  const at = shown(first) === wanted ? first : wanted - (shown(wanted + 86_400_000) - (wanted + 86_400_000));
  return new Date(shown(at) === wanted ? at : first).toISOString();
}

/** A moment as a person edits it: 31 Oct 2026 14:05, "" for none. */
export function editMoment(
  instant: string | null | undefined,
  timeZone: string | undefined,
  language: Language,
): string {
  if (!instant) return "";
  const { day, clock } = localOf(instant, timeZone);
  return `${formatDay(day, language)} ${pad(clock.hour)}:${pad(clock.minute)}`;
}

/** Reads what a person typed for a moment: 31 Oct 2026 14:05, 2026-10-31 14:05, or 14:05 on the given day; null for anything else. */
export function readMoment(text: string, day: string, timeZone: string | undefined): string | null {
  const [, before = "", last = ""] = /^(?:(.*\S)(?:\s+|T))?(\S+)$/.exec(text.trim().replace(",", "")) ?? [];
  const clock = readClock(last);
  const on = before === "" ? day : readDay(before);
  return clock && on ? instantOf(on, clock, timeZone) : null;
}

/** The received and answered moments of a line: what would lie ahead was yesterday, and an answer follows its message. */
export function pairOf(
  received: Clock | null,
  answered: Clock | null,
  day: string | null,
  now: number,
  timeZone: string | undefined,
): { received: string | null; answered: string | null } {
  const today = localOf(now, timeZone).day;
  const last = answered ?? received;
  if (!last) return { received: null, answered: null };
  const minutes = ({ hour, minute }: Clock) => hour * 60 + minute;
  const overnight = received !== null && answered !== null && minutes(answered) < minutes(received);
  let ends = day === null ? today : overnight ? addDays(day, 1) : day;
  if (day === null && Date.parse(instantOf(ends, last, timeZone)) > now + 60_000) ends = addDays(ends, -1);
  return {
    received: received && instantOf(overnight ? addDays(ends, -1) : ends, received, timeZone),
    answered: answered && instantOf(ends, answered, timeZone),
  };
}
