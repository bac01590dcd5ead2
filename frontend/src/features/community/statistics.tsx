import { useLogStatistics } from "@/bridge/community";
import { formatDuration, formatNumber, formatRatio } from "@/lib/format";
import { useWords } from "@/lib/language";
import type { Range } from "@/lib/period";
import { ErrorNote } from "@/ui/error-note";
import { Stat } from "@/ui/stat";
import classes from "./community.module.css";

/** What the log of the period adds up to, beside the list. */
export function LogSummary({ client, brandId, period }: { client: string; brandId: string; period: Range }) {
  const { t, language } = useWords();
  const { data, error, refetch } = useLogStatistics(client, brandId, period.from, period.to, true);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  // Seconds say nothing beside many minutes.
  const time = (minutes: number) => formatDuration((minutes < 10 ? minutes : Math.round(minutes)) * 60, language);
  const most = Math.max(1, ...data.kinds.map(({ quantity }) => quantity));
  const { response, office_response: office } = data;
  return (
    <>
      <div className={classes.figures}>
        <Stat label={t("community:volume")} value={data.quantity} />
        <Stat label={t("community:answered_rate")} value={ratio(data.response_rate)} unit="ratio" />
        <Stat label={t("community:median")} value={response?.median_min ?? null} format={time} />
        <Stat label={t("community:p90")} value={response?.p90_min ?? null} format={time} />
        {office && <Stat label={t("community:office_median")} value={office.median_min ?? null} format={time} />}
        <Stat
          label={t("community:net_sentiment")}
          value={data.net_sentiment ?? null}
          format={(points) => formatNumber(Math.round(points), language)}
        />
      </div>
      {response && (
        <p className={classes.note}>
          {t("community:sample", { n: formatNumber(response.n, language) })}
          {response.missing + response.negative > 0 &&
            ` ${t("community:left_out", { n: formatNumber(response.missing + response.negative, language) })}`}
        </p>
      )}
      <h3 className={classes.heading}>{t("community:by_kind")}</h3>
      <ul className={classes.bars}>
        {data.kinds.map((row) => (
          <li key={row.kind}>
            <span className={classes.barName}>{t(`community:kind.${row.kind}`)}</span>
            <span className={classes.barValue}>{formatNumber(row.quantity, language)}</span>
            <span
              className={classes.bar}
              style={{ width: `${(row.quantity / most) * 100}%` }}
              title={t("community:sentiments", {
                positive: formatNumber(row.positive, language),
                neutral: formatNumber(row.neutral, language),
                negative: formatNumber(row.negative, language),
                unsaid: formatNumber(row.unsaid, language),
              })}
            >
              {(["positive", "neutral", "negative", "unsaid"] as const).map(
                (name) =>
                  row[name] > 0 && (
                    <span key={name} data-sentiment={name} style={{ flexGrow: row[name] / row.quantity }} />
                  ),
              )}
            </span>
          </li>
        ))}
      </ul>
      {data.topics.length > 0 && (
        <>
          <h3 className={classes.heading}>{t("community:top_topics")}</h3>
          <ol className={classes.topTopics}>
            {data.topics.slice(0, 10).map(({ topic, quantity }) => (
              <li key={topic}>
                <span className={classes.clip}>#{topic}</span>
                <span className={classes.barValue}>
                  {formatNumber(quantity, language)}
                  <span className={classes.share}>
                    {formatRatio(quantity / Math.max(1, data.quantity), language, "", 0)}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

const ratio = (percent: number | null | undefined) => (typeof percent === "number" ? percent / 100 : null);
