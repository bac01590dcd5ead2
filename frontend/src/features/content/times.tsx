import { Button } from "@mantine/core";
import { IconClock, IconStarFilled } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { useChannels } from "@/bridge/brand";
import { contentKeys, exportTiming, type Hour, readTiming, type Timing } from "@/bridge/content";
import { useJob } from "@/bridge/jobs";
import { type Metric, useMetricNames } from "@/bridge/kpi";
import { formatHour, formatNumber, formatRange, type Value, weekdayName } from "@/lib/format";
import { useWords } from "@/lib/language";
import { periodOf } from "@/lib/period";
import { usePeriod } from "@/lib/place";
import { formatUnit } from "@/lib/unit";
import type { About } from "@/ui/brand-page";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { ExportButton } from "@/ui/export-button";
import { PageHeader } from "@/ui/page-header";
import { filterOf, isFiltered, numberColumns } from "./filter";
import { MetricField } from "./metric-field";
import { NoPosts } from "./no-posts";
import { PostFilters } from "./post-filters";
import { sampleOf } from "./sample";
import { Tabs } from "./tabs";
import { useLooking } from "./use-looking";
import classes from "./week.module.css";
import { WeekGrid } from "./week-grid";

/** The week by hours: when posts did well, and on how many that rests. */
export function Times({ client, brandId }: About) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const { choice, metric, look, choose, openPosts } = useLooking();
  const { data: channels = [] } = useChannels(client, brandId);
  const metrics = useMetricNames(language);
  const writing = useJob();
  const filter = filterOf(brandId, period, choice);
  // Until another metric is there, the one before stays under its own name.
  const {
    data: timing,
    error,
    refetch,
  } = useQuery({
    queryKey: contentKeys.timing(client, filter, metric),
    queryFn: () => readTiming(client, filter, metric),
    placeholderData: keepPreviousData,
  });
  const of = metrics.get(timing?.metric ?? metric);
  const write = (value: Value) =>
    formatUnit(
      value,
      {
        unit: of?.unit ?? "count",
        kind: of?.kind ?? "lifetime",
        currency: timing?.currency,
        decimals: decimalsOf(of, value),
      },
      language,
      t("ui:not_available"),
    );
  const platforms = new Set(
    channels
      .filter(({ id }) => choice.channels.length === 0 || choice.channels.includes(id))
      .map(({ platform }) => platform),
  );
  const open = (weekday: number, hour: number) =>
    openPosts({
      ...(weekday > 0 ? { weekdays: [weekday] } : {}),
      ...(hour >= 0 ? { hours: [hour] } : {}),
      sort: numberColumns([metric], 1).includes(metric) ? { column: metric, descending: true } : null,
    });
  return (
    <>
      <PageHeader
        title={t("frame:section.content")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <>
            <MetricField
              metric={metric}
              known={timing?.metrics ?? []}
              metrics={metrics}
              onChange={(chosen) => look({ metric: chosen })}
            />
            <ExportButton
              group={t("content:group")}
              disabled={!timing?.whole}
              write={() => writing.run((job) => exportTiming(client, filter, metric, "", job))}
            />
          </>
        }
      >
        <Tabs />
        <PostFilters
          client={client}
          brandId={brandId}
          choice={choice}
          onChoose={choose}
          note={
            timing?.whole &&
            t("content:found", { count: timing.whole.posts, n: formatNumber(timing.whole.posts, language) })
          }
        />
      </PageHeader>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!error && timing && !timing.whole && (
        <Nothing
          client={client}
          brandId={brandId}
          timing={timing}
          name={of?.name ?? timing.metric}
          filtered={isFiltered(choice)}
        />
      )}
      {!error && timing?.whole && (
        <div className={classes.page}>
          <Best timing={timing} whole={timing.whole} write={write} />
          <WeekGrid
            timing={timing}
            label={t("content:week", { name: of?.name ?? timing.metric })}
            write={write}
            onOpen={open}
          />
          <Legend timing={timing} metric={of} metrics={metrics} networks={platforms.size} />
        </div>
      )}
    </>
  );
}

/** A median of whole numbers may lie between two, which is nothing beside a thousand. */
function decimalsOf(metric: Metric | undefined, value: Value): number | undefined {
  if (metric?.unit === "%") return 1;
  if (metric?.unit !== "count") return undefined;
  return Math.abs(value ?? 0) < 1000 ? 1 : 0;
}

/** Says in words when posts did best, or why that cannot be said. */
function Best({ timing, whole, write }: { timing: Timing; whole: Hour; write: (value: number) => string }) {
  const { t, language } = useWords();
  const { period, setPeriod } = usePeriod();
  const { best, best_day: day, best_of_clock: clock } = timing;
  const usable = timing.hours.some(({ posts }) => sampleOf(posts) === "usable");
  const said = (cell: Hour, when: string) => (
    <span>
      <strong>{when}</strong> {t("content:best_of", { median: write(cell.median), n: cell.posts })}
    </span>
  );
  const year = periodOf("year", period.to);
  return (
    <div className={classes.best}>
      {best.length > 0 ? (
        <>
          <span>
            <IconStarFilled size={12} aria-hidden /> {t("content:best_hours", { count: best.length })}
          </span>
          {best.map((cell) => (
            <Fragment key={`${cell.weekday} ${cell.hour}`}>
              {said(cell, `${weekdayName(cell.weekday, language)} ${formatHour(cell.hour)}`)}
            </Fragment>
          ))}
        </>
      ) : (
        <span>{t(usable ? "content:best_none" : "content:best_few")}</span>
      )}
      {day && (
        <span>
          {t("content:best_day")} {said(day, weekdayName(day.weekday, language))}
        </span>
      )}
      {clock && (
        <span>
          {t("content:best_clock")} {said(clock, formatHour(clock.hour))}
        </span>
      )}
      <span>{t("content:best_whole", { median: write(whole.median) })}</span>
      {!usable && period.kind !== "year" && (
        <Button variant="subtle" size="compact-sm" onClick={() => setPeriod(year)}>
          {t("content:to_year", { year: year.from.slice(0, 4) })}
        </Button>
      )}
    </div>
  );
}

/** What the numbers are, whose clock it is, and what the marks mean. */
function Legend(props: {
  timing: Timing;
  metric: Metric | undefined;
  metrics: ReadonlyMap<string, Metric>;
  networks: number;
}) {
  const { timing, metric, metrics, networks } = props;
  const { t, language } = useWords();
  return (
    <div className={classes.legend}>
      <div className={classes.marks}>
        {(["anecdote", "thin", "usable"] as const).map((sample) => (
          <span key={sample}>
            <span className={classes.mark} data-sample={sample}>
              {t(`content:legend_n.${sample}`)}
            </span>
            {t(`content:sample.${sample}`)}
          </span>
        ))}
        <span>
          <IconStarFilled size={10} aria-hidden /> {t("content:legend_best")}
        </span>
        <span>{t("content:legend_tint")}</span>
      </div>
      <p>
        {t("content:legend_metric", { name: metric?.name ?? timing.metric, definition: metric?.definition ?? "" })}{" "}
        {metric?.formula_text &&
          `${metric.formula_text}${metric.formula?.under?.[0]?.or ? ` (${metrics.get(timing.by)?.name ?? timing.by})` : ""}. `}
        {t("content:legend_zone", { zone: timing.zone.replaceAll("_", " ") })}{" "}
        {networks > 1 && t("content:legend_networks")}
        {timing.unclocked > 0 &&
          ` ${t("content:unclocked", { count: timing.unclocked, n: formatNumber(timing.unclocked, language) })}`}
      </p>
    </div>
  );
}

/** There are no posts, or none of which the metric or the hour is known. */
function Nothing(props: { client: string; brandId: string; timing: Timing; name: string; filtered: boolean }) {
  const { timing, name } = props;
  const { t, language } = useWords();
  if (timing.metrics.length === 0) return <NoPosts {...props} />;
  if (timing.unclocked > 0) {
    return (
      <EmptyState
        icon={IconClock}
        title={t("content:no_clock")}
        text={t("content:unclocked", { count: timing.unclocked, n: formatNumber(timing.unclocked, language) })}
      />
    );
  }
  return <EmptyState icon={IconClock} title={t("content:no_number", { name })} text={t("content:no_number_text")} />;
}
