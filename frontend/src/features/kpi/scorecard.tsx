import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconFileImport, IconPencilPlus, IconSearch, IconTargetArrow } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useChannels } from "@/bridge/brand";
import { type CardRow, exportScorecard, kpiKeys, readScorecard, useMetrics } from "@/bridge/kpi";
import { formatDay, formatNumber, formatRange, formatRatio, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import { usePeriod } from "@/lib/place";
import { useShortcuts } from "@/lib/shortcuts";
import type { About } from "@/ui/brand-page";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { Sparkline } from "@/ui/sparkline";
import { Change } from "@/ui/stat";
import { Detail } from "./detail";
import classes from "./kpi.module.css";
import { StandBadge } from "./status";
import { Tabs } from "./tabs";
import { channelName, formatPace, formatValue, idOf, nameOf } from "./words";

const WHOLE = "brand";
const STATUSES = ["on_track", "at_risk", "off_track", "no_data", "stale", "upcoming"] as const;
const LEVELS = ["channel", "post", "log"] as const;

/** The whole brand stands for every row with a target too, and with one channel for that channel. */
const isOf = (row: CardRow, place: string, channels: number) =>
  place === WHOLE ? !row.channel_id || Boolean(row.stand) || channels === 1 : row.channel_id === place;

/** In a narrow window these stand behind what was promised and how it is going. */
const WIDE_ONLY = ["previous", "attainment"];

const rowId = (row: CardRow) => `${idOf(row)} ${row.channel_id ?? ""}`;
const directions: Record<string, 1 | 0 | -1> = { up: 1, down: -1, neutral: 0 };

export function Scorecard({ client, brandId }: About) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { period, compared } = usePeriod();
  const narrow = useMediaQuery("(max-width: 1279px)", false, { getInitialValueInEffect: false });
  const [search, setSearch] = useState("");
  const [places, setPlaces] = useState<string[]>([WHOLE]);
  const [levels, setLevels] = useState<string[]>([]);
  const [statuses, setStatuses] = useState<string[]>([]);
  const [opened, setOpened] = useState<CardRow | null>(null);
  const { data: channels = [] } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const metrics = useMemo(
    () => new Map(catalogue.map((metric) => [`${metric.level}.${metric.key}`, metric])),
    [catalogue],
  );
  const query = {
    brand: brandId,
    from: period.from,
    to: period.to,
    compare_from: compared?.from ?? "",
    compare_to: compared?.to ?? "",
    metrics: [],
    currency: "",
    today: "",
  };
  const card = useQuery({
    queryKey: kpiKeys.card(client, query),
    queryFn: () => readScorecard(client, query),
    placeholderData: keepPreviousData,
  });

  const byId = useMemo(() => new Map(channels.map((channel) => [channel.id, channel])), [channels]);
  // What never adds has no value of the whole brand; with one channel the brand is that channel.
  // A brand with one channel is that channel; what never adds has no value of the whole brand.
  const known = useMemo(() => {
    const all = (card.data?.rows ?? []).filter(
      (row) => row.channel_id || row.stand || (channels.length > 1 && (row.value ?? row.previous ?? null) !== null),
    );
    // What was promised comes first.
    return [...all.filter(({ stand }) => stand), ...all.filter(({ stand }) => !stand)];
  }, [card.data, channels.length]);
  const rows = useMemo(
    () =>
      known.filter(
        (row) =>
          (places.length === 0 || places.some((place) => isOf(row, place, channels.length))) &&
          (levels.length === 0 || levels.includes(row.level)) &&
          (statuses.length === 0 ||
            (row.stand !== undefined && row.stand !== null && statuses.includes(row.stand.status))) &&
          matches(search, nameOf(idOf(row), metrics, t)),
      ),
    [known, search, places, levels, statuses, channels.length, metrics, t],
  );

  const toTargets = () => void navigate({ to: "/kpi/targets" });
  const toNumbers = () => void navigate({ to: "/kpi/numbers" });
  useShortcuts([
    { keys: "n", label: t("kpi:type_number"), group: t("frame:section.kpi"), run: toNumbers },
    { keys: "t", label: t("kpi:to_targets"), group: t("frame:section.kpi"), run: toTargets },
  ]);

  const columns = useMemo((): Column<CardRow>[] => {
    const write = (row: CardRow, value: number | null | undefined) =>
      formatValue(value, row.unit, row.kind, row.currency, language, t, row.decimals);
    const all: Column<CardRow>[] = [
      {
        id: "metric",
        header: t("kpi:metric"),
        width: narrow ? 160 : 210,
        grow: true,
        sortable: true,
        value: (row) => nameOf(idOf(row), metrics, t),
        render: (row) => (
          <span className={classes.clip} title={metrics.get(idOf(row))?.definition}>
            {nameOf(idOf(row), metrics, t)}
          </span>
        ),
      },
      {
        id: "channel",
        header: t("kpi:channel"),
        width: narrow ? 118 : 138,
        sortable: true,
        value: (row) => byId.get(row.channel_id ?? "")?.handle ?? "",
        render: (row) => {
          const channel = byId.get(row.channel_id ?? "");
          if (!channel) return <span className={classes.quiet}>{t("kpi:whole_brand")}</span>;
          return (
            <span className={classes.channel} title={channelName(channel, t)}>
              <PlatformMark platform={channel.platform} size={15} />
              <span className={classes.clip}>{channel.handle}</span>
            </span>
          );
        },
      },
      {
        id: "value",
        header: t("kpi:value"),
        width: narrow ? 84 : 112,
        align: "right",
        sortable: true,
        value: (row) => row.value ?? null,
        render: (row) => (
          <button
            type="button"
            tabIndex={-1}
            className={classes.number}
            title={row.seen ? t("kpi:seen", { day: formatDay(row.seen, language) }) : t("ui:passport.open")}
            onClick={() => setOpened(row)}
          >
            {thin(row) && (
              <span className={classes.thin} title={narrow ? t(`kpi:thin.${thin(row)}`, { n: row.n }) : undefined}>
                {narrow ? t("kpi:sample", { n: row.n }) : t(`kpi:thin.${thin(row)}`, { n: row.n })}
              </span>
            )}
            {row.break && <span className={classes.thin}>{t("kpi:break_mark")}</span>}
            {write(row, row.value)}
          </button>
        ),
      },
      {
        id: "previous",
        header: t("kpi:previous"),
        width: 104,
        align: "right",
        sortable: true,
        value: (row) => row.previous ?? null,
        render: (row) => <span className={classes.quietNumber}>{write(row, row.previous)}</span>,
      },
      {
        id: "change",
        header: t("kpi:change"),
        width: 92,
        align: "right",
        sortable: true,
        value: (row) => row.ratio ?? null,
        render: (row) => <ChangeOf row={row} write={write} />,
      },
      {
        id: "course",
        header: t("kpi:course"),
        width: narrow ? 84 : 104,
        value: () => null,
        render: (row) => (
          <Sparkline
            values={row.points.map(({ value }) => value ?? null)}
            label={t("kpi:course_of", { name: nameOf(idOf(row), metrics, t) })}
            width={narrow ? 66 : 86}
          />
        ),
      },
      {
        id: "target",
        header: t("kpi:target"),
        width: narrow ? 82 : 100,
        align: "right",
        sortable: true,
        value: (row) => row.stand?.target.value ?? null,
        render: (row) => (
          <span className={classes.figure} title={row.stand ? targetTitle(row) : undefined}>
            {row.stand ? write(row, row.stand.target.value) : ""}
          </span>
        ),
      },
      {
        id: "attainment",
        header: t("kpi:attainment"),
        width: 82,
        align: "right",
        sortable: true,
        value: (row) => row.stand?.attainment ?? null,
        render: (row) => (
          <span className={classes.figure}>
            {row.stand ? formatRatio(over100(row.stand.attainment), language, t("ui:not_available"), 0) : ""}
          </span>
        ),
      },
      {
        id: "pace",
        header: t("kpi:pace"),
        width: 62,
        align: "right",
        sortable: true,
        value: (row) => row.stand?.pace ?? null,
        render: (row) => (
          <span className={classes.figure}>{row.stand ? formatPace(row.stand.pace, language, t) : ""}</span>
        ),
      },
      {
        id: "status",
        header: t("kpi:status"),
        width: narrow ? 126 : 132,
        sortable: true,
        value: (row) => (row.stand ? STATUSES.indexOf(row.stand.status as (typeof STATUSES)[number]) : null),
        render: (row) => (row.stand ? <StandBadge status={row.stand.status} /> : null),
      },
    ];
    const behind = (id: string) => narrow && WIDE_ONLY.includes(id);
    return [...all.filter(({ id }) => !behind(id)), ...all.filter(({ id }) => behind(id))];

    function targetTitle(row: CardRow): string {
      if (!row.stand) return "";
      const { target, actual, from, to } = row.stand;
      return t("kpi:target_title", {
        baseline: write(row, target.baseline),
        value: write(row, target.value),
        actual: write(row, actual),
        range: formatRange(from, to, language),
      });
    }
  }, [t, language, metrics, byId, narrow]);

  const filtered = search !== "" || levels.length > 0 || statuses.length > 0 || places.length > 0;
  const nothing = card.data !== undefined && known.length === 0;
  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <>
            <ExportButton
              group={t("frame:section.kpi")}
              disabled={rows.length === 0}
              write={() => exportScorecard(client, query, rows.map(rowId), "")}
            />
            <Button variant="default" leftSection={<IconTargetArrow size={16} aria-hidden />} onClick={toTargets}>
              {t("kpi:to_targets")}
            </Button>
            <Button variant="default" leftSection={<IconPencilPlus size={16} aria-hidden />} onClick={toNumbers}>
              {t("kpi:type_number")}
            </Button>
          </>
        }
      >
        <Tabs />
        {!nothing && (
          <FilterBar
            search={{ value: search, placeholder: t("kpi:search"), onChange: setSearch }}
            filters={[
              {
                key: "channels",
                label: t("kpi:channel"),
                choices: [
                  { value: WHOLE, label: t("kpi:brand_and_targets") },
                  ...channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
                ],
                chosen: places,
                onChange: setPlaces,
              },
              {
                key: "levels",
                label: t("kpi:level"),
                choices: LEVELS.map((level) => ({ value: level, label: t(`kpi:level.${level}`) })),
                chosen: levels,
                onChange: setLevels,
              },
              {
                key: "statuses",
                label: t("kpi:status"),
                choices: STATUSES.map((status) => ({
                  value: status,
                  label: status === "upcoming" ? t("kpi:status.upcoming") : t(`ui:status.${status}`),
                })),
                chosen: statuses,
                onChange: setStatuses,
              },
            ]}
            note={card.data && t("kpi:found", { count: rows.length, n: formatNumber(rows.length, language) })}
          />
        )}
      </PageHeader>
      <div className={classes.body}>
        <DataTable
          label={t("kpi:scorecard")}
          columns={columns}
          rows={rows}
          rowId={rowId}
          loading={card.isPending}
          error={card.error ?? undefined}
          onRetry={() => void card.refetch()}
          empty={
            nothing || !filtered ? (
              <EmptyState
                icon={IconTargetArrow}
                title={t("kpi:none")}
                text={t("kpi:none_text")}
                action={{
                  label: t("kpi:to_imports"),
                  icon: IconFileImport,
                  onClick: () => void navigate({ to: "/intake" }),
                }}
              >
                <Button variant="subtle" onClick={toNumbers}>
                  {t("kpi:type_number")}
                </Button>
              </EmptyState>
            ) : (
              <EmptyState icon={IconSearch} title={t("kpi:nothing_found")} text={t("kpi:nothing_found_text")} />
            )
          }
          onOpen={setOpened}
        />
      </div>
      <Detail client={client} row={opened} channels={byId} metrics={metrics} onClose={() => setOpened(null)} />
    </>
  );
}

/** A percentage as a ratio. */
const over100 = (value: number | null | undefined) => (value === null || value === undefined ? null : value / 100);

/** How small a sample is: one or two is an anecdote, three or four is thin. */
function thin({ n }: CardRow): "anecdote" | "thin" | null {
  if (n === null || n === undefined || n >= 5) return null;
  return n <= 2 ? "anecdote" : "thin";
}

/** A change of what is counted in per cent, of a percentage in its points; the day of a value that is older than both periods. */
function ChangeOf({ row, write }: { row: CardRow; write: (row: CardRow, value: number | null | undefined) => string }) {
  const { t, language } = useWords();
  const change = row.change ?? null;
  if (change === null && row.seen) {
    const day = formatDay(row.seen, language);
    return (
      <span className={classes.seen} title={t("kpi:seen", { day })}>
        {day}
      </span>
    );
  }
  if (change === null) return <span className={classes.quiet}>{MISSING}</span>;
  const sign = change > 0 ? "+" : "";
  if (row.unit === "%" || row.unit === "points") {
    const news = Math.sign(change) * (directions[row.direction] ?? 0);
    return (
      <span className={classes.points} data-news={news}>
        {t("kpi:points", { n: sign + formatNumber(change, language, 2) })}
      </span>
    );
  }
  return (
    <Change ratio={row.ratio ?? null} direction={directions[row.direction] ?? 0} title={sign + write(row, change)} />
  );
}
