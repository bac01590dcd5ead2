import { type KeyboardEvent, useState } from "react";

export type GridKeysOptions = {
  rows: number;
  columns: number;
  /** Rows to a page, asked when Page Up or Down is pressed. */
  page: () => number;
  /** The active cell moved; extend while Shift is held. */
  onMove: (row: number, column: number, extend: boolean, from: number) => void;
  onToggle: (row: number, extend: boolean) => void;
  onAll?: () => void;
  onNone?: () => void;
  /** Enter, or F2 with onlyEdit. */
  onEnter: (row: number, column: number, onlyEdit: boolean) => void;
  onDelete?: (row: number) => void;
  /** Alt with an arrow: makes the active column wider or narrower by so many pixels. */
  onResize: (column: number, by: number) => void;
};

const RESIZE_STEP = 16;

/** The active cell of a grid and the keys that move it, as the ARIA grid pattern has them. */
export function useGridKeys(options: GridKeysOptions) {
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const row = Math.min(place.row, Math.max(0, options.rows - 1));
  const column = Math.min(place.column, Math.max(0, options.columns - 1));

  function move(toRow: number, toColumn: number, extend: boolean) {
    const next = {
      row: Math.max(0, Math.min(options.rows - 1, toRow)),
      column: Math.max(0, Math.min(options.columns - 1, toColumn)),
    };
    setPlace(next);
    options.onMove(next.row, next.column, extend, row);
  }

  function onKeyDown(event: KeyboardEvent) {
    const mod = event.ctrlKey || event.metaKey;
    const extend = event.shiftKey;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      done();
      options.onResize(column, event.key === "ArrowLeft" ? -RESIZE_STEP : RESIZE_STEP);
      return;
    }
    if (mod && event.key.toLowerCase() === "a" && options.onAll) {
      done();
      options.onAll();
    } else if (event.key === "Escape" && options.onNone) {
      done();
      options.onNone();
    } else if ((!mod || event.key === "Home" || event.key === "End") && act(event.key, mod, extend)) done();
  }

  /** Does what a key means and says whether it means anything. */
  function act(key: string, mod: boolean, extend: boolean): boolean {
    switch (key) {
      case "Delete":
        options.onDelete?.(row);
        return options.onDelete !== undefined;
      case "ArrowDown":
        move(row + 1, column, extend);
        return true;
      case "ArrowUp":
        move(row - 1, column, extend);
        return true;
      case "ArrowRight":
        move(row, column + 1, false);
        return true;
      case "ArrowLeft":
        move(row, column - 1, false);
        return true;
      case "PageDown":
        move(row + options.page(), column, extend);
        return true;
      case "PageUp":
        move(row - options.page(), column, extend);
        return true;
      case "Home":
        move(mod ? 0 : row, 0, extend && mod);
        return true;
      case "End":
        move(mod ? options.rows - 1 : row, options.columns - 1, extend && mod);
        return true;
      case " ":
        options.onToggle(row, extend);
        return true;
      case "Enter":
      case "F2":
        options.onEnter(row, column, key === "F2");
        return true;
      default:
        return false;
    }
  }

  return { row, column, onKeyDown, goTo: (toRow: number, toColumn: number) => move(toRow, toColumn, false) };
}
