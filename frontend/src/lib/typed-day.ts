import { isDay, makeDay } from "./day";
import { monthNames } from "./format";
import { LANGUAGES } from "./language";

const bare = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f.]/g, "")
    .toLowerCase();

/** The number of the month that a word begins the name of, in any language that we have; 0 for none. */
function monthOf(word: string): number {
  if (word.length < 3) return 0;
  for (const language of LANGUAGES) {
    const at = monthNames(language).findIndex((name) => bare(name).startsWith(word.slice(0, 3)));
    if (at >= 0) return at + 1;
  }
  return 0;
}

/**
 * Reads a day as a person types it: 31 Oct 2026, 31 de octubre de 2026 or 2026-10-31; null for anything else, such as
 * 03/04/2026, of which nobody knows which is the month.
 */
export function readDay(text: string): string | null {
  const typed = text.trim();
  if (isDay(typed)) return typed;
  const match = /^(\d{1,2})(?: de)? (\p{L}+)(?: de)? (\d{4})$/u.exec(bare(typed).replaceAll(/\s+/g, " "));
  const month = monthOf(match?.[2] ?? "");
  if (!match || month === 0) return null;
  const day = makeDay(Number(match[3]), month, Number(match[1]));
  // makeDay moves a day past the month's end into it.
  return isDay(day) && Number(day.slice(8)) === Number(match[1]) ? day : null;
}
