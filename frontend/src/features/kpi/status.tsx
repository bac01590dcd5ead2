import { IconCalendarClock } from "@tabler/icons-react";
import { useWords } from "@/lib/language";
import { type Status, StatusBadge } from "@/ui/status-badge";
import classes from "./kpi.module.css";

/** How a target stands; one that has not begun has no verdict. */
export function StandBadge({ status }: { status: string }) {
  const { t } = useWords();
  if (status !== "upcoming") return <StatusBadge status={status as Status} />;
  return (
    <span className={classes.upcoming}>
      <IconCalendarClock size={15} aria-hidden />
      {t("kpi:status.upcoming")}
    </span>
  );
}
