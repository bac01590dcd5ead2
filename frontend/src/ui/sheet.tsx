import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { memo, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { readTable, writeTable } from "@/lib/clipboard-table";
import classes from "./sheet.module.css";
import { type Block, blockOf, fillOf, type Place, pasteOf, placeAt, type Spot, step, within } from "./sheet-keys";

/** A cell as it is shown. */
export type SheetCell = {
  /** What stands in it; "" is missing. */
  text: string;
  /** What is edited and copied: the same without groups. */
  raw: string;
  /** quiet is what a person did not type here. */
  tone: "own" | "quiet";
  /** A small mark in the corner: several tell of it, and agree or not. */
  mark?: "agree" | "differ";
  /** What screen readers and the pointer hear beside the number. */
  title?: string;
  /** Why what was typed did not count. */
  error?: string;
};

/** A row or a column. */
export type SheetLine = { id: string; label: ReactNode /** In words. */; name: string };

/** A text for a cell; "" empties it. */
export type SheetChange = Spot & { text: string };

/** How the changes came about. */
export type SheetHow = "typed" | "pasted" | "filled" | "cleared";

export type SheetProps = {
  /** What the sheet holds, for screen readers. */
  label: string;
  /** How it is used, for screen readers. */
  hint: string;
  /** Above the names of the rows. */
  corner: ReactNode;
  rows: readonly SheetLine[];
  columns: readonly SheetLine[];
  /** Pixels of the names of the rows. */
  headWidth: number;
  /** Pixels of a column. */
  columnWidth: number;
  /** Where the cursor is at first. */
  start: Spot;
  /** Makes a cell; a new function draws all cells anew. */
  cell: (row: number, column: number) => SheetCell;
  /** What a person did at one go; lost counts pasted cells beyond the edges. */
  onChange: (changes: SheetChange[], how: SheetHow, lost: number) => void;
  /** The cursor moved, or more was selected. */
  onPlace?: (active: Spot, block: Block) => void;
};

const ROW_HEIGHT = 32;

/** What is being edited: over takes the arrows to move on, as after typing over a cell. */
type Editing = { text: string; over: boolean };

/**
 * Cells that are moved in, typed over, copied, pasted and filled as in a spreadsheet, drawn only where they are seen.
 * It holds the focus itself and names the active cell, as the ARIA grid pattern has it; Esc lets Tab leave.
 */
export function Sheet(props: SheetProps) {
  const { rows, columns, headWidth, columnWidth, onChange } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [kept, setPlace] = useState<Place>(() => placeAt(props.start.row, props.start.column));
  const [editing, showEditing] = useState<Editing | null>(null);
  // A field that goes loses the focus before the next drawing: what it held is known here at once.
  const held = useRef<Editing | null>(null);
  const setEditing = (next: Editing | null) => {
    held.current = next;
    showEditing(next);
  };
  const leaving = useRef(false);
  const dragging = useRef(false);
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
  const size = { rows: rows.length, columns: columns.length };
  const place = within(kept, { ...size, page: 1 });
  const block = blockOf(place);

  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    // The head covers the first 32 px of what is seen.
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    overscan: 3,
    scrollPaddingEnd: headWidth,
  });

  const latest = useRef(props);
  latest.current = props;
  // People come to a sheet to type; a control that made it anew keeps the focus.
  useEffect(() => {
    if (document.activeElement?.contains(scroller.current)) scroller.current?.focus({ preventScroll: true });
  }, []);
  const { active } = place;
  useEffect(() => {
    down.scrollToIndex(active.row);
    across.scrollToIndex(active.column);
  }, [active.row, active.column, down, across]);
  const { top, left, bottom, right } = block;
  useEffect(() => {
    latest.current.onPlace?.({ row: active.row, column: active.column }, { top, left, bottom, right });
  }, [active.row, active.column, top, left, bottom, right]);

  function move(next: Place) {
    leaving.current = false;
    setPlace(next);
  }

  /** Ends the editing, keeps what was typed, and moves. */
  function commit(next: Place | null, elsewhere = false) {
    if (held.current) {
      const text = held.current.text.trim();
      setEditing(null);
      if (!elsewhere) scroller.current?.focus({ preventScroll: true });
      if (text !== props.cell(active.row, active.column).raw) {
        onChange([{ ...active, text }], text === "" ? "cleared" : "typed", 0);
      }
    }
    if (next) move(next);
  }

  function fill(way: "down" | "right") {
    const changes = fillOf(block, way).flatMap(({ from, to }) => {
      const { raw } = props.cell(from.row, from.column);
      return raw === "" ? [] : [{ ...to, text: raw }];
    });
    if (changes.length > 0) onChange(changes, "filled", 0);
  }

  function clear() {
    const changes: SheetChange[] = [];
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) changes.push({ row, column, text: "" });
    }
    onChange(changes, "cleared", 0);
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing || rows.length === 0 || columns.length === 0) return;
    const mod = event.ctrlKey || event.metaKey;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const key = event.key;
    if (editing) {
      event.stopPropagation();
      if (key === "Escape") {
        event.preventDefault();
        setEditing(null);
        scroller.current?.focus({ preventScroll: true });
      } else if (key === "F2") {
        event.preventDefault();
        setEditing({ ...editing, over: false });
      } else if (["Enter", "Tab"].includes(key) || (editing.over && /^(Arrow|Page)/.test(key))) {
        const next = step(
          place,
          { key, mod: false, shift: event.shiftKey && !/^Arrow/.test(key) },
          { ...size, page: page() },
        );
        if (next !== "out") event.preventDefault();
        commit(next === "out" ? null : next);
      }
      return;
    }
    if (event.altKey) return;
    if (key === "F2") {
      done();
      setEditing({ text: props.cell(active.row, active.column).raw, over: false });
    } else if (key === "Escape") {
      leaving.current = true;
      setPlace(placeAt(active.row, active.column));
    } else if (key === "Delete" || key === "Backspace") {
      done();
      clear();
    } else if (mod && (key === "d" || key === "r")) {
      done();
      fill(key === "d" ? "down" : "right");
    } else if (key === "Tab" && leaving.current) {
      // Leaves, as Tab does elsewhere.
    } else {
      const next = step(place, { key, mod, shift: event.shiftKey }, { ...size, page: page() });
      if (next === "out") return;
      if (next) {
        done();
        move(next);
      } else if (key.length === 1 && !mod && key !== " ") {
        done();
        setEditing({ text: key, over: true });
      }
    }
  }

  // Where nothing is selected as text, browsers send these to the document and not to what has the focus.
  const clipboard = useRef<(event: ClipboardEvent) => void>(() => undefined);
  clipboard.current = (event) => {
    if (editing || document.activeElement !== scroller.current || !event.clipboardData) return;
    event.preventDefault();
    if (event.type === "paste") {
      const table = readTable(event.clipboardData.getData("text/plain"));
      if (table.length === 0) return;
      const { cells, lost, block: filled } = pasteOf(table, block, { ...size, page: 1 });
      setPlace({
        anchor: { row: filled.bottom, column: filled.right },
        active: { row: filled.top, column: filled.left },
        home: filled.left,
      });
      // A blank leaves what stands there.
      const changes = cells.flatMap(({ spot, text }) =>
        /^[-\u2013\u2014]?$/.test(text.trim()) ? [] : [{ ...spot, text: text.trim() }],
      );
      if (changes.length > 0 || lost > 0) onChange(changes, "pasted", lost);
      return;
    }
    const table: string[][] = [];
    for (let row = top; row <= bottom; row++) {
      const line: string[] = [];
      for (let column = left; column <= right; column++) line.push(props.cell(row, column).raw);
      table.push(line);
    }
    event.clipboardData.setData("text/plain", writeTable(table));
    if (event.type === "cut") clear();
  };
  useEffect(() => {
    const hear = (event: Event) => clipboard.current(event as ClipboardEvent);
    // WebKit copies and pastes outside of fields only where a page says that it will see to it.
    const allow = (event: Event) => {
      if (document.activeElement === scroller.current) event.preventDefault();
    };
    const names = ["copy", "cut", "paste"] as const;
    for (const name of names) {
      document.addEventListener(name, hear);
      document.addEventListener(`before${name}`, allow);
    }
    const stop = () => {
      dragging.current = false;
    };
    window.addEventListener("mouseup", stop);
    return () => {
      for (const name of names) {
        document.removeEventListener(name, hear);
        document.removeEventListener(`before${name}`, allow);
      }
      window.removeEventListener("mouseup", stop);
    };
  }, []);

  const actions = useRef<Actions>(null as never);
  actions.current = {
    press: (spot, extend) => {
      commit(null);
      scroller.current?.focus({ preventScroll: true });
      dragging.current = true;
      leaving.current = false;
      setPlace(extend ? { active: spot, anchor: place.anchor, home: spot.column } : placeAt(spot.row, spot.column));
    },
    over: (spot) => {
      if (dragging.current) setPlace({ active: spot, anchor: place.anchor, home: spot.column });
    },
    edit: ({ row, column }) => setEditing({ text: props.cell(row, column).raw, over: false }),
    type: (text) => held.current && setEditing({ ...held.current, text }),
    leave: () => commit(null, true),
  };

  const lines = down.getVirtualItems();
  const fields = across.getVirtualItems();
  const width = headWidth + across.getTotalSize();
  const seen = lines.some(({ index }) => index === active.row) && fields.some(({ index }) => index === active.column);
  return (
    <>
      <p id={`${id}-hint`} hidden>
        {props.hint}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows that are drawn only where they are seen. */}
      <div
        ref={scroller}
        className={classes.sheet}
        role="grid"
        aria-label={props.label}
        aria-describedby={`${id}-hint`}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-activedescendant={seen ? cellId(id, active.row, active.column) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the cell. */}
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
        <div role="row" aria-rowindex={1} className={classes.head} style={{ width }}>
          {/* biome-ignore lint/a11y/useFocusableInteractive: see the row. */}
          {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
          <div role="columnheader" aria-colindex={1} className={classes.corner} style={{ width: headWidth }}>
            {props.corner}
          </div>
          {fields.map(({ index, start }) => (
            // biome-ignore lint/a11y/useFocusableInteractive: see the row.
            // biome-ignore lint/a11y/useSemanticElements: see the grid.
            <div
              key={columns[index]?.id}
              role="columnheader"
              aria-colindex={index + 2}
              className={classes.columnHead}
              data-in={(index >= left && index <= right) || undefined}
              style={{ left: headWidth + start, width: columnWidth }}
              title={columns[index]?.name}
            >
              {columns[index]?.label}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
        <div role="rowgroup" className={classes.body} style={{ height: down.getTotalSize(), width }}>
          {lines.map(({ index, start }) => {
            const line = rows[index];
            if (!line) return null;
            const inBlock = index >= top && index <= bottom;
            return (
              <SheetRow
                key={line.id}
                sheet={id}
                line={line}
                index={index}
                start={start}
                width={width}
                headWidth={headWidth}
                columnWidth={columnWidth}
                columns={columns}
                fields={fields}
                cell={props.cell}
                active={index === active.row ? active.column : -1}
                left={inBlock ? left : -1}
                right={inBlock ? right : -1}
                editing={index === active.row ? editing : null}
                actions={actions}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}

const cellId = (sheet: string, row: number, column: number) => `${sheet}-${row}-${column}`;

type Actions = {
  press: (spot: Spot, extend: boolean) => void;
  over: (spot: Spot) => void;
  edit: (spot: Spot) => void;
  type: (text: string) => void;
  leave: () => void;
};

type SheetRowProps = {
  sheet: string;
  line: SheetLine;
  index: number;
  start: number;
  width: number;
  headWidth: number;
  columnWidth: number;
  columns: readonly SheetLine[];
  fields: VirtualItem[];
  cell: SheetProps["cell"];
  /** Its active column, or -1. */
  active: number;
  /** Its selected columns, or -1. */
  left: number;
  right: number;
  editing: Editing | null;
  actions: RefObject<Actions>;
};

// The actions come by reference: a row that is not drawn anew still acts on the newest state.
const SheetRow = memo(function SheetRow(props: SheetRowProps) {
  const { sheet, line, index: row, columns, actions, editing } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the cell.
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    <div
      role="row"
      aria-rowindex={row + 2}
      className={classes.row}
      style={{ width: props.width, transform: `translateY(${props.start}px)` }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: see the row. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
      <div
        role="rowheader"
        aria-colindex={1}
        className={classes.rowHead}
        data-in={props.left >= 0 || undefined}
        style={{ width: props.headWidth }}
        title={line.name}
      >
        {line.label}
      </div>
      {props.fields.map(({ index: column, start }) => {
        const one = props.cell(row, column);
        const here = column === props.active;
        const inBlock = column >= props.left && column <= props.right && props.left >= 0;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: see the row.
          // biome-ignore lint/a11y/useSemanticElements: see the grid.
          <div
            key={columns[column]?.id}
            id={cellId(sheet, row, column)}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={inBlock}
            aria-invalid={one.error !== undefined || undefined}
            className={classes.cell}
            data-active={here || undefined}
            data-in={inBlock || undefined}
            data-tone={one.tone}
            data-mark={one.mark}
            title={one.error ?? one.title}
            style={{ left: props.headWidth + start, width: props.columnWidth }}
            onMouseDown={(event) => {
              if (event.button !== 0 || (here && editing)) return;
              event.preventDefault();
              actions.current.press({ row, column }, event.shiftKey);
            }}
            onMouseEnter={() => actions.current.over({ row, column })}
            onDoubleClick={() => actions.current.edit({ row, column })}
          >
            {here && editing ? (
              <input
                // biome-ignore lint/a11y/noAutofocus: it stands where the person is typing.
                autoFocus
                className={classes.field}
                aria-label={`${line.name}, ${columns[column]?.name ?? ""}`}
                autoComplete="off"
                inputMode="decimal"
                value={editing.text}
                onFocus={(event) => {
                  const end = event.currentTarget.value.length;
                  event.currentTarget.setSelectionRange(end, end);
                }}
                onChange={(event) => actions.current.type(event.currentTarget.value)}
                onBlur={() => actions.current.leave()}
              />
            ) : (
              <>
                <span className={classes.clip}>{one.text}</span>
                {(one.error ?? one.title) && <span className={classes.aside}>{one.error ?? one.title}</span>}
              </>
            )}
          </div>
        );
      })}
    </div>
  );
});
