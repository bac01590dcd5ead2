import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { BridgeError } from "@/bridge/call";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { showFailure, showToast } from "@/ui/toast";

/** Writes a list as filtered to a workbook or CSV; write resolves with the path, "" when the person gave up. */
export function ExportButton(props: { disabled?: boolean; label?: string; write: () => Promise<string> }) {
  const { t } = useWords();
  const [writing, setWriting] = useState(false);
  const label = props.label ?? t("competitor:export");

  async function save() {
    if (props.disabled || writing) return;
    setWriting(true);
    try {
      const path = await props.write();
      if (path !== "") showToast(t("competitor:exported", { path }));
    } catch (reason) {
      if (!(reason instanceof BridgeError && reason.code === "canceled")) showFailure(reason);
    } finally {
      setWriting(false);
    }
  }

  const run = () => void save();
  const group = t("frame:section.competitor");
  useShortcuts([{ keys: "mod+e", label, group, run }]);
  useCommands([{ id: "competitor.export", label, group, keys: "mod+e", run }]);
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      disabled={props.disabled}
      loading={writing}
      onClick={run}
    >
      {label}
    </Button>
  );
}
