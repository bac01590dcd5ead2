/** Rows chosen in a list: some by id, or all that the filter finds but a few. */
export type Selection = { all: false; ids: ReadonlySet<string> } | { all: true; except: ReadonlySet<string> };

/** Nothing chosen. */
export const NOTHING: Selection = { all: false, ids: new Set() };

/** Everything that the filter finds, loaded or not. */
export const EVERYTHING: Selection = { all: true, except: new Set() };

/** Whether a row is chosen. */
export function isSelected(selection: Selection, id: string): boolean {
  return selection.all ? !selection.except.has(id) : selection.ids.has(id);
}

/** How many rows are chosen of so many that the filter finds. */
export function countSelected(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.except.size) : selection.ids.size;
}

/** Chooses the rows, or takes them out. */
export function setSelected(selection: Selection, ids: Iterable<string>, chosen: boolean): Selection {
  const set = new Set(selection.all ? selection.except : selection.ids);
  for (const id of ids) {
    if (chosen !== selection.all) set.add(id);
    else set.delete(id);
  }
  return selection.all ? { all: true, except: set } : { all: false, ids: set };
}
