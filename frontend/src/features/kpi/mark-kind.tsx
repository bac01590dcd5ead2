import {
  type Icon,
  IconAlertTriangle,
  IconFileImport,
  IconFlag,
  IconRoute,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { useWords } from "@/lib/language";
import classes from "./marks.module.css";

/** The sign of each kind of mark. */
const ICONS: Record<string, Icon> = {
  incident: IconAlertTriangle,
  strategy_change: IconRoute,
  campaign: IconSpeakerphone,
  other: IconFlag,
  import: IconFileImport,
};

/** The sign of a kind of mark; of an unknown one that of any other. */
export const markIcon = (kind: string): Icon => ICONS[kind] ?? IconFlag;

/** The kinds that a person can write. */
export const WRITTEN_KINDS = ["incident", "strategy_change", "campaign", "other"] as const;

/** A kind of mark by sign and word. */
export function MarkKind({ kind }: { kind: string }) {
  const { t } = useWords();
  const Glyph = markIcon(kind);
  return (
    <span className={classes.kind} data-kind={kind}>
      <Glyph size={15} stroke={1.7} aria-hidden />
      {t(`kpi:mark.${kind}`)}
    </span>
  );
}
