import { IconAlertTriangle, IconBulb, IconCircleDashed, IconEye, IconPlayerPlay, IconX } from "@tabler/icons-react";
import type { State } from "@/bridge/triage";
import { useWords } from "@/lib/language";
import classes from "./triage.module.css";

const KINDS = { threat: IconAlertTriangle, opportunity: IconBulb };
const STATES = { open: IconCircleDashed, watch: IconEye, act: IconPlayerPlay, dismissed: IconX };

/** A threat or an opportunity by icon, word and colour. */
export function Kind({ kind }: { kind: string }) {
  const { t } = useWords();
  const Glyph = KINDS[kind as keyof typeof KINDS] ?? IconAlertTriangle;
  return (
    <span className={classes.kind} data-kind={kind}>
      <Glyph size={15} aria-hidden />
      {t(`triage:kind.${kind}`)}
    </span>
  );
}

/** A state by icon and word. */
export function StateMark({ state }: { state: string }) {
  const { t } = useWords();
  const Glyph = STATES[state as State] ?? IconCircleDashed;
  return (
    <span className={classes.state} data-state={state}>
      <Glyph size={15} aria-hidden />
      {t(`triage:state.${state}`)}
    </span>
  );
}
