import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockExclamation,
} from "@tabler/icons-react";
import { useWords } from "@/lib/language";
import classes from "./status-badge.module.css";

/** How a target stands, as the backend names it. */
export type Status = "on_track" | "at_risk" | "off_track" | "no_data" | "stale";

const ICONS = {
  on_track: IconCircleCheck,
  at_risk: IconAlertTriangle,
  off_track: IconCircleX,
  no_data: IconCircleDashed,
  stale: IconClockExclamation,
};

/** A status by icon, word and colour, so that none of the three has to carry it alone. */
export function StatusBadge({ status }: { status: Status }) {
  const { t } = useWords();
  const Glyph = ICONS[status];
  return (
    <span className={classes.root} data-status={status}>
      <Glyph size={15} aria-hidden />
      {t(`ui:status.${status}`)}
    </span>
  );
}
