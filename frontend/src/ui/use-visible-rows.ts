import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { drawnHeight, type Place, placeAfter, placeAt } from "./tall-scroll";

/** Rows drawn above and below those that are seen. */
const SPARE = 8;

/** Which rows of a list are drawn, and where. */
export type VisibleRows = {
  /** The first and the last row to draw; last is less than first where there is none. */
  first: number;
  last: number;
  /** How wide the scrolled element shows them. */
  width: number;
  /** How high the element of the rows is. */
  height: number;
  /** Where in it a row begins. */
  topOf: (row: number) => number;
  /** How many whole rows are seen at once. */
  perView: () => number;
  /** Scrolls as little as shows the row, or so that it stands first. */
  reveal: (row: number, first?: boolean) => void;
};

/** Rows of one height in a scrolled element, below a head of one row's height that stays. There may be millions. */
export function useVisibleRows(element: HTMLElement | null, count: number, rowHeight: number): VisibleRows {
  const height = (count + 1) * rowHeight;
  const place = useRef<Place>({ y: 0, scrollTop: 0, shift: 0 });
  const [shown, setShown] = useState({ from: 0, to: 0, shift: 0, width: 0 });

  const view = useCallback(() => element?.clientHeight ?? 0, [element]);
  const show = useCallback(
    (next: Place) => {
      place.current = next;
      const from = Math.floor(next.y / rowHeight);
      const to = Math.ceil((next.y + view()) / rowHeight) - 1;
      const width = element?.clientWidth ?? 0;
      setShown((old) =>
        old.from === from && old.to === to && old.shift === next.shift && old.width === width
          ? old
          : { from, to, shift: next.shift, width },
      );
    },
    [element, rowHeight, view],
  );

  useLayoutEffect(() => {
    if (!element) return;
    const go = (next: Place) => {
      show(next);
      if (next.scrollTop !== element.scrollTop) element.scrollTop = next.scrollTop;
    };
    const scrolled = () => go(placeAfter(element.scrollTop, place.current, height, element.clientHeight));
    // A list that became shorter or longer stays where it is.
    go(placeAt(place.current.y, height, element.clientHeight));
    const resized = new ResizeObserver(scrolled);
    resized.observe(element);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", scrolled);
    };
  }, [element, height, show]);

  const reveal = (row: number, first = false) => {
    if (!element) return;
    const { y } = place.current;
    const top = row * rowHeight;
    const room = view() - 2 * rowHeight;
    if (!first && top >= y && top <= y + room) return;
    const next = placeAt(first || top < y ? top : top - room, height, view());
    show(next);
    element.scrollTop = next.scrollTop;
  };

  return {
    first: Math.max(0, shown.from - SPARE),
    last: Math.min(count - 1, shown.to + SPARE),
    width: shown.width,
    height: drawnHeight(height) - rowHeight,
    topOf: (row) => row * rowHeight - shown.shift,
    perView: () => Math.max(1, Math.floor(view() / rowHeight) - 1),
    reveal,
  };
}
