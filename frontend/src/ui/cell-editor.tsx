import { Loader, Tooltip } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef } from "react";
import classes from "./data-table.module.css";
import { useSaving } from "./save-field";

export type TextCellProps = {
  /** What the cell is, for screen readers. */
  label: string;
  value: string;
  /** Resolves once it is on disk; a refusal stays in the cell with its sentence. */
  onSave: (value: string) => Promise<unknown>;
  close: () => void;
};

/** Edits a cell's text in place: Enter or leaving saves, Esc restores. */
export function TextCell({ label, value, onSave, close }: TextCellProps) {
  const field = useRef<HTMLInputElement>(null);
  const { draft, setDraft, state, error, save } = useSaving({ value, onSave });
  useEffect(() => field.current?.select(), []);
  useEffect(() => {
    if (state === "saved") close();
  }, [state, close]);

  function leave() {
    if (draft === value) close();
    else if (state !== "saving") void save();
  }

  return (
    <Tooltip label={error} opened={error !== null} color="var(--bl-bad)">
      <span className={classes.editor}>
        <input
          ref={field}
          className={classes.input}
          aria-label={label}
          aria-invalid={error !== null}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={(event: KeyboardEvent) => {
            event.stopPropagation();
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") leave();
            if (event.key === "Escape") close();
          }}
        />
        {state === "saving" && <Loader size={12} aria-hidden />}
      </span>
    </Tooltip>
  );
}

export type SelectCellProps = TextCellProps & { choices: readonly { value: string; label: string }[] };

/** Edits a cell by a choice in place: choosing saves, Esc or leaving restores. */
export function SelectCell({ label, value, choices, onSave, close }: SelectCellProps) {
  const field = useRef<HTMLSelectElement>(null);
  const { draft, setDraft, state, error, save } = useSaving({ value, onSave });
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (state === "saved") close();
  }, [state, close]);
  return (
    <Tooltip label={error} opened={error !== null} color="var(--bl-bad)">
      <select
        ref={field}
        className={classes.input}
        aria-label={label}
        aria-invalid={error !== null}
        value={draft}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          void save(event.currentTarget.value);
        }}
        onBlur={() => {
          if (state === "idle") close();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape" || (event.key === "Enter" && draft === value)) close();
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Tooltip>
  );
}
