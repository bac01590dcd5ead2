import { Checkbox, Loader, Skeleton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useWords } from "@/lib/language";
import { EVERYTHING, isSelected, NOTHING, type Selection, setSelected } from "@/lib/selection";
import classes from "./data-table.module.css";
import { cellId, type RowActions, TableRow } from "./data-table-row";
import { ErrorNote } from "./error-note";
import { useGridKeys } from "./grid-keys";
import { showFailure } from "./toast";
import { useVisibleRows } from "./use-visible-rows";
import type { RowSource } from "./use-windowed";

/** What an editor in a cell gets. It takes the focus when it appears. */
export type CellEditor<Row> = {
  row: Row;
  /** Leaves the cell; call it once what was entered is saved. */
  close: () => void;
};

export type Column<Row> = {
  id: string;
  header: string;
  /** Pixels at first; a person can change it. */
  width: number;
  /** Takes the room that is left. */
  grow?: boolean;
  align?: "left" | "right";
  /** What is sorted by, and shown unless render says otherwise; missing is null and shows –. */
  value: (row: Row) => string | number | null;
  render?: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Edits the cell in place; opened by Enter, F2 or a double click. */
  editor?: (cell: CellEditor<Row>) => ReactNode;
  /** Whether the cell of a row can be edited; all can by default. */
  editable?: (row: Row) => boolean;
};

export type Sort = { column: string; descending: boolean };

export type DataTableProps<Row> = {
  /** What the table holds, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  /** All rows, or a source of a list too long for that; the backend sorts what a source gives. */
  rows: readonly Row[] | RowSource<Row>;
  rowId: (row: Row) => string;
  /** How many rows there are in all, where not all of rows are here yet. */
  total?: number;
  /** Nothing has arrived yet. */
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
  /** Asks for the next rows; called again when the end comes near. Leave out when all are here. */
  onMore?: () => void;
  loadingMore?: boolean;
  /** The order when the backend sorts; without onSort the table sorts what it has. */
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** Adds the column of boxes. */
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
  /** Enter or a double click on a cell that is not edited. */
  onOpen?: (row: Row) => void;
  /** Keys or the pointer came to a row. */
  onActive?: (row: Row) => void;
  /** The Delete key on a row. */
  onDelete?: (row: Row) => void;
  /** The active row is another one, also where rows changed places; the first row at first. */
  onCurrent?: (row: Row) => void;
  /** Another object brings its row to the top and makes it the active one. */
  goTo?: { row: number };
};

const ROW_HEIGHT = 32;
const BOX_WIDTH = 36;
const MIN_WIDTH = 56;
const NEAR_END = 30;
const NO_ROWS: readonly never[] = [];

// biome-ignore lint/suspicious/noExplicitAny: the features are the same for every kind of row.
const features = tableFeatures<any>({
  columnSizingFeature,
  columnResizingFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

/** A list of thousands: rows of 32 px that are drawn only where they are seen, sorted, selected and edited by keys. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rowId, selection, onSelection, onSort, onMore, onOpen, goTo } = props;
  const source = "onSeen" in props.rows ? props.rows : null;
  const rows = source ? (NO_ROWS as readonly Row[]) : (props.rows as readonly Row[]);
  const { t } = useWords();
  const gridId = useId();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [editing, setEditing] = useState<{ id: string; column: string } | null>(null);
  const [ownSort, setOwnSort] = useState<Sort | null>(null);
  const sort = onSort ? (props.sort ?? null) : ownSort;

  const table = useTable({
    features,
    data: rows as Row[],
    columns: useMemo(
      () =>
        columns.map(
          (column): ColumnDef<typeof features, Row> => ({
            id: column.id,
            accessorFn: (row: Row) => column.value(row) ?? undefined,
            size: column.width,
            minSize: MIN_WIDTH,
            // Missing values come last in either direction.
            sortUndefined: "last",
          }),
        ),
      [columns],
    ),
    getRowId: rowId,
    manualSorting: Boolean(onSort),
    state: { sorting: sort ? [{ id: sort.column, desc: sort.descending }] : [] },
    columnResizeMode: "onChange",
  });
  const ordered = table.getRowModel().rows;
  const count = source?.total ?? ordered.length;
  const total = source?.total ?? props.total ?? count;
  const rowAt = (index: number): Row | undefined => (source ? source.at(index) : ordered[index]?.original);
  const sizes = table.state.columnSizing as Record<string, number>;

  const visible = useVisibleRows(scroller, count, ROW_HEIGHT);
  const { first, last } = visible;
  useEffect(() => {
    if (onMore && !props.loadingMore && count > 0 && last >= count - NEAR_END) onMore();
  }, [last, count, onMore, props.loadingMore]);
  const onSeen = source?.onSeen;
  useEffect(() => onSeen?.(first, last), [onSeen, first, last]);

  const idAt = (index: number) => {
    const row = rowAt(index);
    return row === undefined ? undefined : rowId(row);
  };
  // What is chosen when the ids of a long stretch arrive.
  const latest = useRef(selection);
  latest.current = selection;
  const choose = (from: number, to: number) => {
    if (!onSelection) return;
    const add = (ids: string[]) => latest.current && onSelection(setSelected(latest.current, ids, true));
    const [low, high] = [Math.max(0, Math.min(from, to)), Math.min(count - 1, Math.max(from, to))];
    const ids: string[] = [];
    for (let i = low; i <= high; i++) {
      const id = idAt(i);
      if (id === undefined) {
        source?.ids(low, high - low + 1).then(add, showFailure);
        return;
      }
      ids.push(id);
    }
    add(ids);
  };
  const anchor = useRef(0);
  const toggle = (index: number, extend: boolean) => {
    const id = idAt(index);
    if (!selection || !onSelection || id === undefined) return;
    if (extend) return choose(anchor.current, index);
    onSelection(setSelected(selection, [id], !isSelected(selection, id)));
    anchor.current = index;
  };

  const keys = useGridKeys({
    rows: count,
    columns: columns.length,
    page: () => Math.max(1, visible.perView() - 1),
    onMove: (row, _column, extend, from) => {
      visible.reveal(row);
      const active = rowAt(row);
      if (active) props.onActive?.(active);
      if (extend && selection) choose(from, row);
      else anchor.current = row;
    },
    onToggle: toggle,
    onAll: onSelection && (() => onSelection(EVERYTHING)),
    onNone: onSelection && (() => onSelection(NOTHING)),
    onDelete:
      props.onDelete &&
      ((row) => {
        const target = rowAt(row);
        if (target) props.onDelete?.(target);
      }),
    onEnter: (row, column, onlyEdit) => activate(row, column, onlyEdit),
    onResize: (column, by) => {
      const id = columns[column]?.id;
      if (id) table.setColumnSizing((old) => ({ ...old, [id]: Math.max(MIN_WIDTH, widthOf(id) + by) }));
    },
  });

  const widthOf = (id: string) => sizes[id] ?? columns.find((column) => column.id === id)?.width ?? MIN_WIDTH;

  function activate(row: number, column: number, onlyEdit: boolean) {
    const target = rowAt(row);
    const spec = columns[column];
    if (!target || !spec) return;
    if (spec.editor && (spec.editable?.(target) ?? true)) setEditing({ id: rowId(target), column: spec.id });
    else if (!onlyEdit) onOpen?.(target);
  }

  function sortBy(column: Column<Row>) {
    // Up, down, and back to the order the rows came in.
    const next =
      sort?.column !== column.id
        ? { column: column.id, descending: false }
        : sort.descending
          ? null
          : { column: column.id, descending: true };
    if (onSort) onSort(next);
    else setOwnSort(next);
  }

  const actions = useRef<RowActions>(null as never);
  actions.current = {
    box: toggle,
    cell: keys.goTo,
    activate,
    close: () => {
      setEditing(null);
      scroller?.focus();
    },
  };

  const goes = useRef<(row: number) => void>(null as never);
  goes.current = (row) => {
    keys.goTo(row, 0);
    visible.reveal(row, true);
  };
  const list = source?.list;
  const listed = useRef(list);
  useEffect(() => {
    if (listed.current !== list) goes.current(0);
    listed.current = list;
  }, [list]);
  useEffect(() => {
    if (goTo) goes.current(goTo.row);
  }, [goTo]);

  const activeRow = rowAt(keys.row);
  const { onCurrent } = props;
  useEffect(() => {
    if (activeRow !== undefined) onCurrent?.(activeRow);
  }, [activeRow, onCurrent]);

  // A column beyond the edge, or under the first one, comes into sight as the arrows reach it.
  const { column: atColumn } = keys;
  useEffect(() => {
    const cell = scroller?.querySelector<HTMLElement>(`.${classes.cell}[data-active]`);
    const pinned = cell?.parentElement?.querySelector<HTMLElement>(`.${classes.pinned}`);
    if (!scroller || !cell || !pinned) return;
    const left = atColumn === 0 ? 0 : cell.offsetLeft - (pinned.offsetLeft - scroller.scrollLeft) - pinned.offsetWidth;
    const right = cell.offsetLeft + cell.offsetWidth - scroller.clientWidth;
    if (left < scroller.scrollLeft) scroller.scrollLeft = left;
    else if (right > scroller.scrollLeft) scroller.scrollLeft = right;
  }, [scroller, atColumn]);

  if (props.error) {
    return (
      <div className={classes.failed}>
        <ErrorNote error={props.error} onRetry={props.onRetry} />
      </div>
    );
  }
  if (!props.loading && count === 0) return <>{props.empty}</>;

  const template = columns
    .map(({ id, grow, width }) => (grow && sizes[id] === undefined ? `minmax(${width}px, 1fr)` : `${widthOf(id)}px`))
    .join(" ");
  const layout = {
    gridTemplateColumns: onSelection ? `${BOX_WIDTH}px ${template}` : template,
    minWidth: columns.reduce((sum, { id }) => sum + widthOf(id), onSelection ? BOX_WIDTH : 0),
  };
  const activeId = keys.row >= first && keys.row <= last ? idAt(keys.row) : undefined;
  const activeCell = activeId === undefined ? undefined : cellId(gridId, activeId, keys.column);
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const keysDrawn = new Set<string>();
  const all = selection?.all && selection.except.size === 0;
  const some = selection ? (selection.all ? !all : selection.ids.size > 0) : false;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows that are drawn only where they are seen.
    <div
      ref={setScroller}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + (onSelection ? 1 : 0)}
      aria-multiselectable={onSelection ? true : undefined}
      aria-activedescendant={activeCell}
      aria-busy={props.loading || undefined}
      data-wide={layout.minWidth > visible.width || undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && !props.loading) keys.onKeyDown(event);
      }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the cell. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
      <div role="row" aria-rowindex={1} className={classes.head} style={layout}>
        {onSelection && (
          // biome-ignore lint/a11y/useFocusableInteractive: its box has the focus.
          // biome-ignore lint/a11y/useSemanticElements: see the grid.
          <div role="columnheader" className={classes.box}>
            <Checkbox
              aria-label={t("ui:table.select_all")}
              checked={Boolean(all)}
              indeterminate={some}
              onChange={(event) => onSelection(event.currentTarget.checked ? EVERYTHING : NOTHING)}
            />
          </div>
        )}
        {columns.map((column, index) => {
          const header = table.getFlatHeaders()[index];
          const sorted = sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: its button has the focus.
            // biome-ignore lint/a11y/useSemanticElements: see the grid.
            <div
              key={column.id}
              role="columnheader"
              aria-sort={sorted}
              className={index === 0 ? `${classes.header} ${classes.pinned}` : classes.header}
              data-align={column.align}
            >
              {column.sortable ? (
                <button type="button" className={classes.sort} onClick={() => sortBy(column)}>
                  <span className={classes.clip}>{column.header}</span>
                  {sorted === "ascending" && <IconArrowUp size={13} aria-hidden />}
                  {sorted === "descending" && <IconArrowDown size={13} aria-hidden />}
                </button>
              ) : (
                <span className={classes.clip}>{column.header}</span>
              )}
              <span
                aria-hidden
                className={classes.resize}
                onMouseDown={header?.getResizeHandler()}
                onTouchStart={header?.getResizeHandler()}
              />
            </div>
          );
        })}
      </div>
      {props.loading ? (
        <div className={classes.loading}>
          {[72, 58, 65, 80, 61, 70, 55, 76].map((width) => (
            <Skeleton key={width} height={10} width={`${width}%`} animate={false} />
          ))}
        </div>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: see the grid.
        <div role="rowgroup" className={classes.body} style={{ height: visible.height, minWidth: layout.minWidth }}>
          {drawn.map((index) => {
            const row = rowAt(index);
            const top = visible.topOf(index);
            if (!row) return <Awaited key={index} index={index} top={top} template={layout.gridTemplateColumns} />;
            const id = rowId(row);
            // While blocks of a source are read anew, a row may stand in two of them.
            const key = keysDrawn.has(id) ? `${id} ${index}` : id;
            keysDrawn.add(key);
            return (
              <TableRow
                key={key}
                gridId={gridId}
                id={id}
                row={row}
                index={index}
                top={top}
                columns={columns}
                template={layout.gridTemplateColumns}
                active={index === keys.row ? keys.column : -1}
                selected={selection ? isSelected(selection, id) : undefined}
                editing={editing?.id === id ? editing.column : null}
                boxLabel={t("ui:table.select_row")}
                actions={actions}
              />
            );
          })}
        </div>
      )}
      {props.loadingMore && (
        <div className={classes.more} role="status">
          <Loader size={14} aria-label={t("ui:loading")} />
        </div>
      )}
    </div>
  );
}

/** A row that is on its way. */
function Awaited({ index, top, template }: { index: number; top: number; template: string }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the cell.
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      className={classes.row}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: see the row. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
      <div role="gridcell" className={classes.awaited} />
    </div>
  );
}
