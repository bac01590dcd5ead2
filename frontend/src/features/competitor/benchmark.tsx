import { Button, NativeSelect } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type BenchmarkQuery, competitorKeys, exportBenchmark, readBenchmark } from "@/bridge/competitor";
import { useJob } from "@/bridge/jobs";
import { useMetrics } from "@/bridge/kpi";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { formatUnit } from "@/lib/unit";
import { showFailure, showToast } from "@/ui/toast";
import classes from "./competitor.module.css";

const METRICS = [
  "post.engagement_rate_impressions",
  "post.engagement_rate_reach",
  "channel.follower_growth_rate",
  "channel.followers",
  "channel.engagements",
  "channel.ctr",
  "log.response_rate",
  "log.first_response_time",
  "log.net_sentiment",
] as const;

/** Where the brand stands among the agency's brands of its sector. It is asked for, because it reads every client's file. */
export function Benchmark(props: { client: string; brandId: string; from: string; to: string }) {
  const { client, brandId, from, to } = props;
  const { t, language } = useWords();
  const cache = useQueryClient();
  const { progress, run, stop } = useJob();
  const [metric, setMetric] = useState<string>(METRICS[0]);
  const names = new Map(useMetrics(language).map((one) => [`${one.level}.${one.key}`, one.name]));
  const query: BenchmarkQuery = { client, brand: brandId, metric, from, to };
  const queryKey = competitorKeys.benchmark(query);
  const { data } = useQuery({
    queryKey,
    queryFn: () => readBenchmark(query, ""),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const work = () =>
    void run((job) => readBenchmark(query, job)).then(
      (found) => found && cache.setQueryData(queryKey, found),
      showFailure,
    );
  const save = () =>
    void run((job) => exportBenchmark(query, "", job)).then(
      (path) => path && showToast(t("ui:exported", { path })),
      showFailure,
    );
  const write = (value: number | null | undefined) =>
    formatUnit(
      value,
      { unit: data?.unit ?? "count", kind: "flow", currency: data?.currency },
      language,
      t("ui:not_available"),
    );
  return (
    <section className={classes.part} aria-label={t("competitor:benchmark")}>
      <div className={classes.partHead}>
        <h2 className={classes.heading}>{t("competitor:benchmark")}</h2>
        <NativeSelect
          aria-label={t("competitor:benchmark_metric")}
          value={metric}
          disabled={progress !== null}
          data={METRICS.map((value) => ({ value, label: names.get(value) ?? value }))}
          onChange={(event) => setMetric(event.currentTarget.value)}
        />
        {progress ? (
          <Button variant="default" onClick={stop}>
            {t("competitor:benchmark_stop", {
              done: formatNumber(progress.done, language),
              total: formatNumber(progress.total, language),
            })}
          </Button>
        ) : (
          <Button variant="default" onClick={work}>
            {t(data ? "competitor:benchmark_again" : "competitor:benchmark_read")}
          </Button>
        )}
        {data && !progress && (
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
            {t("competitor:benchmark_export")}
          </Button>
        )}
      </div>
      {!data && <p className={classes.hint}>{t("competitor:benchmark_text")}</p>}
      {data && data.sector.trim() === "" && <p className={classes.hint}>{t("competitor:benchmark_no_sector")}</p>}
      {data && data.sector.trim() !== "" && (
        <dl className={classes.facts}>
          <div>
            <dt>{t("competitor:benchmark_own")}</dt>
            <dd>{write(data.value)}</dd>
          </div>
          {data.enough ? (
            <>
              <div>
                <dt>{t("competitor:benchmark_median", { count: data.n })}</dt>
                <dd>{write(data.median)}</dd>
              </div>
              {data.lower !== undefined && data.lower !== null && (
                <div>
                  <dt>{t("competitor:benchmark_middle")}</dt>
                  <dd>
                    {write(data.lower)} – {write(data.upper)}
                  </dd>
                </div>
              )}
              {data.stands !== "" && (
                <div>
                  <dt>{t("competitor:benchmark_stands")}</dt>
                  <dd>{t(`competitor:stands.${data.stands}`)}</dd>
                </div>
              )}
            </>
          ) : (
            <div>
              <dt>{t("competitor:benchmark_sector", { sector: data.sector })}</dt>
              <dd className={classes.quiet}>{t("competitor:benchmark_few")}</dd>
            </div>
          )}
        </dl>
      )}
    </section>
  );
}
