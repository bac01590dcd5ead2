/** What is to be placed below a chart: where it begins and ends along it, and how much room its words take. */
export type Placeable = { from: number; to: number; words: number };

/** Where it stands. Several that found no room of their own share one place. */
export type Placed = {
  /** From 0, at the top. */
  lane: number;
  left: number;
  /** The room that it may take, words and all. */
  width: number;
  /** How long its days are. */
  bar: number;
  /** Places in the list that was handed in. */
  members: number[];
  /** It stands left of its day, because the chart ends. */
  flipped: boolean;
};

/** As narrow as a mark can be and still be seen and pointed at. */
export const NARROWEST = 22;
const GAP = 4;

/**
 * Places things in lanes, so that none covers another: words give way first, then things that stand close share a
 * place. At most `lanes` lanes are used of a chart `width` pixels wide.
 */
export function laneOut(things: readonly Placeable[], width: number, lanes: number): Placed[] {
  const rows: Placed[][] = Array.from({ length: lanes }, () => []);
  const order = together(things).map(({ members, ...thing }) => ({ members, ...extent(thing, width) }));
  order.sort((a, b) => a.left - b.left || b.right - a.right || (a.members[0] ?? 0) - (b.members[0] ?? 0));
  for (const { members, left, right, bar, flipped } of order) {
    const one: Placed = { lane: 0, left, width: right - left, bar, members, flipped };
    const lasts = rows.map((row) => row.at(-1));
    const whole = lasts.findIndex((last) => !last || last.left + last.width + GAP <= left);
    const lane = whole >= 0 ? whole : roomiest(lasts, left);
    if (lane >= 0) {
      const last = lasts[lane];
      if (last) last.width = Math.min(last.width, left - GAP - last.left);
      rows[lane]?.push({ ...one, lane });
      continue;
    }
    // Nowhere: it joins what begins nearest to it.
    const nearest = lasts.reduce<Placed | undefined>(
      (best, last) => (last && last.left > (best?.left ?? -1) ? last : best),
      undefined,
    );
    if (!nearest) continue;
    const end = Math.max(nearest.left + nearest.bar, left + bar);
    nearest.members.push(...members);
    nearest.bar = end - nearest.left;
    nearest.width = Math.min(width - nearest.left, Math.max(nearest.bar, GROUPED));
    nearest.flipped = false;
  }
  return rows.flat();
}

/** Things of one day, several where they would only stand on top of each other. */
function together(things: readonly Placeable[]): (Placeable & { members: number[] })[] {
  const days = new Map<number, number[]>();
  things.forEach(({ from, to }, at) => {
    if (from === to) days.set(from, [...(days.get(from) ?? []), at]);
  });
  const several = [...days].filter(([, members]) => members.length > FEW);
  const grouped = new Set(several.flatMap(([, members]) => members));
  return [
    ...several.map(([from, members]) => ({ from, to: from, words: GROUPED, members })),
    ...things.flatMap((thing, at) => (grouped.has(at) ? [] : [{ ...thing, members: [at] }])),
  ];
}

/** As many as stand each for itself on one day. */
const FEW = 2;

/** The room of the words of several. */
const GROUPED = 46;

function extent({ from, to, words }: Placeable, width: number) {
  const bar = Math.max(to - from, NARROWEST);
  const flipped = to === from && from + words > width && from - words >= 0;
  const left = flipped ? from - words : Math.max(0, Math.min(from, width - bar));
  const right = flipped ? from : Math.min(width, left + Math.max(bar, words));
  return { left, right, bar: flipped ? NARROWEST : Math.min(bar, width - left), flipped };
}

/** The lane whose last thing can give way to one that begins at `left`, -1 where none can. */
function roomiest(lasts: readonly (Placed | undefined)[], left: number): number {
  let best = -1;
  let most = 0;
  lasts.forEach((last, lane) => {
    if (!last || last.flipped) return;
    const least = Math.max(last.bar, last.members.length > 1 ? GROUPED : NARROWEST);
    const room = left - GAP - (last.left + least);
    if (room >= 0 && (best < 0 || room > most)) {
      best = lane;
      most = room;
    }
  });
  return best;
}
