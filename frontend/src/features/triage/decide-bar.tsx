import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { STATES, type State } from "@/bridge/triage";
import { useWords } from "@/lib/language";
import { Keys } from "@/ui/kbd";
import classes from "./triage.module.css";

/** The keys of the states, in their order. */
export const KEYS: Record<State, string> = { open: "0", watch: "1", act: "2", dismissed: "3" };

export type DecideBarProps = {
  /** How many items it is about. */
  count: number;
  /** Some of them are decided and can be opened again. */
  decided: boolean;
  /** The state whose reason is asked for; null offers the states. */
  state: State | null;
  onState: (state: State) => void;
  /** Resolves once it is on disk; rejects with the sentence that stays beside the reason. */
  onDecide: (reason: string) => Promise<void>;
  /** Leaves the reason, or the choice where no reason is asked for. */
  onLeave: () => void;
};

/** Decides of items: a state, then the reason. Enter saves, Esc leaves. */
export function DecideBar({ count, decided, state, onState, onDecide, onLeave }: DecideBarProps) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (state !== null) field.current?.focus();
  }, [state]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await onDecide(reason);
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem));
      field.current?.focus();
    } finally {
      setBusy(false);
    }
  }

  if (state === null) {
    return (
      <div className={classes.bar}>
        <span role="status">{t("triage:chosen", { count })}</span>
        {STATES.filter((one) => one !== "open").map((one) => (
          <Button key={one} variant="default" rightSection={<Keys keys={KEYS[one]} />} onClick={() => onState(one)}>
            {t(`triage:do.${one}`)}
          </Button>
        ))}
        {decided && (
          <Button variant="subtle" rightSection={<Keys keys={KEYS.open} />} onClick={() => onState("open")}>
            {t("triage:do.open")}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onLeave}>
          {t("triage:choose_none")}
        </Button>
      </div>
    );
  }
  return (
    <form className={classes.bar} onSubmit={submit} aria-label={t(`triage:do.${state}`)}>
      <span>{t(`triage:doing.${state}`, { count })}</span>
      <TextInput
        ref={field}
        className={classes.reason}
        aria-label={t("triage:reason")}
        placeholder={state === "open" ? undefined : t(`triage:reason_like.${state}`)}
        value={reason}
        error={error || undefined}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setError("");
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onLeave();
        }}
      />
      <Button type="submit" loading={busy}>
        {t("triage:save")}
      </Button>
      <Button variant="subtle" color="gray" onClick={onLeave}>
        {t("triage:leave")}
      </Button>
    </form>
  );
}
