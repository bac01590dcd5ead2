import { Button, SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconChartLine, IconFileImport } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useChannels } from "@/bridge/brand";
import { intakeKeys, listImports } from "@/bridge/intake";
import {
  exportCourse,
  kpiKeys,
  listCampaigns,
  listWithNumbers,
  type NumberRow,
  readNumbers,
  useMetrics,
} from "@/bridge/kpi";
import { start } from "@/bridge/shell";
import { formatDay, formatMonth, formatNumber, formatRange, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { recall, remember } from "@/lib/storage";
import { Chart, type Moment, type Series } from "@/ui/chart";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import {
  axesOf,
  coursesOf,
  cutsOf,
  type Look,
  type LookSearch,
  lookSearch,
  MARKS,
  type Mark,
  MOST,
  readLook,
  STEPS,
  type Step,
  spanAt,
  stepOf,
  WHOLE,
} from "./explore";
import classes from "./explorer.module.css";
import { ExportButton } from "./export-button";
import { MetricPicker } from "./metric-picker";
import { Tabs } from "./tabs";
import { channelName, formatValue, nameOf } from "./words";

/** What a brand is looked at first. */
const FIRST = ["channel.followers", "channel.views", "channel.impressions", "channel.engagements"];

type Line = { at: number; from: string; to: string; moments: string };

export function Explorer({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { period, compared } = usePeriod();
  const low = useMediaQuery("(max-height: 799px)", false, { getInitialValueInEffect: false });
  const search = useSearch({ strict: false }) as LookSearch;
  const { data: channels = [], isSuccess: channelsRead } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const metrics = useMemo(() => new Map(catalogue.map((one) => [`${one.level}.${one.key}`, one])), [catalogue]);
  const known = useQuery({
    queryKey: kpiKeys.withNumbers(client, brandId),
    queryFn: () => listWithNumbers(client, brandId),
  });

  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;

  const kept = `explore.${brandId}`;
  const stored = readLook(search);
  const ready = known.data !== undefined && channelsRead;
  const show = (next: Look, replace = false) => {
    remember(kept, JSON.stringify(lookSearch(next)));
    void navigate({ to: ".", search: (old: LookSearch) => ({ ...old, ...lookSearch(next) }), replace });
  };
  // The address always says what is looked at, so that going back does too.
  const initial = useMemo((): Look | null => {
    if (stored || !ready) return null;
    const last = lastOf(kept);
    if (last) return last;
    const first = FIRST.filter((id) => known.data?.includes(id)).slice(0, 2);
    const metricsOf = first.length > 0 ? first : (known.data ?? []).slice(0, 1);
    const place = channels.length === 1 && channels[0] ? channels[0].id : WHOLE;
    return { metrics: metricsOf, places: [place], step: null, marks: ["campaigns"] };
  }, [stored, ready, kept, known.data, channels]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each.
  useEffect(() => {
    if (initial) show(initial, true);
  }, [initial]);

  const look = stored ?? initial ?? { metrics: [], places: [], step: null, marks: [] };
  const chosen = look.metrics.filter((id) => metrics.has(id));
  const places = look.places.filter((place) => place === WHOLE || channels.some(({ id }) => id === place));
  const step = look.step ?? stepOf(period);
  const query = {
    brand: brandId,
    channels: [],
    from: period.from,
    to: period.to,
    by: step,
    metrics: chosen,
    currency: "",
  };
  const beforeQuery = { ...query, from: compared?.from ?? "", to: compared?.to ?? "" };
  const asked = ready && chosen.length > 0 && places.length > 0;
  const numbers = useQuery({
    queryKey: kpiKeys.numbers(client, query),
    queryFn: () => readNumbers(client, query),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  const before = useQuery({
    queryKey: kpiKeys.numbers(client, beforeQuery),
    queryFn: () => readNumbers(client, beforeQuery),
    enabled: asked && compared !== null,
  });
  const campaigns = useQuery({
    queryKey: kpiKeys.campaigns(client, brandId),
    queryFn: () => listCampaigns(client, brandId),
    enabled: look.marks.includes("campaigns"),
  });
  const imports = useQuery({
    queryKey: intakeKeys.ledger(client),
    queryFn: () => listImports(client),
    enabled: look.marks.includes("imports"),
  });

  const rows = asked ? (numbers.data ?? NO_ROWS) : NO_ROWS;
  const all = useMemo(() => coursesOf(rows, { metrics: chosen, places }), [rows, chosen, places]);
  const courses = all.slice(0, MOST);
  const earlier = compared ? coursesOf(before.data ?? NO_ROWS, { metrics: chosen, places }) : [];
  const spans = courses[0]?.rows ?? NO_ROWS;
  const units = courses.map(({ rows: of }) => unitOf(of));
  const axes = axesOf(units);

  const callOf = (course: { metric: string; channel: string }) => {
    const channel = channels.find(({ id }) => id === course.channel);
    const place = channel ? channelName(channel, t) : t("kpi:whole_brand");
    const name = nameOf(course.metric, metrics, t);
    return places.length > 1 || channel ? `${name} · ${place}` : name;
  };
  const lines = courses.map((course, i) => {
    const [row] = course.rows;
    const money = course.rows.find(({ currency }) => currency)?.currency;
    const write = (value: Value) =>
      formatValue(value, row?.unit ?? "count", row?.kind ?? "flow", money, language, t, row?.decimals);
    const old = earlier.find(({ metric, channel }) => metric === course.metric && channel === course.channel);
    return { course, name: callOf(course), write, cuts: cutsOf(course.rows), axis: axes[i] ?? null, old, shade: i + 1 };
  });

  const series = lines.flatMap(({ course, name, write, cuts, axis, old, shade }): Series[] => {
    if (axis === null) return [];
    const one: Series = {
      name,
      kind: "line",
      values: course.rows.map(({ value }) => value ?? null),
      shade,
      axis,
      format: write,
      cuts,
    };
    if (!old) return [one];
    const values = course.rows.map((_, at) => old.rows[at]?.value ?? null);
    const muted = { ...one, name: t("kpi:explore.compared", { name }), values, muted: true, cuts: cutsOf(old.rows) };
    return [one, muted];
  });

  const happened = [
    ...(look.marks.includes("campaigns") ? (campaigns.data ?? []) : []).flatMap((campaign) => [
      { day: campaign.first_day, label: t("kpi:explore.begins", { name: campaign.name }) },
      { day: campaign.last_day, label: t("kpi:explore.ends", { name: campaign.name }) },
    ]),
    ...(look.marks.includes("imports") ? (imports.data ?? []) : [])
      .filter(({ undone_at }) => !undone_at)
      .map(({ created_at, file }) => ({ day: dayOf(created_at, timeZone), label: t("kpi:explore.import", { file }) })),
  ];
  const moments = momentsOf(happened, spans);
  const spanName = (from: string, to: string) => {
    if (step === "day") return formatDay(from, language);
    if (step === "month" && from.endsWith("-01") && from.slice(0, 7) === to.slice(0, 7)) {
      return formatMonth(from, language);
    }
    return formatRange(from, to, language);
  };
  const table: Line[] = spans.map(({ from, to }, at) => ({
    at,
    from,
    to,
    moments: moments.find((moment) => moment.at === at)?.label ?? "",
  }));
  const columns: Column<Line>[] = [
    {
      id: "span",
      header: t("kpi:explore.span"),
      width: 190,
      sortable: true,
      value: ({ from }) => from,
      render: ({ from, to }) => spanName(from, to),
    },
    ...lines.flatMap(({ course, name, write, cuts, old, shade }): Column<Line>[] => [
      {
        id: `${shade}`,
        header: name,
        width: widthOf(name),
        align: "right",
        sortable: true,
        value: ({ at }) => course.rows[at]?.value ?? null,
        render: ({ at }) => (
          <span className={classes.number}>
            {cuts.includes(at) && <span className={classes.cut}>{t("kpi:explore.cut_mark")}</span>}
            {write(course.rows[at]?.value)}
          </span>
        ),
      },
      ...(old
        ? [
            {
              id: `${shade} before`,
              header: t("kpi:explore.compared", { name }),
              width: widthOf(t("kpi:explore.compared", { name })),
              align: "right" as const,
              sortable: true,
              value: ({ at }: Line) => old.rows[at]?.value ?? null,
              render: ({ at }: Line) => <span className={classes.before}>{write(old.rows[at]?.value)}</span>,
            },
          ]
        : []),
    ]),
    ...(moments.length > 0
      ? [
          {
            id: "moments",
            header: t("kpi:explore.moments"),
            width: 220,
            grow: true,
            value: ({ moments: text }: Line) => text || null,
            render: ({ moments: text }: Line) => (
              <span className={classes.clip} title={text}>
                {text}
              </span>
            ),
          },
        ]
      : []),
  ];

  const left = all.length - courses.length;
  const beyond = lines.filter(({ axis }) => axis === null).map(({ name }) => name);
  const cut = lines.some(({ cuts }) => cuts.length > 0);
  const order = {
    query,
    compare_from: compared?.from ?? "",
    compare_to: compared?.to ?? "",
    shown: courses.map(({ metric, channel }) => `${metric} ${channel}`),
  };
  const nothing = known.data?.length === 0;
  const failed = known.error ?? numbers.error ?? before.error ?? campaigns.error ?? imports.error;
  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        note={formatRange(period.from, period.to, language)}
        actions={<ExportButton disabled={courses.length === 0} write={() => exportCourse(client, order, "")} />}
      >
        <Tabs />
        {!nothing && (
          <div className={classes.bar}>
            <MetricPicker
              known={known.data ?? []}
              chosen={chosen}
              metrics={metrics}
              onChange={(next) => show({ ...look, metrics: next })}
            />
            <FilterBar
              keeps
              filters={[
                {
                  key: "places",
                  label: t("kpi:channel"),
                  choices: [
                    { value: WHOLE, label: t("kpi:whole_brand") },
                    ...channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
                  ],
                  chosen: places,
                  onChange: (next) => show({ ...look, places: next.length > 0 ? next : [WHOLE] }),
                },
                {
                  key: "marks",
                  label: t("kpi:explore.marks"),
                  choices: MARKS.map((mark) => ({ value: mark, label: t(`kpi:explore.marks.${mark}`) })),
                  chosen: look.marks,
                  onChange: (next) => show({ ...look, marks: next as Mark[] }),
                },
              ]}
            />
            <SegmentedControl
              size="xs"
              aria-label={t("kpi:explore.step")}
              value={step}
              data={STEPS.map((value) => ({ value, label: t(`kpi:explore.step.${value}`) }))}
              onChange={(value) => show({ ...look, step: value as Step })}
            />
          </div>
        )}
      </PageHeader>
      {failed ? (
        <ErrorNote error={failed} onRetry={() => void numbers.refetch()} />
      ) : nothing ? (
        <EmptyState
          icon={IconChartLine}
          title={t("kpi:explore.none")}
          text={t("kpi:explore.none_text")}
          action={{
            label: t("kpi:to_imports"),
            icon: IconFileImport,
            onClick: () => void navigate({ to: "/intake" }),
          }}
        >
          <Button variant="subtle" onClick={() => void navigate({ to: "/kpi/numbers" })}>
            {t("kpi:type_number")}
          </Button>
        </EmptyState>
      ) : ready && chosen.length === 0 ? (
        <EmptyState icon={IconChartLine} title={t("kpi:explore.choose")} text={t("kpi:explore.choose_text")} />
      ) : (
        <>
          <div className={classes.chart}>
            <Chart
              label={t("kpi:explore")}
              categories={spans.map(({ from, to }) => spanName(from, to))}
              series={series}
              moments={moments.slice(0, MOST_MOMENTS)}
              height={low ? 220 : 320}
            />
          </div>
          <div className={classes.notes}>
            {compared && earlier.length > 0 && (
              <p>{t("kpi:explore.dashed", { range: formatRange(compared.from, compared.to, language) })}</p>
            )}
            {left > 0 && <p>{t("kpi:explore.many", { count: left, n: formatNumber(left, language) })}</p>}
            {beyond.length > 0 && <p>{t("kpi:explore.axes", { names: beyond.join(", ") })}</p>}
            {cut && <p>{t("kpi:explore.cut")}</p>}
          </div>
          <div className={classes.table}>
            <DataTable
              label={t("kpi:explore")}
              columns={columns}
              rows={table}
              rowId={({ from }) => from}
              loading={numbers.isPending}
              empty={<EmptyState icon={IconChartLine} title={t("ui:chart.no_data")} />}
            />
          </div>
        </>
      )}
    </>
  );
}

const NO_ROWS: readonly NumberRow[] = [];

/** Beyond these the lines would stand as thick as the numbers; the table tells of all. */
const MOST_MOMENTS = 16;

/** The day of an instant in a time zone. */
const dayOf = (instant: string, timeZone: string | undefined) =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(instant));

const widthOf = (name: string) => Math.min(230, Math.max(112, Math.round(name.length * 7) + 24));

/** What shares an axis: the unit, and of money its currency. */
const unitOf = (rows: readonly NumberRow[]) =>
  `${rows[0]?.unit ?? ""} ${rows.find(({ currency }) => currency)?.currency ?? ""}`;

/** What a brand was looked at last, null where that is not known. */
function lastOf(key: string): Look | null {
  try {
    return readLook(JSON.parse(recall(key) ?? "{}"));
  } catch {
    return null; // another version wrote it
  }
}

/** What happened in each span, the names of one span together. */
function momentsOf(happened: readonly { day: string; label: string }[], spans: readonly NumberRow[]): Moment[] {
  const found = new Map<number, string[]>();
  for (const { day, label } of happened) {
    const at = spanAt(spans, day);
    if (at >= 0) found.set(at, [...(found.get(at) ?? []), label]);
  }
  return [...found].sort(([a], [b]) => a - b).map(([at, labels]) => ({ at, label: labels.join(" · ") }));
}
