import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { showFailure, showToast } from "./toast";

export type ExportButtonProps = {
  /** The section, as the palette and the shortcuts name it. */
  group: string;
  /** "Export" by default. */
  label?: string;
  disabled?: boolean;
  /** Writes what the page shows; resolves with the path, "" or null when the person gave up. */
  write: () => Promise<string | null>;
};

/** Writes a list as it is shown to a workbook or CSV, by its button, Ctrl-E or the palette. */
export function ExportButton({ group, disabled, write, ...props }: ExportButtonProps) {
  const { t } = useWords();
  const [writing, setWriting] = useState(false);
  const label = props.label ?? t("ui:export");

  async function save() {
    if (disabled || writing) return;
    setWriting(true);
    try {
      const path = await write();
      if (path) showToast(t("ui:exported", { path }));
    } catch (reason) {
      showFailure(reason);
    } finally {
      setWriting(false);
    }
  }

  const entry = { keys: "mod+e", label, group, run: () => void save() };
  useShortcuts([entry]);
  useCommands([{ id: "export", ...entry }]);
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      disabled={disabled}
      loading={writing}
      onClick={entry.run}
    >
      {label}
    </Button>
  );
}
