import { Checkbox } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./check-field.module.css";
import { FieldFrame, useSaving } from "./save-field";

export type CheckFieldProps = {
  label: string;
  choices: readonly { value: string; label: string; mark?: ReactNode }[];
  chosen: readonly string[];
  /** Resolves once it is on disk; what it rejects with is shown under the boxes. */
  onSave: (chosen: string[]) => Promise<unknown>;
};

/** Boxes of which any number may be ticked; each tick is saved at once. */
export function CheckField({ label, choices, chosen, onSave }: CheckFieldProps) {
  const id = useId();
  // As text, so that a list that arrives anew with the same in it is the same.
  const saving = useSaving({
    value: chosen.join("\n"),
    onSave: (text: string) => onSave(text === "" ? [] : text.split("\n")),
  });
  const draft = saving.draft === "" ? [] : saving.draft.split("\n");
  return (
    <FieldFrame id={id} field={{ label, group: true }} saving={saving}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand on one line with the state. */}
      <div role="group" aria-labelledby={id} className={classes.boxes}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={
              <span className={classes.name}>
                {choice.mark}
                {choice.label}
              </span>
            }
            checked={draft.includes(choice.value)}
            onChange={(event) => {
              const next = event.currentTarget.checked
                ? [...draft, choice.value]
                : draft.filter((value) => value !== choice.value);
              saving.setDraft(next.join("\n"));
              void saving.save(next.join("\n"));
            }}
          />
        ))}
      </div>
    </FieldFrame>
  );
}
