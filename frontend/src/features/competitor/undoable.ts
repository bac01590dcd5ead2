import { undo } from "@/bridge/shell";
import type { useWords } from "@/lib/language";
import { showFailure, showToast } from "@/ui/toast";

/** Says what was done, with a way back. */
export function showDone(client: string, words: string, t: ReturnType<typeof useWords>["t"]): void {
  showToast(words, {
    label: t("frame:undo"),
    run: () => void undo(client).then((done) => showToast(t("frame:undone", { label: done.text })), showFailure),
  });
}
