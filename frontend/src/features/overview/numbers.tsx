import { Link } from "@tanstack/react-router";
import type { Channel } from "@/bridge/brand";
import { type CardRow, useMetrics } from "@/bridge/kpi";
import { formatDay, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import type { Range } from "@/lib/period";
import { formatUnit } from "@/lib/unit";
import { PlatformMark } from "@/ui/platform-mark";
import { Sparkline } from "@/ui/sparkline";
import { Change } from "@/ui/stat";
import { type Status, StatusBadge } from "@/ui/status-badge";
import classes from "./page.module.css";

const DIRECTIONS: Record<string, 1 | 0 | -1> = { up: 1, down: -1 };
const STATUSES = ["on_track", "at_risk", "off_track", "no_data", "stale"];

export type NumbersProps = { rows: readonly CardRow[]; channels: readonly Channel[]; compared: Range | null };

/** The few numbers that say how the period goes. */
export function Numbers({ rows, channels, compared }: NumbersProps) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  return (
    <ul className={classes.numbers} aria-label={t("overview:numbers")}>
      {rows.map((row) => {
        const metric = metrics.find(({ key, level }) => key === row.metric && level === row.level);
        const channel = channels.length > 1 ? channels.find(({ id }) => id === row.channel_id) : undefined;
        const status = row.stand?.status;
        return (
          <li key={`${row.level} ${row.metric} ${row.channel_id}`} className={classes.number}>
            <Link to="/kpi" className={classes.numberName} title={metric?.definition}>
              <span className={classes.metric}>{metric?.name ?? row.metric}</span>
              {channel && (
                <>
                  <PlatformMark platform={channel.platform} size={14} />
                  <span className={classes.metric}>{channel.handle}</span>
                </>
              )}
            </Link>
            <span className={classes.value}>{formatUnit(row.value, row, language, t("ui:not_available"))}</span>
            <span className={classes.foot}>
              {row.seen && (
                <span className={classes.metric}>{t("ui:as_of", { day: formatDay(row.seen, language) })}</span>
              )}
              {compared && !(row.seen && row.change === null) && (
                <Change
                  ratio={row.ratio}
                  direction={DIRECTIONS[row.direction] ?? 0}
                  title={t("overview:against", { span: formatRange(compared.from, compared.to, language) })}
                />
              )}
              {status && STATUSES.includes(status) && <StatusBadge status={status as Status} />}
            </span>
            <Sparkline
              label={t("overview:course", { name: metric?.name ?? row.metric })}
              values={row.points.map(({ value }) => value ?? null)}
              width={132}
              height={24}
            />
          </li>
        );
      })}
    </ul>
  );
}
