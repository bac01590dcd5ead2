import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { useJob } from "@/bridge/jobs";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { showFailure, showToast } from "@/ui/toast";

export type ExportButtonProps = {
  disabled: boolean;
  /** Says how far the writing is, and stops it. */
  writing: ReturnType<typeof useJob>;
  /** Writes the file under the job's name; resolves with its path, "" when the person gave up. */
  write: (job: string) => Promise<string>;
};

/** Writes what the page shows to a workbook or CSV, by its button, Ctrl-E or the palette. */
export function ExportButton({ disabled, writing, write }: ExportButtonProps) {
  const { t } = useWords();
  const group = t("content:group");
  async function save() {
    if (disabled) return;
    const path = await writing.run(write).catch(showFailure);
    if (path) showToast(t("content:exported", { path }));
  }
  const entry = { keys: "mod+e", label: t("content:export"), group, run: () => void save() };
  useShortcuts([entry]);
  useCommands([{ id: "content.export", ...entry }]);
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      disabled={disabled}
      loading={writing.progress !== null}
      onClick={() => void save()}
    >
      {t("content:export")}
    </Button>
  );
}
