import { ColorInput } from "@mantine/core";
import { useId } from "react";
import { FieldFrame, useSaving } from "./save-field";

export type ColourFieldProps = {
  label: string;
  /** #rrggbb, or "" where optional. */
  value: string;
  /** Resolves once it is on disk; what it rejects with is shown under the field. */
  onSave: (value: string) => Promise<unknown>;
  placeholder?: string;
};

/** A colour by its digits or picked; saves as it is left. */
export function ColourField({ label, value, onSave, placeholder = "#0072b2" }: ColourFieldProps) {
  const id = useId();
  const saving = useSaving({ value, onSave });
  return (
    <FieldFrame id={id} field={{ label }} saving={saving}>
      <ColorInput
        id={id}
        value={saving.draft}
        placeholder={placeholder}
        withEyeDropper={false}
        fixOnBlur={false}
        error={saving.state === "failed"}
        onChange={saving.setDraft}
        onBlur={() => void saving.save()}
        onKeyDown={(event) => {
          if (event.key === "Enter") void saving.save();
          if (event.key === "Escape" && saving.dirty) {
            event.stopPropagation();
            saving.restore();
          }
        }}
      />
    </FieldFrame>
  );
}
