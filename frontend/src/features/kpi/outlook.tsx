import { useQuery } from "@tanstack/react-query";
import { kpiKeys, type Outlook, readOutlook, type Stand } from "@/bridge/kpi";
import { formatDay, formatNumber, formatRange, formatRatio, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { Chart } from "@/ui/chart";
import { ErrorNote } from "@/ui/error-note";
import { PassportLine } from "@/ui/passport-popover";
import classes from "./kpi.module.css";
import { StandBadge } from "./status";
import { formatDaily, formatPace, formatValue, perDay } from "./words";

export type TargetOutlookProps = {
  client: string;
  /** The repetition that is shown. */
  stand: Stand;
  /** Of money. */
  currency?: string;
};

/** How a target went and is likely to go on: its course with the forecast, what it takes, and its repetitions. */
export function TargetOutlook({ client, stand, currency }: TargetOutlookProps) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: kpiKeys.outlook(client, stand.target.id, stand.number),
    queryFn: () => readOutlook(client, stand.target.id, stand.number),
  });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={classes.waiting} />;
  return (
    <section className={classes.section} aria-label={t("kpi:target")}>
      <h2 className={classes.heading}>{t("kpi:target")}</h2>
      {data.points.length > 0 && <OutlookChart outlook={data} currency={currency} />}
      <Facts stand={data.stand} currency={currency} />
      {data.history.length > 0 && <History stands={data.history} currency={currency} />}
    </section>
  );
}

function OutlookChart({ outlook, currency }: { outlook: Outlook; currency?: string }) {
  const { t, language } = useWords();
  const { stand, points } = outlook;
  const write = (value: Value) => formatValue(value, stand.unit, stand.kind, currency, language, t, stand.decimals);
  const of = (name: "actual" | "expected" | "forecast" | "low" | "high") => points.map((one) => one[name] ?? null);
  // What is to come begins where what is known ends, so that the line is one.
  const join = points.findLastIndex(({ actual }) => actual !== null && actual !== undefined);
  const onward = (name: "forecast" | "low" | "high") =>
    of(name).map((value, i) => (i === join ? (points[join]?.actual ?? null) : value));
  const ahead = stand.forecast !== null && stand.forecast !== undefined;
  return (
    <Chart
      label={t("kpi:outlook")}
      categories={points.map(({ day }) => formatDay(day, language))}
      format={write}
      mark={{ label: t("kpi:line.target", { value: write(stand.target.value) }), value: stand.target.value }}
      band={ahead ? { name: t("kpi:line.range"), low: onward("low"), high: onward("high") } : undefined}
      series={[
        { name: t("kpi:line.actual"), kind: "line", values: of("actual") },
        ...(ahead
          ? [{ name: t("kpi:line.forecast"), kind: "line" as const, ahead: true, values: onward("forecast") }]
          : []),
        { name: t("kpi:line.expected"), kind: "line", muted: true, values: of("expected") },
      ]}
    />
  );
}

function Facts({ stand, currency }: { stand: Stand; currency?: string }) {
  const { t, language } = useWords();
  const write = (value: Value) => formatValue(value, stand.unit, stand.kind, currency, language, t, stand.decimals);
  const percent = (value: Value) =>
    formatRatio(value === null || value === undefined ? null : value / 100, language, t("ui:not_available"));
  const has = (value: Value) => value !== null && value !== undefined;
  return (
    <>
      <PassportLine label={t("kpi:status")}>
        <StandBadge status={stand.status} />
        {stand.decide && <span className={classes.decide}>{t("kpi:decide")}</span>}
      </PassportLine>
      <PassportLine label={t("kpi:from_to")}>
        {t("kpi:baseline_to", { baseline: write(stand.target.baseline), value: write(stand.target.value) })}
        {" · "}
        {formatRange(stand.from, stand.to, language)}
      </PassportLine>
      {stand.target.campaign !== "" && (
        <PassportLine label={t("kpi:campaign")}>
          {stand.target.campaign}
          {stand.left_out > 0 &&
            ` · ${t("kpi:left_out", { count: stand.left_out, n: formatNumber(stand.left_out, language) })}`}
        </PassportLine>
      )}
      <PassportLine label={t("kpi:actual")}>
        {write(stand.actual)}
        {stand.no_actual !== "" && <div className={classes.quiet}>{t(`kpi:no_actual.${stand.no_actual}`)}</div>}
      </PassportLine>
      {has(stand.expected_value) && (
        <PassportLine label={t("kpi:expected_now")}>{write(stand.expected_value)}</PassportLine>
      )}
      <PassportLine label={t("kpi:attainment")}>
        {t("kpi:attained", { attainment: percent(stand.attainment), expected: percent(stand.expected) })}
      </PassportLine>
      <PassportLine label={t("kpi:pace")}>{formatPace(stand.pace, language, t)}</PassportLine>
      {has(stand.needed) && (
        <PassportLine label={t("kpi:needed")}>
          {perDay(stand, currency, language, t)}
          {stand.rate !== null &&
            stand.rate !== undefined &&
            ` · ${t("kpi:rate")}: ${formatDaily(stand.rate, stand, currency, language, t)}`}
        </PassportLine>
      )}
      <PassportLine label={t("kpi:forecast")}>
        {has(stand.forecast) ? (
          <>
            {write(stand.forecast)}
            {" · "}
            {t("kpi:line.range")}: {t("kpi:forecast_range", { low: write(stand.low), high: write(stand.high) })}
            <div className={classes.quiet}>{t("kpi:forecast_note")}</div>
          </>
        ) : (
          <span className={classes.quiet}>{t(`kpi:no_forecast.${stand.no_forecast || "ended"}`)}</span>
        )}
      </PassportLine>
      <PassportLine label={t("kpi:last_data")}>{formatDay(stand.last_data, language)}</PassportLine>
    </>
  );
}

function History({ stands, currency }: { stands: readonly Stand[]; currency?: string }) {
  const { t, language } = useWords();
  return (
    <>
      <h2 className={classes.heading}>{t("kpi:history")}</h2>
      <table className={classes.history}>
        <thead>
          <tr>
            <th scope="col">{t("kpi:period")}</th>
            <th scope="col">{t("kpi:actual")}</th>
            <th scope="col">{t("kpi:target")}</th>
            <th scope="col">{t("kpi:attainment")}</th>
            <th scope="col">{t("kpi:status")}</th>
          </tr>
        </thead>
        <tbody>
          {stands.map((one) => {
            const write = (value: Value) => formatValue(value, one.unit, one.kind, currency, language, t, one.decimals);
            const attained = one.attainment ?? null;
            return (
              <tr key={one.number}>
                <th scope="row">{formatRange(one.from, one.to, language)}</th>
                <td>{write(one.actual)}</td>
                <td>{write(one.target.value)}</td>
                <td>{formatRatio(attained === null ? null : attained / 100, language, t("ui:not_available"), 0)}</td>
                <td>
                  {one.expected !== 100 ? (
                    t("kpi:running")
                  ) : attained === null ? (
                    <StandBadge status="no_data" />
                  ) : (
                    <span className={classes.verdict} data-hit={attained >= 100}>
                      {attained >= 100 ? `✓ ${t("kpi:hit")}` : `✕ ${t("kpi:missed")}`}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
