// Browsers draw no element higher than some 33 million pixels (Chromium and WebKit; Firefox stops at half of that), and
// place nothing exactly beyond 16 million. A list that is higher is drawn into less height: its scroll bar stands for
// the whole list, while near moves still go pixel by pixel. For that the list is cut into stretches, and each stretch
// is shifted up by so much that the last one ends where the element ends (the way SlickGrid does it).

/** The height in pixels that an element gets at most. */
export const TALLEST = 10_000_000;
const STRETCH = TALLEST / 100;

/** A place in a list: y is the first pixel seen of the list, scrollTop the element's, and shift what lies between. */
export type Place = { y: number; scrollTop: number; shift: number };

/** The height of the element that shows a list of so many pixels. */
export function drawnHeight(height: number): number {
  return Math.min(height, TALLEST);
}

function shiftOf(stretch: number, height: number): number {
  const stretches = Math.floor(height / STRETCH);
  return Math.round((Math.min(stretch, stretches - 1) * (height - TALLEST)) / (stretches - 1));
}

/** The place where pixel y of a list is the first one seen, or as near to it as the list's end lets. */
export function placeAt(y: number, height: number, view: number): Place {
  const top = Math.max(0, Math.min(y, height - view));
  const shift = height <= TALLEST ? 0 : shiftOf(Math.floor(top / STRETCH), height);
  return { y: top, scrollTop: top - shift, shift };
}

/** The place after the element was scrolled: near moves go pixel by pixel, far ones to the same part of the list. */
export function placeAfter(scrollTop: number, before: Place, height: number, view: number): Place {
  if (height <= TALLEST) return { y: scrollTop, scrollTop, shift: 0 };
  if (Math.abs(scrollTop - before.scrollTop) < view) return placeAt(scrollTop + before.shift, height, view);
  const part = scrollTop / (TALLEST - view);
  const shift = shiftOf(Math.floor((part * (height - view)) / STRETCH), height);
  return { y: scrollTop + shift, scrollTop, shift };
}
