import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import { Keys } from "./kbd";
import classes from "./pick-list.module.css";

export type PickItem = {
  id: string;
  label: string;
  /** Stands after the label, quietly. */
  hint?: string;
  /** Further words that find it. */
  keywords?: string;
  /** A heading; items of one group stand together. */
  group?: string;
  /** A mark or icon before the label. */
  mark?: ReactNode;
  keys?: string;
};

export type PickListProps<Item extends PickItem> = {
  /** What is picked, for screen readers and as the field's placeholder. */
  label: string;
  items: readonly Item[];
  /** The item that is chosen now; the list begins there. */
  chosen?: string;
  onPick: (item: Item) => void;
  /** Shown when nothing matches. */
  nothing: string;
  /** Below the list: a further way on. */
  footer?: ReactNode;
};

/** A field that narrows a list as one types; arrows move, Enter picks. */
export function PickList<Item extends PickItem>(props: PickListProps<Item>) {
  const { label, items, chosen, onPick, nothing, footer } = props;
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState("");
  const found = useMemo(() => {
    const some = items.filter((item) => matches(typed, `${item.label} ${item.hint ?? ""} ${item.keywords ?? ""}`));
    const groups = [...new Set(some.map((item) => item.group))];
    return groups.flatMap((group) => some.filter((item) => item.group === group));
  }, [items, typed]);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.id === chosen),
    ),
  );
  const active = Math.min(at, found.length - 1);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the element is looked up once the new one is drawn.
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active, found]);

  function onKeyDown(event: KeyboardEvent) {
    const last = found.length - 1;
    const to: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(last, active + 8),
      PageUp: Math.max(0, active - 8),
    };
    const next = to[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const item = found[active];
      if (item) onPick(item);
    }
  }

  return (
    <div className={classes.root}>
      <input
        className={classes.field}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={label} className={classes.list} tabIndex={-1}>
        {found.map((item, index) => (
          <div key={item.id} role="presentation">
            {item.group && item.group !== found[index - 1]?.group && (
              <div role="presentation" className={classes.group}>
                {item.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys. */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              aria-current={item.id === chosen || undefined}
              className={classes.item}
              onMouseMove={() => setAt(index)}
              onClick={() => onPick(item)}
            >
              {item.mark && <span className={classes.mark}>{item.mark}</span>}
              <span className={classes.label}>{item.label}</span>
              {item.hint && <span className={classes.hint}>{item.hint}</span>}
              {item.keys && (
                <span className={classes.keys}>
                  <Keys keys={item.keys} />
                </span>
              )}
            </div>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes.nothing}>{nothing}</p>}
      {footer && <div className={classes.footer}>{footer}</div>}
      <span className={classes.count} role="status">
        {t("ui:pick.found", { count: found.length })}
      </span>
    </div>
  );
}
