import { NativeSelect } from "@mantine/core";
import { IconChartPie, IconFileImport, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useChannels } from "@/bridge/brand";
import { exportParts, kpiKeys, listDimensions, type PartLine, readParts, useMetrics } from "@/bridge/kpi";
import { formatChange, formatNumber, formatRange, formatRatio, MISSING, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import { usePeriod } from "@/lib/place";
import type { About } from "@/ui/brand-page";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PassportLine, PassportPopover } from "@/ui/passport-popover";
import { PlatformMark } from "@/ui/platform-mark";
import { Sparkline } from "@/ui/sparkline";
import { courseOf, runsOf } from "./part-course";
import { PartDetail } from "./part-detail";
import classes from "./parts.module.css";
import { nameOfChannel, ReportLines, Reports } from "./reports";
import { Tabs } from "./tabs";
import { channelName, formatSpan, formatValue, nameOf } from "./words";

/** Campaigns have a page of their own. */
const ELSEWHERE = ["campaign", "ad_set", "ad"];

/** What a brand is asked for first. */
const FIRST = ["country", "age_gender", "city", "location", "page", "source_medium"];

/** What the address says beside the place. */
type PartsSearch = { dimension?: string; metric?: string };

const rowId = ({ id }: PartLine) => id;

export function Parts({ client, brandId }: About) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { period, compared } = usePeriod();
  const asked = useSearch({ strict: false }) as PartsSearch;
  const [words, setWords] = useState("");
  const [opened, setOpened] = useState<PartLine | null>(null);
  const [places, setPlaces] = useState<string[]>([]);
  const { data: channels = [] } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const metrics = useMemo(() => new Map(catalogue.map((one) => [`${one.level}.${one.key}`, one])), [catalogue]);
  const dimensions = useQuery({
    queryKey: kpiKeys.dimensions(client, brandId),
    queryFn: () => listDimensions(client, brandId),
    select: (all) => all.filter((one) => !ELSEWHERE.includes(one)),
  });
  const known = dimensions.data ?? [];
  const dimension =
    known.find((one) => one === asked.dimension) ?? FIRST.find((one) => known.includes(one)) ?? known[0];
  const query = {
    brand: brandId,
    channels: places,
    dimension: dimension ?? "",
    metric: asked.metric ?? "",
    from: period.from,
    to: period.to,
    compare_from: compared?.from ?? "",
    compare_to: compared?.to ?? "",
    currency: "",
  };
  const table = useQuery({
    queryKey: kpiKeys.parts(client, query),
    queryFn: () => readParts(client, query),
    enabled: dimension !== undefined,
    placeholderData: keepPreviousData,
  });
  const data = table.data;
  const show = (next: PartsSearch) =>
    void navigate({ to: ".", search: (old: PartsSearch) => ({ ...old, ...next }), replace: true });

  const rows = useMemo(() => (data?.rows ?? []).filter(({ part }) => matches(words, part.join(" "))), [data, words]);
  const write = useCallback(
    (line: PartLine, value: Value) => {
      const { unit = "count", kind = "flow", decimals } = data ?? {};
      return formatValue(value, unit, kind, line.currency, language, t, unit === "%" ? 1 : decimals);
    },
    [data, language, t],
  );
  const several = new Set(data?.rows.map(({ channel_id }) => channel_id)).size > 1;
  const columns = useMemo((): Column<PartLine>[] => {
    if (!data) return [];
    const { unit, kind } = data;
    const shares = unit === "%";
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const percent = (value: Value) =>
      formatRatio(value === null || value === undefined ? null : value / 100, language, MISSING);
    const metric = data.metric === "" ? t("kpi:value") : nameOf(`channel.${data.metric}`, metrics, t);
    const summed = data.rows.some(({ share }) => share !== null && share !== undefined);
    const change = (line: PartLine): Value => (shares ? line.change : line.ratio);
    const column = (
      id: string,
      header: string,
      width: number,
      value: (line: PartLine) => Value,
      text: (line: PartLine) => string,
      quiet = false,
    ): Column<PartLine> => ({
      id,
      header,
      width,
      align: "right",
      sortable: true,
      value: (line) => value(line) ?? null,
      render: (line) => <span className={quiet ? classes.quietFigure : classes.figure}>{text(line)}</span>,
    });
    return [
      {
        id: "part",
        header: t(`kpi:dimension.${data.dimension}`),
        width: 160,
        grow: true,
        sortable: true,
        value: ({ part }) => part.join(" · "),
        render: ({ part }) => (
          <span className={classes.clip} title={part.join(" · ")}>
            {part.join(" · ")}
          </span>
        ),
      },
      ...(several
        ? [
            {
              id: "channel",
              header: t("kpi:channel"),
              width: 180,
              sortable: true,
              value: ({ channel }: PartLine) => channel,
              render: ({ channel_id, channel }: PartLine) => {
                const of = byId.get(channel_id);
                return (
                  <span className={classes.channel} title={nameOfChannel(channel, t)}>
                    {of && <PlatformMark platform={of.platform} size={15} />}
                    <span className={classes.clip}>{of?.handle ?? channel}</span>
                  </span>
                );
              },
            },
          ]
        : []),
      {
        ...column(
          "value",
          metric,
          124,
          ({ value }) => value,
          (line) => write(line, line.value),
        ),
        render: (line) => (
          <PassportPopover title={`${metric}: ${line.part.join(" · ")}`} value={write(line, line.value)} align="right">
            {() => (
              <>
                <PassportLine label={t("kpi:parts.what")}>{t(`kpi:parts.how.${shares ? "share" : kind}`)}</PassportLine>
                <ReportLines runs={runsOf(data.runs, line.channel_id)} />
                {line.value === null && <p className={classes.quiet}>{t("kpi:parts.gone")}</p>}
              </>
            )}
          </PassportPopover>
        ),
      },
      ...(summed
        ? [
            {
              ...column(
                "share",
                t("kpi:parts.share"),
                124,
                ({ share }) => share,
                ({ share }) => percent(share),
              ),
              render: ({ share }: PartLine) => (
                <span className={classes.share}>
                  <span className={classes.length} style={{ width: `${Math.min(100, share ?? 0) * 0.5}px` }} />
                  <span className={classes.figure}>{percent(share)}</span>
                </span>
              ),
            },
          ]
        : []),
      ...(compared
        ? [
            column(
              "previous",
              t("kpi:parts.compared"),
              104,
              ({ previous }) => previous,
              (line) => write(line, line.previous),
              true,
            ),
            ...(summed
              ? [
                  column(
                    "previous_share",
                    t("kpi:parts.compared_share"),
                    80,
                    ({ previous_share }) => previous_share,
                    (line) => percent(line.previous_share),
                    true,
                  ),
                ]
              : []),
            column("change", t("kpi:change"), 84, change, (line) =>
              shares
                ? line.change === null || line.change === undefined
                  ? MISSING
                  : t("kpi:points", { n: signed(line.change, language) })
                : formatChange(line.ratio, language, MISSING),
            ),
          ]
        : []),
      {
        id: "course",
        header: t(kind === "flow" ? "kpi:parts.course_a_day" : "kpi:parts.course"),
        width: 134,
        value: () => null,
        render: (line) => {
          const course = courseOf(line, data);
          if (course.filter((point) => point !== null).length < 2)
            return <span className={classes.quiet}>{MISSING}</span>;
          const told = runsOf(data.course, line.channel_id)
            .map((run, at) => `${formatSpan(run.from, run.to, language)}: ${write(line, line.course[at])}`)
            .join("\n");
          return (
            <span title={told}>
              <Sparkline values={course} width={110} label={t("kpi:course_of", { name: line.part.join(" · ") })} />
            </span>
          );
        },
      },
    ];
  }, [data, channels, compared, several, metrics, write, t, language]);

  const nothing = dimensions.data !== undefined && known.length === 0;
  const broken = data?.course.some((run) => run.break) ?? false;
  const many = new Set(data?.course.map(({ from, to }) => `${from} ${to}`)).size;
  const failed = dimensions.error ?? table.error;
  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <ExportButton
            group={t("frame:section.kpi")}
            disabled={rows.length === 0}
            write={() => exportParts(client, query, rows.map(rowId), "")}
          />
        }
      >
        <Tabs />
        {!nothing && (
          <div className={classes.bar}>
            <NativeSelect
              aria-label={t("kpi:parts.by")}
              data={known.map((value) => ({ value, label: t(`kpi:dimension.${value}`) }))}
              value={dimension ?? ""}
              onChange={(event) => show({ dimension: event.currentTarget.value, metric: undefined })}
            />
            {data && data.metrics.length > 1 && (
              <NativeSelect
                aria-label={t("kpi:metric")}
                data={data.metrics.map((value) => ({ value, label: nameOf(`channel.${value}`, metrics, t) }))}
                value={data.metric}
                onChange={(event) => show({ metric: event.currentTarget.value })}
              />
            )}
            <FilterBar
              search={{ value: words, placeholder: t("kpi:parts.search"), onChange: setWords }}
              filters={[
                {
                  key: "channels",
                  label: t("kpi:channel"),
                  choices: channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
                  chosen: places,
                  onChange: setPlaces,
                },
              ]}
              note={data && t("kpi:parts.found", { count: rows.length, n: formatNumber(rows.length, language) })}
            />
          </div>
        )}
      </PageHeader>
      {failed ? (
        <ErrorNote error={failed} onRetry={() => void (dimensions.error ? dimensions : table).refetch()} />
      ) : nothing ? (
        <EmptyState
          icon={IconChartPie}
          title={t("kpi:parts.none")}
          text={t("kpi:parts.none_text")}
          action={{ label: t("kpi:to_imports"), icon: IconFileImport, onClick: () => void navigate({ to: "/intake" }) }}
        />
      ) : (
        <div className={classes.body}>
          <DataTable
            label={t("kpi:tab.parts")}
            columns={columns}
            rows={rows}
            rowId={rowId}
            onOpen={setOpened}
            loading={table.isPending}
            empty={
              data && data.rows.length > 0 ? (
                <EmptyState icon={IconSearch} title={t("kpi:nothing_found")} text={t("kpi:nothing_found_text")} />
              ) : (
                <EmptyState icon={IconChartPie} title={t("kpi:parts.no_report")} text={t("kpi:parts.no_report_text")} />
              )
            }
          />
          {data && <PartDetail line={opened} table={data} write={write} onClose={() => setOpened(null)} />}
          {data && (
            <Reports
              runs={data.runs}
              left={data.left}
              rule={[
                many > 1 && t("kpi:parts.course_rule", { n: formatNumber(many, language) }),
                broken && t("kpi:parts.broken"),
              ]
                .filter(Boolean)
                .join(" ")}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Points with their sign, and one decimal. */
const signed = (value: number, language: string) =>
  new Intl.NumberFormat(language, {
    signDisplay: "exceptZero",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value);
