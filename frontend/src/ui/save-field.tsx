import { Loader, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from "react";
import { useWords } from "@/lib/language";
import classes from "./save-field.module.css";

const DayInput = lazy(async () => ({ default: (await import("./dates")).DayInput }));

/** Where a field stands between a person's hand and the disk. */
export type SaveState = "idle" | "saving" | "saved" | "failed";

/** How long "Saved" stays. */
const SAVED_MS = 2000;

type Shared<Value> = {
  label: string;
  description?: string;
  value: Value;
  /** Resolves once it is on disk; what it rejects with is shown under the field. */
  onSave: (value: Value) => Promise<unknown>;
  /** Refuses before anything is sent: a sentence, or null. */
  check?: (value: Value) => string | null;
  disabled?: boolean;
  /** Hides the label where a heading already says it; screen readers still hear it. */
  labelHidden?: boolean;
};

export type SaveFieldProps =
  | ({ kind: "text"; placeholder?: string; rows?: number } & Shared<string>)
  | ({ kind: "select"; choices: readonly { value: string; label: string }[]; search?: boolean } & Shared<string>)
  | ({ kind: "number"; min?: number; max?: number; decimals?: number; suffix?: string } & Shared<number | null>)
  | ({ kind: "date" } & Shared<string>);

/** A draft of a value that is saved when it is left. One save at a time; the newest draft wins. */
export function useSaving<Value>({ value, onSave, check }: Pick<Shared<Value>, "value" | "onSave" | "check">) {
  const [draft, setDraft] = useState(value);
  const [state, setState] = useState<SaveState>("idle");
  const [error, setError] = useState<string | null>(null);
  const kept = useRef(value);
  const turn = useRef(0);

  // What the backend now holds replaces the draft, unless somebody is in the middle of changing it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value from outside counts.
  useEffect(() => {
    if (Object.is(draft, kept.current)) setDraft(value);
    kept.current = value;
  }, [value]);

  useEffect(() => {
    if (state !== "saved") return;
    const timer = window.setTimeout(() => setState("idle"), SAVED_MS);
    return () => window.clearTimeout(timer);
  }, [state]);

  async function save(next: Value = draft) {
    if (Object.is(next, kept.current) && state !== "failed") return;
    const refusal = check?.(next) ?? null;
    if (refusal) {
      setError(refusal);
      setState("failed");
      return;
    }
    turn.current += 1;
    const mine = turn.current;
    setError(null);
    setState("saving");
    try {
      await onSave(next);
      kept.current = next;
      if (mine === turn.current) setState("saved");
    } catch (reason) {
      if (mine !== turn.current) return;
      setError(reason instanceof Error ? reason.message : String(reason));
      setState("failed");
    }
  }

  function restore() {
    setDraft(kept.current);
    setError(null);
    setState("idle");
  }

  return { draft, setDraft, state, error, save, restore, dirty: !Object.is(draft, kept.current) };
}

/** A field that saves as it is left, shows that it did, and says when it could not. Enter saves, Esc restores. */
export function SaveField(props: SaveFieldProps) {
  switch (props.kind) {
    case "text":
      return <TextSaveField {...props} />;
    case "select":
      return <SelectSaveField {...props} />;
    case "number":
      return <NumberSaveField {...props} />;
    case "date":
      return <DateSaveField {...props} />;
  }
}

type Saving = Pick<ReturnType<typeof useSaving>, "state" | "error">;

/** The label, the state and the refusal of a field that saves as it is left; for fields of a kind of their own. */
export function FieldFrame({ id, field, saving, children }: FrameProps) {
  const { t } = useWords();
  const { state, error } = saving;
  return (
    <div className={classes.root} data-bare={field.labelHidden || undefined}>
      <div className={classes.head}>
        {field.group ? (
          <span id={id} className={classes.label}>
            {field.label}
          </span>
        ) : (
          <label htmlFor={id} className={classes.label} data-hidden={field.labelHidden || undefined}>
            {field.label}
          </label>
        )}
        <span className={classes.state} data-state={state} role="status">
          {state === "saving" && <Loader size={12} aria-hidden />}
          {state === "saved" && <IconCheck size={14} aria-hidden />}
          {state === "failed" && <IconAlertTriangle size={14} aria-hidden />}
          {state !== "idle" && t(`ui:save.${state}`)}
        </span>
      </div>
      {children}
      {field.description && <p className={classes.description}>{field.description}</p>}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

type FrameProps = {
  id: string;
  /** A group of controls is named by the label's id instead of having one control labelled. */
  field: Pick<Shared<unknown>, "label" | "labelHidden" | "description"> & { group?: boolean };
  saving: Saving;
  children: ReactNode;
};

function keys(save: () => void, restore: () => void, dirty: boolean, enter = true) {
  return (event: KeyboardEvent) => {
    if (event.key === "Escape" && dirty) {
      event.stopPropagation(); // the dialog around it stays open while there is something to restore
      event.preventDefault();
      restore();
    }
    if (event.key === "Enter" && enter && !event.nativeEvent.isComposing) save();
  };
}

function TextSaveField(props: Extract<SaveFieldProps, { kind: "text" }>) {
  const id = useId();
  const saving = useSaving(props);
  const shared = {
    id,
    value: saving.draft,
    placeholder: props.placeholder,
    disabled: props.disabled,
    error: saving.state === "failed",
    onBlur: () => void saving.save(),
    onKeyDown: keys(() => void saving.save(), saving.restore, saving.dirty || saving.state === "failed", !props.rows),
  };
  return (
    <FieldFrame id={id} field={props} saving={saving}>
      {props.rows ? (
        <Textarea
          {...shared}
          autosize
          minRows={props.rows}
          maxRows={props.rows * 3}
          onChange={(event) => saving.setDraft(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...shared} onChange={(event) => saving.setDraft(event.currentTarget.value)} />
      )}
    </FieldFrame>
  );
}

function SelectSaveField(props: Extract<SaveFieldProps, { kind: "select" }>) {
  const id = useId();
  const saving = useSaving(props);
  return (
    <FieldFrame id={id} field={props} saving={saving}>
      <Select
        id={id}
        value={saving.draft}
        data={[...props.choices]}
        searchable={props.search}
        selectFirstOptionOnChange={props.search}
        allowDeselect={false}
        disabled={props.disabled}
        error={saving.state === "failed"}
        onChange={(next) => {
          if (next === null) return;
          saving.setDraft(next);
          // Choosing is leaving: there is nothing more to type.
          void saving.save(next);
        }}
      />
    </FieldFrame>
  );
}

function NumberSaveField(props: Extract<SaveFieldProps, { kind: "number" }>) {
  const id = useId();
  const { language } = useWords();
  const saving = useSaving(props);
  const comma = language === "es";
  return (
    <FieldFrame id={id} field={props} saving={saving}>
      <NumberInput
        id={id}
        value={saving.draft ?? ""}
        min={props.min}
        max={props.max}
        decimalScale={props.decimals ?? 0}
        decimalSeparator={comma ? "," : "."}
        thousandSeparator={comma ? "." : ","}
        suffix={props.suffix}
        hideControls
        disabled={props.disabled}
        error={saving.state === "failed"}
        onChange={(next) => saving.setDraft(typeof next === "number" ? next : null)}
        onBlur={() => void saving.save()}
        onKeyDown={keys(() => void saving.save(), saving.restore, saving.dirty || saving.state === "failed")}
      />
    </FieldFrame>
  );
}

function DateSaveField(props: Extract<SaveFieldProps, { kind: "date" }>) {
  const id = useId();
  const saving = useSaving(props);
  return (
    <FieldFrame id={id} field={props} saving={saving}>
      <Suspense fallback={<TextInput id={id} value="" readOnly />}>
        <DayInput
          id={id}
          value={saving.draft}
          disabled={props.disabled}
          error={saving.state === "failed"}
          onChange={(day) => {
            saving.setDraft(day);
            void saving.save(day);
          }}
        />
      </Suspense>
    </FieldFrame>
  );
}
