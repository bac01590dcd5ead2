import { useQuery } from "@tanstack/react-query";
import { type Done, nextSteps, redo, undo } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { frameKeys } from "@/lib/query-keys";
import { useShortcuts } from "@/lib/shortcuts";
import { showFailure, showToast, withdrawOffer } from "@/ui/toast";

/** Undo or redo as a button shows it: what it would do, or null where there is nothing. */
export type Step = { next: Done | null; run: () => void };

/** Undo and redo of the newest action of the client or the agency; a toast says what was done. */
export function useHistory(client: string): { undo: Step; redo: Step } {
  const { t } = useWords();
  const { data } = useQuery({ queryKey: frameKeys.nextSteps(client), queryFn: () => nextSteps(client) });
  const group = t("frame:group.app");

  // The backend says what changed by its event, so nothing has to be asked for again here.
  const step = (act: typeof undo, said: string) => () => {
    act(client).then((done) => {
      withdrawOffer();
      showToast(t(said, { label: done.text }));
    }, showFailure);
  };
  const steps = {
    undo: { next: data?.undo ?? null, run: step(undo, "frame:undone") },
    redo: { next: data?.redo ?? null, run: step(redo, "frame:redone") },
  };
  useShortcuts([
    { keys: "mod+z", label: t("frame:undo"), group, run: steps.undo.run, leaveToFields: true },
    { keys: "mod+shift+z", label: t("frame:redo"), group, run: steps.redo.run, leaveToFields: true },
  ]);
  return steps;
}
