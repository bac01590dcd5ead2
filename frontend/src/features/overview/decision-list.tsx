import { IconMessageQuestion } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Channel } from "@/bridge/brand";
import { type Stand, useMetrics } from "@/bridge/kpi";
import { formatDay, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { formatUnit, wholePieces } from "@/lib/unit";
import { type Status, StatusBadge } from "@/ui/status-badge";
import type { Decision } from "./decisions";
import classes from "./page.module.css";

/** What needs a decision, each with the way to where it is taken. */
export function DecisionList({
  decisions,
  channels,
}: {
  decisions: readonly Decision[];
  channels: readonly Channel[];
}) {
  const { t } = useWords();
  return (
    <section className={classes.section} aria-labelledby="overview-decisions">
      <h2 id="overview-decisions" className={classes.heading}>
        {t("overview:decisions")}
      </h2>
      {decisions.length === 0 ? (
        <p className={classes.quiet}>{t("overview:no_decisions")}</p>
      ) : (
        <ul className={classes.lines}>
          {decisions.map((decision) => (
            <li key={`${decision.kind} ${decision.id}`}>
              <Line decision={decision} channels={channels} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ decision, channels }: { decision: Decision; channels: readonly Channel[] }) {
  const { t, language } = useWords();
  switch (decision.kind) {
    case "target":
      return <TargetLine stand={decision.stand} channels={channels} />;
    case "open":
      return (
        <Row
          to="/community"
          mark={
            <>
              <IconMessageQuestion size={15} aria-hidden />
              {t("overview:waiting")}
            </>
          }
        >
          {t("overview:open", { count: decision.count, number: formatNumber(decision.count, language) })}
        </Row>
      );
    case "silent":
      return (
        <Row to="/intake" mark={<StatusBadge status="no_data" />}>
          {t("overview:silent", {
            channel: `${t(`brand:platform.${decision.channel.platform}`)} ${decision.channel.handle}`,
          })}
        </Row>
      );
  }
}

function TargetLine({ stand, channels }: { stand: Stand; channels: readonly Channel[] }) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  const { target } = stand;
  const name = metrics.find(({ key, level }) => key === target.metric && level === target.level)?.name ?? target.metric;
  const channel = channels.find(({ id }) => id === target.channel_id);
  const write = (value: number | null | undefined) => formatUnit(value, stand, language, t("ui:not_available"));
  const place = channel && `${t(`brand:platform.${channel.platform}`)} ${channel.handle}`;
  const daily = (value: number) =>
    stand.unit === "count"
      ? formatNumber(wholePieces(value, stand.kind === "flow" && target.value < target.baseline), language, 2)
      : write(value);
  const more = [
    // The number that is left to bring a day says more than a percentage.
    stand.needed !== null && stand.needed !== undefined && stand.needed !== 0
      ? t("overview:needed", { needed: daily(stand.needed) })
      : null,
    stand.forecast !== null && stand.forecast !== undefined
      ? t("overview:forecast", { low: write(stand.low), high: write(stand.high) })
      : null,
  ].filter((text) => text !== null);
  return (
    <Row to="/kpi/targets" mark={<StatusBadge status={stand.status as Status} />}>
      {t("overview:target", {
        name: [name, place, target.campaign].filter(Boolean).join(", "),
        actual: write(stand.actual),
        value: write(target.value),
        until: formatDay(stand.to, language),
      })}
      {more.length > 0 && <span className={classes.quiet}>{` · ${more.join(" · ")}`}</span>}
    </Row>
  );
}

function Row({ to, mark, children }: { to: string; mark: ReactNode; children: ReactNode }) {
  return (
    <Link to={to} className={classes.decision}>
      <span className={classes.mark}>{mark}</span>
      <span className={classes.words}>{children}</span>
    </Link>
  );
}
