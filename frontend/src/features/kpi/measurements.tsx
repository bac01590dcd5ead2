import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconPencilPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useChannels } from "@/bridge/brand";
import {
  clearNumber,
  exportMeasurements,
  kpiKeys,
  listMeasurements,
  type Measurement,
  type MeasurementFilter,
  typeNumbers,
  useMetrics,
} from "@/bridge/kpi";
import { start, undo } from "@/bridge/shell";
import { today } from "@/lib/day";
import { formatInstant, formatNumber, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import type { About } from "@/ui/brand-page";
import { TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { showDone, showFailure, showToast } from "@/ui/toast";
import classes from "./kpi.module.css";
import { QuickEntry } from "./quick-entry";
import { Tabs } from "./tabs";
import { channelName, formatValue, nameOf, parseNumber, spanName } from "./words";

const PAGE = 500;
const SOURCES = ["typed", "disputed"] as const;

const rowId = (row: Measurement) => [row.channel_id, row.metric, row.grain, row.day, row.import_id].join(" ");

export function Measurements({ client, brandId }: About) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const navigate = useNavigate();
  const { data: channels = [], isSuccess } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;
  const [places, setPlaces] = useState<string[]>([]);
  const [metric, setMetric] = useState<string[]>([]);
  const [sources, setSources] = useState<string[]>([]);
  const filter = useMemo(
    (): MeasurementFilter => ({
      brand: brandId,
      channels: places,
      metric: metric[0] ?? "",
      from: period.from,
      to: period.to,
      typed: sources.includes("typed"),
      disputed: sources.includes("disputed"),
      offset: 0,
      limit: PAGE,
    }),
    [brandId, places, metric, sources, period],
  );
  const query = useInfiniteQuery({
    queryKey: kpiKeys.measurements(client, filter),
    queryFn: ({ pageParam }) => listMeasurements(client, { ...filter, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return last.rows.length > 0 && read < last.total ? read : undefined;
    },
    placeholderData: keepPreviousData,
  });
  const total = query.data?.pages[0]?.total ?? 0;
  const rows = useMemo(
    () => [...new Map(query.data?.pages.flatMap((page) => page.rows.map((row) => [rowId(row), row]))).values()],
    [query.data],
  );

  const change = useCallback(
    async (row: Measurement, text: string) => {
      const value = parseNumber(text, language);
      if (value === null) throw new Error(t("kpi:no_number", { example: formatNumber(1250.5, language, 1) }));
      const { channel_id, metric: key, grain, day } = row;
      await typeNumbers(client, [{ channel_id, metric: key, grain, day, value, note: row.import_id ? "" : row.note }]);
    },
    [client, language, t],
  );

  const remove = (row: Measurement) => {
    if (row.import_id) {
      showToast(t("kpi:imported_stays"));
      return;
    }
    clearNumber(client, row.channel_id, row.metric, row.grain, row.day).then(
      () => showDone(t("kpi:cleared"), () => undo(client)),
      showFailure,
    );
  };

  const narrow = useMediaQuery("(max-width: 1279px)", false, { getInitialValueInEffect: false });
  const columns = useMemo((): Column<Measurement>[] => {
    const metrics = new Map(catalogue.map((one) => [`${one.level}.${one.key}`, one]));
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    return [
      {
        id: "day",
        header: t("kpi:span"),
        width: narrow ? 136 : 170,
        value: (row) => row.day,
        render: (row) => spanName(row.grain, row.day, language),
      },
      {
        id: "channel",
        header: t("kpi:channel"),
        width: narrow ? 124 : 160,
        value: (row) => byId.get(row.channel_id)?.handle ?? null,
        render: (row) => {
          const channel = byId.get(row.channel_id);
          return (
            channel && (
              <span className={classes.channel} title={channelName(channel, t)}>
                <PlatformMark platform={channel.platform} size={15} />
                <span className={classes.clip}>{channel.handle}</span>
              </span>
            )
          );
        },
      },
      {
        id: "metric",
        header: t("kpi:metric"),
        width: narrow ? 148 : 190,
        value: (row) => nameOf(`channel.${row.metric}`, metrics, t),
      },
      {
        id: "value",
        header: t("kpi:value"),
        width: narrow ? 88 : 120,
        align: "right",
        value: (row) => row.value,
        render: (row) => (
          <span className={classes.figure} data-out={!row.counts || undefined}>
            {formatValue(
              row.value,
              metrics.get(`channel.${row.metric}`)?.unit ?? "count",
              "flow",
              undefined,
              language,
              t,
              metrics.get(`channel.${row.metric}`)?.decimals,
            )}
          </span>
        ),
        editor: ({ row, close }) => (
          <TextCell
            label={t("kpi:value")}
            value={formatNumber(row.value, language, 6)}
            onSave={(text) => change(row, text)}
            close={close}
          />
        ),
      },
      {
        id: "counts",
        header: t("kpi:counts"),
        width: narrow ? 84 : 110,
        value: (row) => (row.counts ? t("kpi:counts_yes") : t("kpi:counts_no")),
        render: (row) => (
          <span className={row.counts ? undefined : classes.quiet}>
            {row.counts ? t("kpi:counts_yes") : t("kpi:counts_no")}
          </span>
        ),
      },
      {
        id: "source",
        header: t("kpi:source"),
        width: narrow ? 170 : 240,
        grow: true,
        value: (row) => row.file || row.who,
        render: (row) => (
          <span className={classes.clip} title={row.note || undefined}>
            {row.import_id ? row.file : row.who ? t("kpi:typed_by", { who: row.who }) : t("kpi:typed")}
          </span>
        ),
      },
      {
        id: "at",
        header: t("kpi:when"),
        width: 144,
        value: (row) => row.at,
        render: (row) => <span className={classes.quiet}>{formatInstant(row.at, language, timeZone)}</span>,
      },
    ];
  }, [t, language, timeZone, catalogue, channels, change, narrow]);

  const filtered = places.length > 0 || metric.length > 0 || sources.length > 0;
  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <>
            <Button variant="default" onClick={() => void navigate({ to: "/kpi/entry" })}>
              {t("kpi:entry.type_many")}
            </Button>
            <ExportButton
              group={t("frame:section.kpi")}
              disabled={total === 0}
              write={() => exportMeasurements(client, filter, "")}
            />
          </>
        }
      >
        <Tabs />
        {started && isSuccess && channels.length > 0 && catalogue.length > 0 && (
          <QuickEntry
            key={period.from}
            client={client}
            channels={channels}
            metrics={catalogue}
            day={within(period.from, period.to, timeZone)}
          />
        )}
        <FilterBar
          filters={[
            {
              key: "channels",
              label: t("kpi:channel"),
              choices: channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
              chosen: places,
              onChange: setPlaces,
            },
            {
              key: "metric",
              label: t("kpi:metric"),
              choices: catalogue.filter(({ stored }) => stored).map(({ key, name }) => ({ value: key, label: name })),
              chosen: metric,
              // One at a time: what was chosen last.
              onChange: (chosen) => setMetric(chosen.slice(-1)),
            },
            {
              key: "sources",
              label: t("kpi:source"),
              choices: SOURCES.map((source) => ({ value: source, label: t(`kpi:only.${source}`) })),
              chosen: sources,
              onChange: setSources,
            },
          ]}
          note={query.data && t("kpi:found", { count: total, n: formatNumber(total, language) })}
        />
      </PageHeader>
      <div className={classes.body}>
        <DataTable
          label={t("kpi:tab.numbers")}
          columns={columns}
          rows={rows}
          rowId={rowId}
          total={total}
          loading={query.isPending}
          error={query.error ?? undefined}
          onRetry={() => void query.refetch()}
          onMore={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
          loadingMore={query.isFetchingNextPage}
          onDelete={remove}
          empty={
            isSuccess && channels.length === 0 ? (
              <EmptyState
                icon={IconPencilPlus}
                title={t("kpi:entry.no_channels")}
                text={t("kpi:entry.no_channels_text")}
                action={{ label: t("kpi:entry.to_brand"), onClick: () => void navigate({ to: "/brand" }) }}
              />
            ) : filtered ? (
              <EmptyState icon={IconSearch} title={t("kpi:nothing_found")} text={t("kpi:nothing_found_text")} />
            ) : (
              <EmptyState icon={IconPencilPlus} title={t("kpi:no_numbers")} text={t("kpi:no_numbers_text")} />
            )
          }
        />
      </div>
    </>
  );
}

/** Today where the period holds it, else the period's first day. */
function within(from: string, to: string, timeZone: string | undefined): string {
  const now = today(timeZone);
  return now >= from && now <= to ? now : from;
}
