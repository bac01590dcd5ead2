import { Checkbox } from "@mantine/core";
import { memo, type RefObject } from "react";
import { MISSING } from "@/lib/format";
import type { Column } from "./data-table";
import classes from "./data-table.module.css";

/** The id of a cell in the page. */
export const cellId = (grid: string, row: string, column: number) => `${grid}-${row}-${column}`;

type TableRowProps<Row> = {
  gridId: string;
  id: string;
  row: Row;
  index: number;
  top: number;
  columns: readonly Column<Row>[];
  template: string;
  active: number;
  selected: boolean | undefined;
  editing: string | null;
  boxLabel: string;
  actions: RefObject<RowActions>;
};

/** What can be done to a row. */
export type RowActions = {
  box: (index: number, extend: boolean) => void;
  cell: (row: number, column: number) => void;
  activate: (row: number, column: number, onlyEdit: boolean) => void;
  close: () => void;
};

/** One row of a table. Its actions come by reference: a row that is not drawn anew still acts on the newest state. */
export const TableRow = memo(Row, (before, after) =>
  (["row", "index", "top", "columns", "template", "active", "selected", "editing"] as const).every(
    (name) => before[name] === after[name],
  ),
) as typeof Row;

function Row<R>(props: TableRowProps<R>) {
  const { gridId, id, row, index, top, columns, template, active, selected, editing } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the cell.
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      data-active={active >= 0 || undefined}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
    >
      {selected !== undefined && (
        // biome-ignore lint/a11y/useFocusableInteractive: see the row.
        // biome-ignore lint/a11y/useSemanticElements: see the grid.
        <div role="gridcell" className={classes.box}>
          <Checkbox
            aria-label={props.boxLabel}
            tabIndex={-1}
            checked={selected}
            readOnly
            onClick={(event) => props.actions.current.box(index, event.shiftKey)}
          />
        </div>
      )}
      {columns.map((column, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: see the row.
        // biome-ignore lint/a11y/useSemanticElements: see the grid.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
        <div
          key={column.id}
          id={cellId(gridId, id, at)}
          role="gridcell"
          className={at === 0 ? `${classes.cell} ${classes.pinned}` : classes.cell}
          data-align={column.align}
          data-active={at === active || undefined}
          onClick={() => props.actions.current.cell(index, at)}
          onDoubleClick={() => props.actions.current.activate(index, at, false)}
        >
          {editing === column.id && column.editor ? (
            column.editor({ row, close: () => props.actions.current.close() })
          ) : column.render ? (
            column.render(row)
          ) : (
            <span className={classes.clip}>{column.value(row) ?? MISSING}</span>
          )}
        </div>
      ))}
    </div>
  );
}
