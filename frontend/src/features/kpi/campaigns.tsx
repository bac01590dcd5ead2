import { SegmentedControl, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconFileImport, IconSearch, IconSpeakerphone } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useChannels } from "@/bridge/brand";
import {
  type CampaignLine,
  type CampaignTable,
  exportCampaigns,
  kpiKeys,
  readCampaigns,
  type Stand,
  useMetrics,
} from "@/bridge/kpi";
import { formatNumber, formatRange, formatRatio, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import type { About } from "@/ui/brand-page";
import { type Column, DataTable, type Sort } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PassportLine, PassportPopover } from "@/ui/passport-popover";
import { PlatformMark } from "@/ui/platform-mark";
import { findInTree, parentsOf, seenOfTree, sortTree } from "./campaign-tree";
import { runsOf } from "./part-course";
import classes from "./parts.module.css";
import { nameOfChannel, ReportLines, Reports } from "./reports";
import { StandBadge } from "./status";
import { Tabs } from "./tabs";
import { channelName, formatSpan, formatValue, idOf, nameOf } from "./words";

/** Who counted: the accounts of ads, or the site's own analytics. */
const SIDES = ["ads", "site"] as const;
type Side = (typeof SIDES)[number];

/** Numbers that open to where they come from. */
const OPENED = ["spend", "conversions", "sessions"];

const linesOf = (table: CampaignTable | undefined, side: Side) => (side === "ads" ? table?.ads : table?.sites) ?? [];
const rowId = ({ id }: CampaignLine) => id;

/** The budget of a line is its target of spend. */
const budgetOf = ({ targets }: CampaignLine) => targets.find(({ target }) => target.metric === "spend");
const aimOf = ({ targets }: CampaignLine) => targets.find(({ target }) => target.metric !== "spend");

export function Campaigns({ client, brandId }: About) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { period } = usePeriod();
  const asked = useSearch({ strict: false }) as { side?: string };
  const [words, setWords] = useState("");
  const [places, setPlaces] = useState<string[]>([]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState<Sort | null>(null);
  const { data: channels = [] } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const metrics = useMemo(() => new Map(catalogue.map((one) => [`${one.level}.${one.key}`, one])), [catalogue]);
  const query = { brand: brandId, channels: places, from: period.from, to: period.to, today: "", currency: "" };
  const table = useQuery({
    queryKey: kpiKeys.campaignNumbers(client, query),
    queryFn: () => readCampaigns(client, query),
    placeholderData: keepPreviousData,
  });
  const sides = SIDES.filter((one) => linesOf(table.data, one).length > 0);
  const side = sides.find((one) => one === asked.side) ?? sides[0] ?? "ads";
  const lines = linesOf(table.data, side);
  const keys = (side === "ads" ? table.data?.ad_metrics : table.data?.site_metrics) ?? NO_KEYS;

  const found = useMemo(() => {
    const value = (line: CampaignLine) => {
      if (sort?.column === "budget") return budgetOf(line)?.attainment ?? null;
      if (sort?.column === "aim") return aimOf(line)?.attainment ?? null;
      return sort?.column === "name" ? (line.part.at(-1) ?? null) : (line.values[sort?.column ?? ""] ?? null);
    };
    return sortTree(findInTree(lines, words), sort, value);
  }, [lines, words, sort]);
  const rows = words.trim() === "" ? seenOfTree(found, opened) : found;
  const toggle = useCallback(
    (line: CampaignLine) =>
      setOpened((old) => {
        const next = new Set(old);
        if (!next.delete(line.id)) next.add(line.id);
        return next;
      }),
    [],
  );
  const parents = useMemo(() => parentsOf(lines), [lines]);
  const all = lines.filter((line) => line.part.length > 0 && parents.has(line.id));
  const spread = all.length > 0 && all.every(({ id }) => opened.has(id));

  const runs = table.data?.runs ?? NO_RUNS;
  const columns = useMemo((): Column<CampaignLine>[] => {
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const searching = words.trim() !== "";
    const write = (line: CampaignLine, key: string) => {
      const metric = metrics.get(`channel.${key}`);
      return formatValue(line.values[key], metric?.unit ?? "count", metric?.kind ?? "flow", line.currency, language, t);
    };
    const numbers = keys.map((key): Column<CampaignLine> => {
      const metric = metrics.get(`channel.${key}`);
      const name = nameOf(`channel.${key}`, metrics, t);
      const figure = (line: CampaignLine) => {
        if (line.mixed && metric?.unit === "money") {
          return <span title={t("kpi:campaigns.mixed")}>{t("kpi:campaigns.mixed_short")}</span>;
        }
        return write(line, key);
      };
      return {
        id: key,
        header: HEADS.includes(key) ? t(`kpi:campaigns.head.${key}`) : name,
        width: WIDTHS[key] ?? 96,
        align: "right",
        sortable: true,
        value: (line) => line.values[key] ?? null,
        render: (line) =>
          OPENED.includes(key) ? (
            <PassportPopover
              title={`${name}: ${line.part.join(" › ") || nameOfChannel(line.channel, t)}`}
              value={figure(line)}
              align="right"
            >
              {() => (
                <>
                  <PassportLine label={t("kpi:parts.what")}>
                    {t(parents.has(line.id) ? "kpi:campaigns.sum" : "kpi:parts.how.flow")}
                  </PassportLine>
                  {line.currency && metric?.unit === "money" && (
                    <PassportLine label={t("kpi:campaigns.currency")}>{line.currency}</PassportLine>
                  )}
                  <ReportLines
                    runs={runsOf(runs, line.channel_id).filter((run) => (run.site ?? false) === (side === "site"))}
                  />
                </>
              )}
            </PassportPopover>
          ) : (
            <span className={classes.figure}>{figure(line)}</span>
          ),
      };
    });
    const at = (stand: Stand) =>
      formatRatio(
        stand.attainment === null || stand.attainment === undefined ? null : stand.attainment / 100,
        language,
        MISSING,
        0,
      );
    const amount = (stand: Stand, value: number | null | undefined, currency?: string) =>
      formatValue(value, stand.unit, stand.kind, currency, language, t, stand.decimals);
    const told = (stand: Stand, currency?: string) =>
      t("kpi:campaigns.stand", {
        name: nameOf(idOf(stand.target), metrics, t),
        actual: amount(stand, stand.actual, currency),
        target: amount(stand, stand.target.value, currency),
        span: formatSpan(stand.from, stand.to, language),
      });
    const budget: Column<CampaignLine> = {
      id: "budget",
      header: t("kpi:campaigns.budget"),
      width: 140,
      align: "right",
      sortable: true,
      value: (line) => budgetOf(line)?.attainment ?? null,
      render: (line) => {
        const stand = budgetOf(line);
        if (!stand) return <span className={classes.quiet}>{MISSING}</span>;
        return (
          <span className={classes.figure} title={told(stand, line.currency)}>
            {t("kpi:campaigns.of", {
              share: at(stand),
              target: wholeMoney(stand.target.value, line.currency, language),
            })}
          </span>
        );
      },
    };
    const aim: Column<CampaignLine> = {
      id: "aim",
      header: t("kpi:target"),
      width: 176,
      sortable: true,
      value: (line) => aimOf(line)?.attainment ?? null,
      render: (line) => {
        const stand = aimOf(line);
        if (!stand) return <span className={classes.quiet}>{MISSING}</span>;
        return (
          <span className={classes.budget} title={told(stand, line.currency)}>
            <StandBadge status={stand.status} />
            <span className={classes.quietFigure}>
              {t("kpi:campaigns.of", { share: at(stand), target: amount(stand, stand.target.value) })}
            </span>
          </span>
        );
      },
    };
    const name: Column<CampaignLine> = {
      id: "name",
      header: t(side === "ads" ? "kpi:campaigns.tree" : "kpi:campaigns.utm"),
      width: 230,
      grow: true,
      sortable: true,
      value: ({ part }) => part.at(-1) ?? null,
      render: (line) => {
        const depth = line.part.length;
        const of = byId.get(line.channel_id);
        const label = line.part.at(-1) ?? nameOfChannel(line.channel, t);
        const parent = depth > 0 && parents.has(line.id);
        const open = searching || opened.has(line.id);
        const Chevron = open ? IconChevronDown : IconChevronRight;
        return (
          <span
            className={classes.name}
            data-depth={depth}
            data-leaf={!parent || undefined}
            title={line.part.join(" › ") || nameOfChannel(line.channel, t)}
          >
            {depth === 0 && of && <PlatformMark platform={of.platform} size={15} />}
            {parent && (
              <UnstyledButton
                className={classes.toggle}
                aria-expanded={open}
                aria-label={t(open ? "kpi:campaigns.close" : "kpi:campaigns.open", { name: label })}
                onClick={() => toggle(line)}
              >
                <Chevron size={14} aria-hidden />
              </UnstyledButton>
            )}
            <span className={classes.clip}>{label}</span>
          </span>
        );
      },
    };
    const [first, ...rest] = numbers;
    if (!first) return [name];
    // The target stands beside what it is mostly of: conversions and their price.
    const cut = rest.findIndex(({ id }) => id === "cpa" || id === "conversion_rate_sessions") + 1;
    const some = (of: typeof aimOf) => lines.some((line) => of(line) !== undefined);
    return [
      name,
      first,
      ...(some(budgetOf) ? [budget] : []),
      ...rest.slice(0, cut),
      ...(some(aimOf) ? [aim] : []),
      ...rest.slice(cut),
    ];
  }, [keys, metrics, channels, lines, parents, opened, words, side, runs, toggle, t, language]);

  const nothing = table.data !== undefined && sides.length === 0 && places.length === 0;
  const count = found.filter(({ part }) => part.length === 1).length;
  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <ExportButton
            group={t("frame:section.kpi")}
            disabled={found.length === 0}
            write={() =>
              exportCampaigns(
                client,
                query,
                found.map(({ id }) => `${side} ${id}`),
                "",
              )
            }
          />
        }
      >
        <Tabs />
        {!nothing && (
          <div className={classes.bar}>
            {sides.length > 1 && (
              <SegmentedControl
                size="xs"
                aria-label={t("kpi:campaigns.counted_by")}
                value={side}
                data={sides.map((value) => ({ value, label: t(`kpi:campaigns.side.${value}`) }))}
                onChange={(value) =>
                  void navigate({
                    to: ".",
                    search: (old: { side?: string }) => ({ ...old, side: value }),
                    replace: true,
                  })
                }
              />
            )}
            {all.length > 0 && (
              <UnstyledButton
                className={classes.open}
                onClick={() => setOpened(spread ? new Set() : new Set(all.map(rowId)))}
              >
                {t(spread ? "kpi:campaigns.close_all" : "kpi:campaigns.open_all")}
              </UnstyledButton>
            )}
            <FilterBar
              search={{ value: words, placeholder: t("kpi:campaigns.search"), onChange: setWords }}
              filters={[
                {
                  key: "channels",
                  label: t("kpi:channel"),
                  choices: channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
                  chosen: places,
                  onChange: setPlaces,
                },
              ]}
              note={table.data && t("kpi:campaigns.found", { count, n: formatNumber(count, language) })}
            />
          </div>
        )}
      </PageHeader>
      {table.error ? (
        <ErrorNote error={table.error} onRetry={() => void table.refetch()} />
      ) : nothing && table.data?.left.length === 0 ? (
        <EmptyState
          icon={IconSpeakerphone}
          title={t("kpi:campaigns.none")}
          text={t("kpi:campaigns.none_text")}
          action={{ label: t("kpi:to_imports"), icon: IconFileImport, onClick: () => void navigate({ to: "/intake" }) }}
        />
      ) : (
        <div className={classes.body}>
          <DataTable
            key={side}
            label={t("kpi:tab.campaigns")}
            columns={columns}
            rows={rows}
            rowId={rowId}
            loading={table.isPending}
            sort={sort}
            onSort={setSort}
            onOpen={(line) => parents.has(line.id) && line.part.length > 0 && toggle(line)}
            empty={
              lines.length > 0 ? (
                <EmptyState icon={IconSearch} title={t("kpi:nothing_found")} text={t("kpi:nothing_found_text")} />
              ) : (
                <EmptyState
                  icon={IconSpeakerphone}
                  title={t("kpi:parts.no_report")}
                  text={t("kpi:parts.no_report_text")}
                />
              )
            }
          />
          <Reports runs={runs} left={table.data?.left ?? NO_RUNS} rule={t("kpi:campaigns.rule")} />
        </div>
      )}
    </>
  );
}

/** An amount that people agreed on, without the cents that it seldom has. */
const wholeMoney = (value: number, currency: string | undefined, language: string) =>
  new Intl.NumberFormat(language, {
    ...(currency && { style: "currency", currency }),
    maximumFractionDigits: Number.isInteger(value) ? 0 : 2,
    useGrouping: "always",
  } as Intl.NumberFormatOptions).format(value);

const NO_KEYS: readonly string[] = [];
const NO_RUNS: readonly CampaignTable["runs"][number][] = [];

/** Columns whose full names are too long for a head. */
const HEADS = [
  "sessions",
  "spend",
  "link_clicks",
  "ctr",
  "cpc",
  "cpm",
  "cpa",
  "roas",
  "ad_revenue",
  "conversion_rate_sessions",
  "engaged_sessions",
];
const WIDTHS: Record<string, number> = {
  spend: 104,
  conversions: 104,
  impressions: 104,
  link_clicks: 76,
  ctr: 76,
  cpc: 84,
  cpm: 84,
  cpa: 84,
  roas: 66,
  ad_revenue: 112,
  revenue: 124,
  engaged_sessions: 116,
};
