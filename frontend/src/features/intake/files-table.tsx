import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type FocusEvent,
  Fragment,
  type KeyboardEvent,
  memo,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useWords } from "@/lib/language";
import type { Item } from "./basket";
import { FileRows, type FileRowsProps, linesOf } from "./file-rows";
import classes from "./intake.module.css";

export type FilesTableProps = Omit<FileRowsProps, "item" | "line" | "opened"> & {
  items: readonly Item[];
  /** What scrolls the table. */
  scroller: RefObject<HTMLElement | null>;
  /** The path of the file whose detail is open, or null. */
  opened: string | null;
  /** Puts the cursor on a file, or into the answer that it waits for; a new object does so again. */
  goTo: GoTo | null;
};

/** A place in the list. */
export type GoTo = { path: string; part: "file" | "answer" };

const PARTS = { file: "[data-file]", answer: "[data-asks]" };

/** A file without sentences, before it is measured. */
const ROW_HEIGHT = 45;

/**
 * The files on their way in, one line each: what they are and what importing them would change. Drawn only where they
 * are seen; arrows, Home and End go from file to file, Enter opens one.
 */
export const FilesTable = memo(function FilesTable({ items, scroller, opened, goTo, ...props }: FilesTableProps) {
  const { t } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const [above, setAbove] = useState(0);
  const [held, setHeld] = useState<string | null>(null);
  const [wanted, setWanted] = useState<GoTo | null>(null);
  const [followed, setFollowed] = useState(goTo);
  if (goTo !== followed) {
    setFollowed(goTo);
    setWanted(goTo);
  }
  // What has the focus, or is to have it, stays drawn wherever it is.
  const kept = [held, wanted?.path]
    .map((path) => items.findIndex((item) => item.path === path))
    .filter((at) => at >= 0);
  const files = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (at) => items[at]?.path ?? at,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: above,
    overscan: 8,
    rangeExtractor: (range: Range) =>
      [...new Set([...kept.filter((at) => at < range.count), ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });

  useLayoutEffect(() => {
    const head = table.current?.tHead;
    if (!head || !scroller.current) return;
    const top = head.getBoundingClientRect().bottom - scroller.current.getBoundingClientRect().top;
    setAbove(Math.round(top + scroller.current.scrollTop));
  });
  useLayoutEffect(() => {
    if (!wanted) return;
    const at = items.findIndex((item) => item.path === wanted.path);
    const row = table.current?.querySelector(`tbody[data-index="${at}"]`);
    const part = row?.querySelector<HTMLElement>(PARTS[wanted.part]) ?? row?.querySelector<HTMLElement>(PARTS.file);
    part?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
    setWanted(null);
  }, [wanted, items]);

  const heldAt = useRef(0);
  useLayoutEffect(() => {
    const at = items.findIndex((item) => item.path === held);
    if (at >= 0) heldAt.current = at;
    if (held === null || document.activeElement !== document.body) return;
    // Answered, a file has another question or none, or leaves a list of those that ask: the cursor stays with it, or
    // goes on to the one that comes to its place.
    const next = items[Math.min(heldAt.current, items.length - 1)];
    setHeld(null);
    if (next) setWanted({ path: next.path, part: "answer" });
  }, [items, held]);

  function onKeyDown(event: KeyboardEvent) {
    const from = (event.target as HTMLElement).closest("[data-file]")?.closest("tbody");
    if (!from || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = Number(from.dataset.index);
    const last = items.length - 1;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const path = items[Math.min(last, Math.max(0, next))]?.path;
    if (path !== undefined) setWanted({ path, part: "file" });
  }
  function onFocus(event: FocusEvent) {
    const at = (event.target as HTMLElement).closest("tbody")?.dataset.index;
    setHeld(at === undefined ? null : (items[Number(at)]?.path ?? null));
  }
  function onBlur(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) setHeld(null);
  }

  const remove = useRef(props.onRemove);
  remove.current = (path) => {
    const at = items.findIndex((item) => item.path === path);
    const next = items[at + 1] ?? items[at - 1];
    // The cursor goes on to the next file.
    if (next && held === path) setWanted({ path: next.path, part: "file" });
    props.onRemove(path);
  };
  const [onRemove] = useState(() => (path: string) => remove.current(path));

  let line = 2;
  const lines = items.map((item) => {
    const first = line;
    line += linesOf(item, opened === item.path).count;
    return first;
  });
  let end = above;
  const drawn = files.getVirtualItems().map(({ index, key, start, end: next }) => {
    const item = items[index];
    const gap = start - end;
    end = next;
    return (
      item && (
        <Fragment key={key}>
          {gap > 0 && <Gap height={gap} />}
          <tbody ref={files.measureElement} data-index={index}>
            <FileRows
              item={item}
              line={lines[index] ?? 2}
              opened={opened === item.path}
              {...props}
              onRemove={onRemove}
            />
          </tbody>
        </Fragment>
      )
    );
  });
  const rest = files.getTotalSize() + above - end;
  return (
    <table
      ref={table}
      className={classes.files}
      aria-label={t("intake:files")}
      aria-rowcount={line - 1}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">{t("intake:file")}</th>
          <th scope="col">{t("intake:belongs")}</th>
          {(["added", "updated", "unchanged", "skips"] as const).map((count) => (
            <th key={count} scope="col" data-number>
              {t(`intake:count.${count}`)}
            </th>
          ))}
          <td data-remove />
        </tr>
      </thead>
      {drawn}
      {rest > 0 && <Gap height={rest} />}
    </table>
  );
});

/** The room of files that are not drawn. */
function Gap({ height }: { height: number }) {
  return (
    <tbody aria-hidden className={classes.gap}>
      <tr>
        <td colSpan={7} style={{ height }} />
      </tr>
    </tbody>
  );
}
