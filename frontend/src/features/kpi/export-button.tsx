import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { BridgeError } from "@/bridge/call";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { showFailure, showToast } from "@/ui/toast";

export type ExportButtonProps = {
  disabled: boolean;
  /** Writes the list as it is shown; resolves with the path, "" when the person gave up. */
  write: () => Promise<string>;
};

/** Writes a list as filtered to a workbook or CSV. */
export function ExportButton({ disabled, write }: ExportButtonProps) {
  const { t } = useWords();
  const [writing, setWriting] = useState(false);

  async function save() {
    if (disabled || writing) return;
    setWriting(true);
    try {
      const path = await write();
      if (path !== "") showToast(t("kpi:exported", { path }));
    } catch (reason) {
      if (!(reason instanceof BridgeError && reason.code === "canceled")) showFailure(reason);
    } finally {
      setWriting(false);
    }
  }

  const run = () => void save();
  const group = t("frame:section.kpi");
  useShortcuts([{ keys: "mod+e", label: t("kpi:export"), group, run }]);
  useCommands([{ id: "kpi.export", label: t("kpi:export"), group, keys: "mod+e", run }]);
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      disabled={disabled}
      loading={writing}
      onClick={run}
    >
      {t("kpi:export")}
    </Button>
  );
}
