import { Checkbox, NativeSelect, SegmentedControl } from "@mantine/core";
import { IconEye, IconTable } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { type Channel, useChannels } from "@/bridge/brand";
import { type GridQuery, kpiKeys, type Metric, readGrid, useMetrics } from "@/bridge/kpi";
import { start } from "@/bridge/shell";
import { addMonths, today } from "@/lib/day";
import { formatNumber, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { recall, remember } from "@/lib/storage";
import type { About } from "@/ui/brand-page";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { Sheet, type SheetCell, type SheetLine } from "@/ui/sheet";
import type { Block, Spot } from "@/ui/sheet-keys";
import classes from "./entry.module.css";
import { cellsOf, type Slot, sheetCell, shownOf, slotKey, sourceOf, spanLabel, type View } from "./entry-cells";
import { EntryLine } from "./entry-line";
import { EntryQuestion } from "./entry-question";
import { FormButtons } from "./form-buttons";
import kpiClasses from "./kpi.module.css";
import { Tabs } from "./tabs";
import { useFilling } from "./use-filling";
import { channelName } from "./words";

const FIRST_METRICS = ["followers", "reach", "views", "engagements"];
const REACHES = ["period", "year", "two", "five"] as const;
type Reach = (typeof REACHES)[number];
const MONTHS: Record<Exclude<Reach, "period">, number> = { year: 12, two: 24, five: 60 };

/** A setting of the page that stays for the brand. */
function useKept(name: string, brandId: string, fallback: string): [string, (next: string) => void] {
  const key = `entry.${name}.${brandId}`;
  const [value, setValue] = useState(() => recall(key) ?? fallback);
  return [
    value,
    (next) => {
      remember(key, next);
      setValue(next);
    },
  ];
}

export function Entry({ client, brandId }: About) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const navigate = useNavigate();
  const { data: channels, error: channelsError } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;
  const [viewKept, setView] = useKept("view", brandId, "month");
  const ofMonths = useKept("reach.month", brandId, "year");
  const ofDays = useKept("reach.day", brandId, "period");
  const [reachKept, setReach] = viewKept === "day" ? ofDays : ofMonths;
  const [chosenKept, setChosen] = useKept("metrics", brandId, FIRST_METRICS.join(" "));
  const [hideKept, setHide] = useKept("hide", brandId, "no");
  const [channelKept, setChannel] = useKept("channel", brandId, "");
  const view: View = viewKept === "day" ? "day" : "month";
  const reach = REACHES.find((one) => one === reachKept) ?? "year";

  const stored = useMemo(() => catalogue.filter((metric) => metric.stored), [catalogue]);
  const metrics = useMemo(() => {
    const keys = chosenKept.split(" ");
    const chosen = stored.filter(({ key }) => keys.includes(key));
    return chosen.length > 0 ? chosen : stored.filter(({ key }) => FIRST_METRICS.includes(key));
  }, [stored, chosenKept]);
  const oneChannel = channels?.find(({ id }) => id === channelKept) ?? channels?.[0];

  const query = useMemo((): GridQuery => {
    const back = reach === "period" ? period.from : addMonths(`${period.to.slice(0, 7)}-01`, 1 - MONTHS[reach]);
    return {
      brand: brandId,
      channels: view === "day" && oneChannel ? [oneChannel.id] : [],
      metrics: metrics.map(({ key }) => key),
      grain: view,
      from: back < period.from ? back : period.from,
      to: period.to,
      currency: "",
    };
  }, [brandId, view, reach, period, metrics, oneChannel]);
  const queryKey = kpiKeys.grid(client, query);
  const grid = useQuery({
    queryKey,
    queryFn: () => readGrid(client, query),
    enabled: metrics.length > 0 && channels !== undefined && channels.length > 0,
    placeholderData: keepPreviousData,
  });
  const cells = useMemo(() => cellsOf(grid.data), [grid.data]);
  const filling = useFilling(client, view, cells, queryKey);
  const { pending, bad } = filling;

  const shown = useMemo(() => {
    if (!channels) return [];
    if (view === "day") return oneChannel ? [oneChannel] : [];
    if (hideKept !== "yes") return channels;
    const told = new Set(grid.data?.cells.map((cell) => cell.channel_id));
    return channels.filter(({ id }) => told.has(id));
  }, [channels, view, oneChannel, hideKept, grid.data]);
  const spans = useMemo(() => grid.data?.spans ?? [], [grid.data]);
  const layout = useMemo(
    () => layOut(view, shown, metrics, spans, language, t),
    [view, shown, metrics, spans, language, t],
  );

  const show = useCallback(
    (row: number, column: number): SheetCell => {
      const slot = layout.slot(row, column);
      if (!slot) return { text: "", raw: "", tone: "quiet" };
      const key = slotKey(slot.channel.id, slot.metric.key, slot.day);
      const wrong = bad.get(key);
      if (wrong) return { text: wrong.text, raw: wrong.text, tone: "own", error: wrong.message };
      let cell = cells.get(key);
      const next = pending.get(key);
      if (next !== undefined) {
        const bare = { channel_id: "", metric: "", day: "", finer: false, file: "", currency: "", who: "", note: "" };
        cell = { ...bare, ...cell, typed: next, value: next ?? cell?.imported ?? null } as NonNullable<typeof cell>;
      }
      return sheetCell(cell, language, t);
    },
    [layout, bad, cells, pending, language, t],
  );

  const [at, setAt] = useState<{ active: Spot; block: Block } | null>(null);
  const place = useCallback((active: Spot, block: Block) => setAt({ active, block }), []);
  const slot = at ? layout.slot(at.active.row, at.active.column) : undefined;
  const ready = grid.data !== undefined && !grid.isPlaceholderData && layout.rows.length > 0;
  const now = today(timeZone);
  const lastSpan = Math.max(
    0,
    spans.findLastIndex((day) => day <= now),
  );

  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        actions={
          channels &&
          channels.length > 0 &&
          metrics.length > 0 && (
            <FormButtons client={client} brandId={brandId} query={query} channels={channels} metrics={metrics} />
          )
        }
        note={query.from && formatRange(grid.data?.spans[0] ?? query.from, query.to, language)}
      >
        <Tabs />
        {channels && channels.length > 0 && (
          <div className={classes.tools}>
            <SegmentedControl
              size="xs"
              aria-label={t("kpi:entry.view")}
              value={view}
              data={[
                { value: "month", label: t("kpi:entry.months") },
                { value: "day", label: t("kpi:entry.days") },
              ]}
              onChange={setView}
            />
            {view === "day" && (
              <NativeSelect
                aria-label={t("kpi:channel")}
                value={oneChannel?.id ?? ""}
                data={channels.map((one) => ({ value: one.id, label: channelName(one, t) }))}
                onChange={(event) => setChannel(event.currentTarget.value)}
              />
            )}
            <NativeSelect
              aria-label={t("kpi:entry.reach")}
              value={reach}
              data={REACHES.map((one) => ({ value: one, label: t(`kpi:entry.reach.${one}`) }))}
              onChange={(event) => setReach(event.currentTarget.value)}
            />
            <FilterBar
              keeps
              filters={[
                {
                  key: "metrics",
                  label: t("kpi:entry.metrics"),
                  choices: stored.map(({ key, name }) => ({ value: key, label: name })),
                  chosen: metrics.map(({ key }) => key),
                  onChange: (keys) => setChosen(keys.join(" ")),
                },
              ]}
            />
            {view === "month" && (
              <Checkbox
                label={t("kpi:entry.hide")}
                checked={hideKept === "yes"}
                onChange={(event) => setHide(event.currentTarget.checked ? "yes" : "no")}
              />
            )}
          </div>
        )}
      </PageHeader>
      <div className={kpiClasses.body}>
        {(grid.error ?? channelsError) && (
          <ErrorNote error={grid.error ?? channelsError} onRetry={() => void grid.refetch()} />
        )}
        {channels?.length === 0 && (
          <EmptyState
            icon={IconTable}
            title={t("kpi:entry.no_channels")}
            text={t("kpi:entry.no_channels_text")}
            action={{ label: t("kpi:entry.to_brand"), onClick: () => void navigate({ to: "/brand" }) }}
          />
        )}
        {grid.data && shown.length === 0 && channels && channels.length > 0 && (
          <EmptyState
            icon={IconEye}
            title={t("kpi:entry.all_hidden")}
            text={t("kpi:entry.all_hidden_text")}
            action={{ label: t("kpi:entry.show"), onClick: () => setHide("no") }}
          />
        )}
        {ready && (
          <>
            <Sheet
              key={`${view} ${query.from} ${query.to} ${view === "day" ? oneChannel?.id : ""}`}
              label={t("kpi:entry")}
              hint={t("kpi:entry.hint")}
              corner={view === "month" ? t("kpi:entry.channel_metric") : t("kpi:day")}
              rows={layout.rows}
              columns={layout.columns}
              headWidth={view === "month" ? 290 : 150}
              columnWidth={view === "month" ? 96 : 128}
              start={view === "month" ? { row: 0, column: lastSpan } : { row: lastSpan, column: 0 }}
              cell={show}
              onPlace={place}
              onChange={(changes, how, lost) => {
                filling.apply(
                  changes.flatMap(({ row, column, text }) => {
                    const where = layout.slot(row, column);
                    return where ? [{ slot: where, text }] : [];
                  }),
                  how,
                  lost,
                );
              }}
            />
            {at && slot && (
              <EntryLine
                name={`${view === "month" ? `${channelName(slot.channel, t)}, ` : ""}${slot.metric.name}, ${spanLabel(view, slot.day, language).long}`}
                said={
                  bad.get(slotKey(slot.channel.id, slot.metric.key, slot.day))?.message ??
                  sourceOf(cells.get(slotKey(slot.channel.id, slot.metric.key, slot.day)), language, t)
                }
                wrong={bad.has(slotKey(slot.channel.id, slot.metric.key, slot.day))}
                sum={sumOf(at.block)}
                state={filling.state}
              />
            )}
          </>
        )}
      </div>
      {filling.question && <EntryQuestion question={filling.question} />}
    </>
  );

  /** How many numbers are selected, and their sum where they are of one metric that adds. */
  function sumOf({ top, left, bottom, right }: Block): string {
    if (top === bottom && left === right) return "";
    const values: number[] = [];
    const kinds = new Set<string>();
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const where = layout.slot(row, column);
        const value = where && shownOf(cells.get(slotKey(where.channel.id, where.metric.key, where.day)));
        if (!where || value === null || value === undefined) continue;
        values.push(value);
        kinds.add(where.metric.kind === "flow" ? where.metric.key : "never");
      }
    }
    const n = formatNumber(values.length, language);
    if (kinds.size !== 1 || kinds.has("never")) return t("kpi:entry.count", { count: values.length, n });
    const sum = formatNumber(
      values.reduce((a, b) => a + b, 0),
      language,
      2,
    );
    return t("kpi:entry.sum", { count: values.length, n, sum });
  }
}

type Layout = {
  rows: SheetLine[];
  columns: SheetLine[];
  slot: (row: number, column: number) => Slot | undefined;
};

/** The rows and columns of a view, and which number stands where they meet. */
function layOut(
  view: View,
  channels: readonly Channel[],
  metrics: readonly Metric[],
  spans: readonly string[],
  language: ReturnType<typeof useWords>["language"],
  t: ReturnType<typeof useWords>["t"],
): Layout {
  const times = spans.map((day): SheetLine => {
    const { short, long } = spanLabel(view, day, language);
    return { id: day, label: <span className={classes.time}>{short}</span>, name: long };
  });
  if (view === "day") {
    const channel = channels[0];
    return {
      rows: times,
      columns: metrics.map(({ key, name }) => ({ id: key, label: <span className={classes.clip}>{name}</span>, name })),
      slot: (row, column) => {
        const [day, metric] = [spans[row], metrics[column]];
        return channel && day !== undefined && metric ? { channel, metric, day } : undefined;
      },
    };
  }
  const pairs = channels.flatMap((channel) => metrics.map((metric, i) => ({ channel, metric, first: i === 0 })));
  return {
    rows: pairs.map(({ channel, metric, first }) => ({
      id: `${channel.id} ${metric.key}`,
      label: (
        <>
          <span className={classes.channel} data-first={first || undefined}>
            <PlatformMark platform={channel.platform} size={15} />
            <span className={classes.clip}>{channel.handle}</span>
          </span>
          <span className={classes.clip}>{metric.name}</span>
        </>
      ),
      name: `${channelName(channel, t)}, ${metric.name}`,
    })),
    columns: times,
    slot: (row, column) => {
      const [pair, day] = [pairs[row], spans[column]];
      return pair && day !== undefined ? { channel: pair.channel, metric: pair.metric, day } : undefined;
    },
  };
}
