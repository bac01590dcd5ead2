/** A stretch of a day, HH:MM to HH:MM. */
export type Stretch = { from: string; to: string };

/**
 * Reads office hours as people write them: "9-14, 16-20:30", "09:00 – 18:00", or nothing for a day that is closed.
 * Null where it is none.
 */
export function readHours(text: string): Stretch[] | null {
  const parts = text
    .split(/[,;/]|\s+(?:y|and|e)\s+/i)
    .map((part) => part.trim())
    .filter(Boolean);
  const spans: Stretch[] = [];
  for (const part of parts) {
    const match =
      /^(\d{1,2})(?:[:.h](\d{2}))?\s*(?:h)?\s*(?:-|–|—|a|to|until)\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(?:h)?$/i.exec(part);
    if (!match) return null;
    const from = clock(match[1], match[2]);
    const to = clock(match[3], match[4]);
    if (!from || !to || from >= to) return null;
    spans.push({ from, to });
  }
  return spans;
}

function clock(hour = "", minute = "00"): string | null {
  const [h, m] = [Number(hour), Number(minute)];
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return null;
  return `${hour.padStart(2, "0")}:${minute}`;
}

/** Office hours as readHours takes them: "09:00–14:00, 16:00–20:30". */
export function writeHours(spans: readonly Stretch[]): string {
  return [...spans]
    .sort((a, b) => a.from.localeCompare(b.from))
    .map(({ from, to }) => `${from}–${to}`)
    .join(", ");
}
