/** A cell by its row and column. */
export type Spot = { row: number; column: number };

/** Where a person is in a sheet: the cell that keys act on, and the other corner of what is selected. */
export type Place = {
  active: Spot;
  anchor: Spot /** Where Enter returns to after cells were passed by Tab. */;
  home: number;
};

/** A run of rows and columns, both ends within it. */
export type Block = { top: number; left: number; bottom: number; right: number };

/** The cells that are selected. */
export function blockOf({ active, anchor }: Place): Block {
  return {
    top: Math.min(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    bottom: Math.max(active.row, anchor.row),
    right: Math.max(active.column, anchor.column),
  };
}

/** How many rows and columns a sheet has, and how many rows go to a page. */
export type Extent = { rows: number; columns: number; page: number };

/** A key with what is held beside it; mod is Ctrl, or Cmd on a Mac. */
export type Press = { key: string; mod: boolean; shift: boolean };

const clamp = (n: number, size: number) => Math.max(0, Math.min(size - 1, n));

/** The place at a cell, nothing else selected. */
export const placeAt = (row: number, column: number): Place => {
  const spot = { row, column };
  return { active: spot, anchor: spot, home: column };
};

/** Keeps a place within a sheet that became smaller. */
export function within(place: Place, { rows, columns }: Extent): Place {
  const inside = ({ row, column }: Spot) => ({ row: clamp(row, rows), column: clamp(column, columns) });
  return { active: inside(place.active), anchor: inside(place.anchor), home: clamp(place.home, columns) };
}

/**
 * Where a key leads, as spreadsheets have it; null for a key that does not move. "out" is Tab past the last cell or
 * Shift+Tab before the first, which leaves the sheet.
 */
export function step(place: Place, { key, mod, shift }: Press, extent: Extent): Place | "out" | null {
  const { row, column } = place.active;
  const go = (toRow: number, toColumn: number): Place => {
    const spot = { row: clamp(toRow, extent.rows), column: clamp(toColumn, extent.columns) };
    return { active: spot, anchor: shift ? place.anchor : spot, home: spot.column };
  };
  const last = { row: extent.rows - 1, column: extent.columns - 1 };
  switch (key) {
    case "ArrowDown":
      return go(mod ? last.row : row + 1, column);
    case "ArrowUp":
      return go(mod ? 0 : row - 1, column);
    case "ArrowRight":
      return go(row, mod ? last.column : column + 1);
    case "ArrowLeft":
      return go(row, mod ? 0 : column - 1);
    case "PageDown":
      return go(row + extent.page, column);
    case "PageUp":
      return go(row - extent.page, column);
    case "Home":
      return go(mod ? 0 : row, 0);
    case "End":
      return go(mod ? last.row : row, last.column);
    case "Enter": {
      if (mod) return null;
      const next = clamp(row + (shift ? -1 : 1), extent.rows);
      return placeAt(next, shift ? column : place.home);
    }
    case "Tab": {
      if (mod) return null;
      const index = row * extent.columns + column + (shift ? -1 : 1);
      if (index < 0 || index >= extent.rows * extent.columns) return "out";
      const next = placeAt(Math.floor(index / extent.columns), index % extent.columns);
      return { ...next, home: next.active.row === row ? place.home : 0 };
    }
    case "a":
    case "A":
      if (!mod) return null;
      return { active: { row: 0, column: 0 }, anchor: last, home: 0 };
    default:
      return null;
  }
}

/** The cells that filling down or to the right writes, each with the cell it takes from; one row fills from above it. */
export function fillOf(block: Block, way: "down" | "right"): { from: Spot; to: Spot }[] {
  const { top, left, bottom, right } = block;
  const down = way === "down";
  // One line alone takes from the line before it.
  const source = down ? (top === bottom ? top - 1 : top) : left === right ? left - 1 : left;
  if (source < 0) return [];
  const all: { from: Spot; to: Spot }[] = [];
  for (let row = down ? source + 1 : top; row <= bottom; row++) {
    for (let column = down ? left : source + 1; column <= right; column++) {
      all.push({ from: down ? { row: source, column } : { row, column: source }, to: { row, column } });
    }
  }
  return all;
}

/** Puts a pasted table on a sheet: one cell alone fills what is selected; lost counts the cells beyond the edges. */
export function pasteOf(
  table: readonly (readonly string[])[],
  block: Block,
  { rows, columns }: Extent,
): { cells: { spot: Spot; text: string }[]; lost: number; block: Block } {
  const cells: { spot: Spot; text: string }[] = [];
  let lost = 0;
  const only = table.length === 1 && table[0]?.length === 1 ? table[0][0] : undefined;
  if (only !== undefined) {
    for (let row = block.top; row <= block.bottom; row++) {
      for (let column = block.left; column <= block.right; column++) cells.push({ spot: { row, column }, text: only });
    }
    return { cells, lost, block };
  }
  const end = { row: block.top, column: block.left };
  for (const [i, line] of table.entries()) {
    for (const [j, text] of line.entries()) {
      const spot = { row: block.top + i, column: block.left + j };
      if (spot.row >= rows || spot.column >= columns) {
        if (text.trim() !== "") lost++;
        continue;
      }
      end.row = spot.row;
      end.column = Math.max(end.column, spot.column);
      cells.push({ spot, text });
    }
  }
  return { cells, lost, block: { top: block.top, left: block.left, bottom: end.row, right: end.column } };
}
