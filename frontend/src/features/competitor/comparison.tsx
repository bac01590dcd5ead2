import { NativeSelect } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import {
  compareBrand,
  competitorKeys,
  exportComparison,
  type Figure,
  readFollowers,
  type Standing,
} from "@/bridge/competitor";
import { formatDay, formatMonth, formatNumber, formatRange, MISSING, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { Chart } from "@/ui/chart";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { Benchmark } from "./benchmark";
import type { About } from "./branded";
import classes from "./competitor.module.css";
import { FIGURES, Passport, writer } from "./passport";
import { Nobody, Tabs } from "./tabs";
import { Voices } from "./voices";

const ROW_HEIGHT = 32;
/** An average of fewer is thin. */
const USABLE = 5;

const rowId = (row: Standing) => `${row.platform} ${row.kind} ${row.competitor_id}`;

/** The brand, its competitors and their average on each platform, their followers over a year, and the share of voice. */
export function Comparison({ client, brandId, competitors, zone }: About) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const [platforms, setPlatforms] = useState<string[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  const { from, to } = period;
  const query = useQuery({
    queryKey: competitorKeys.comparison(client, brandId, from, to),
    queryFn: () => compareBrand(client, brandId, from, to),
    enabled: competitors.length > 0,
  });
  const all = useMemo(() => query.data?.rows ?? [], [query.data]);
  const there = useMemo(() => [...new Set(all.map(({ platform }) => platform))], [all]);
  const rows = useMemo(
    () => (platforms.length === 0 ? all : all.filter(({ platform }) => platforms.includes(platform))),
    [all, platforms],
  );

  const open = all.find((row) => rowId(row) === opened) ?? null;

  const columns = useMemo((): Column<Standing>[] => {
    const figure = (key: (typeof FIGURES)[number]): Column<Standing> => ({
      id: key,
      header: t(`competitor:column.${key}`),
      width: 132,
      align: "right",
      sortable: true,
      value: (row) => row[key].value ?? null,
      render: (row) => <Cell row={row} figure={row[key]} write={writer(key, language, t)} />,
    });
    return [
      {
        id: "platform",
        header: t("competitor:platform"),
        width: 140,
        sortable: true,
        value: ({ platform }) => t(`brand:platform.${platform}`),
        render: ({ platform }) => (
          <span className={classes.platform}>
            <PlatformMark platform={platform} size={15} />
            {t(`brand:platform.${platform}`)}
          </span>
        ),
      },
      {
        id: "name",
        header: t("competitor:column.name"),
        width: 200,
        grow: true,
        sortable: true,
        value: (row) => (row.kind === "average" ? t("competitor:average") : row.name),
        render: (row) => (
          <span
            className={classes.who}
            data-kind={row.kind}
            title={row.seen ? t("competitor:seen_on", { day: formatDay(row.seen, language) }) : undefined}
          >
            {row.kind === "average" ? t("competitor:average") : row.name}
          </span>
        ),
      },
      ...FIGURES.map(figure),
    ];
  }, [t, language]);

  return (
    <>
      <PageHeader
        title={t("frame:section.competitor")}
        note={formatRange(from, to, language)}
        actions={
          <ExportButton
            group={t("frame:section.competitor")}
            disabled={rows.length === 0}
            write={() => exportComparison(client, brandId, from, to, platforms, "")}
          />
        }
      >
        <Tabs />
        {there.length > 0 && (
          <FilterBar
            filters={[
              {
                key: "platforms",
                label: t("competitor:platform"),
                choices: there.map((value) => ({ value, label: t(`brand:platform.${value}`) })),
                chosen: platforms,
                onChange: setPlatforms,
              },
            ]}
          />
        )}
      </PageHeader>
      {competitors.length === 0 ? (
        <Nobody />
      ) : (
        <div className={classes.page}>
          <div style={{ height: query.error ? "auto" : ROW_HEIGHT * (Math.max(rows.length, 3) + 1) + 4 }}>
            <DataTable
              label={t("competitor:tab.comparison")}
              columns={columns}
              rows={rows}
              rowId={rowId}
              onOpen={(row) => setOpened(rowId(row))}
              loading={query.isPending}
              error={query.error ?? undefined}
              onRetry={() => void query.refetch()}
              empty={<EmptyState icon={IconSearch} title={t("competitor:no_accounts")} />}
            />
          </div>
          <p className={classes.hint}>{t("competitor:rule")}</p>
          <div className={classes.pair}>
            <Course key={there[0]} client={client} brandId={brandId} platforms={there} to={to} />
            <Voices voices={query.data?.voices ?? []} />
          </div>
          <Benchmark client={client} brandId={brandId} from={from} to={to} />
        </div>
      )}
      <Passport
        row={open}
        rows={all.filter(({ platform }) => platform === open?.platform)}
        competitors={competitors}
        zone={zone}
        onClose={() => setOpened(null)}
      />
    </>
  );
}

function Cell({ row, figure, write }: { row: Standing; figure: Figure; write: (value: Value) => string }) {
  const { t } = useWords();
  const value = figure.value ?? null;
  if (row.kind === "average") {
    return (
      <span className={classes.figure} title={t("competitor:of_competitors", { count: figure.n })}>
        {value === null ? MISSING : write(value)}
        {value !== null && figure.n < USABLE && <span className={classes.thin}>n = {figure.n}</span>}
      </span>
    );
  }
  return (
    <span className={classes.figure}>
      {value === null ? MISSING : write(value)}
      {figure.rank && (
        <span className={classes.rank} title={t("competitor:rank_of", { rank: figure.rank, n: figure.n })}>
          {t("competitor:rank", { rank: figure.rank })}
        </span>
      )}
    </span>
  );
}

function Course(props: { client: string; brandId: string; platforms: readonly string[]; to: string }) {
  const { client, brandId, platforms, to } = props;
  const { t, language } = useWords();
  const [chosen, setChosen] = useState("");
  const platform = platforms.includes(chosen) ? chosen : (platforms[0] ?? "");
  const { data } = useQuery({
    queryKey: competitorKeys.followers(client, brandId, platform, to),
    queryFn: () => readFollowers(client, brandId, platform, to),
    enabled: platform !== "",
  });
  const label = t("competitor:course");
  return (
    <section className={classes.part} aria-label={label}>
      <div className={classes.partHead}>
        <NativeSelect
          aria-label={t("competitor:platform")}
          value={platform}
          data={platforms.map((value) => ({ value, label: t(`brand:platform.${value}`) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      {data && data.courses.length > 0 ? (
        <Chart
          label={label}
          height={240}
          categories={data.months.map((month) => formatMonth(month, language))}
          series={data.courses.map(({ name, values }) => ({
            name,
            kind: "line",
            values: values.map((value) => value ?? null),
          }))}
          format={(value) => formatNumber(value, language)}
        />
      ) : (
        <p className={classes.hint}>{t("competitor:no_course")}</p>
      )}
    </section>
  );
}
