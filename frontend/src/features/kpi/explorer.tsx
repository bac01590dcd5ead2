import { Button, SegmentedControl, VisuallyHidden } from "@mantine/core";
import { IconChartLine, IconFileImport, IconFlag, IconLayoutGrid } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { useChannels } from "@/bridge/brand";
import {
  type CourseRow,
  exportCourse,
  kpiKeys,
  listMarks,
  listWithNumbers,
  type Mark,
  type MarkQuery,
  readCourse,
  useMetrics,
} from "@/bridge/kpi";
import { start } from "@/bridge/shell";
import { parts, today } from "@/lib/day";
import { formatDay, formatMonth, formatNumber, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { wholeMonths } from "@/lib/period";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { useShortcuts } from "@/lib/shortcuts";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import {
  type Look,
  MARKS,
  type MarkKind,
  MOST,
  markId,
  STEPS,
  type Step,
  stepOf,
  stretchesOf,
  type View,
  WHOLE,
} from "./explore";
import classes from "./explorer.module.css";
import { ExplorerCharts } from "./explorer-charts";
import { aloneOf, hasNumbers, linesOf } from "./explorer-lines";
import { ExplorerTable } from "./explorer-table";
import { MarkForm } from "./mark-form";
import { MarksTable } from "./marks-table";
import { MetricPicker } from "./metric-picker";
import { Tabs } from "./tabs";
import { useLook } from "./use-look";
import { channelName } from "./words";

/** What a brand is looked at first. */
const FIRST = ["channel.followers", "channel.views", "channel.impressions", "channel.engagements"];

export function Explorer({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { period, compared } = usePeriod();
  const { data: channels = [], isSuccess: channelsRead } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const metrics = useMemo(() => new Map(catalogue.map((one) => [`${one.level}.${one.key}`, one])), [catalogue]);
  const known = useQuery({
    queryKey: kpiKeys.withNumbers(client, brandId),
    queryFn: () => listWithNumbers(client, brandId),
  });
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;

  const ready = known.data !== undefined && channelsRead;
  const first = useMemo((): Look | null => {
    if (!ready) return null;
    const usual = FIRST.filter((id) => known.data?.includes(id)).slice(0, 2);
    const place = channels.length === 1 && channels[0] ? channels[0].id : WHOLE;
    return {
      metrics: usual.length > 0 ? usual : (known.data ?? []).slice(0, 1),
      places: [place],
      step: null,
      marks: MARKS.filter((kind) => kind !== "import"),
      view: null,
    };
  }, [ready, known.data, channels]);
  const [chosenLook, show] = useLook(brandId, first);
  const look = chosenLook ?? NO_LOOK;
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
    compare_from: compared?.from ?? "",
    compare_to: compared?.to ?? "",
    today: "",
  };
  const asked = ready && chosen.length > 0 && places.length > 0;
  const numbers = useQuery({
    queryKey: kpiKeys.course(client, query),
    queryFn: () => readCourse(client, query),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  const markQuery: MarkQuery = {
    brand: brandId,
    from: period.from,
    to: period.to,
    kinds: [...look.marks],
    channels: places.includes(WHOLE) ? [] : places,
  };
  const marking = look.marks.length > 0;
  const happened = useQuery({
    queryKey: kpiKeys.marks(client, markQuery),
    queryFn: () => listMarks(client, markQuery),
    enabled: marking && ready,
    placeholderData: keepPreviousData,
  });
  const marks = marking ? (happened.data ?? NO_MARKS) : NO_MARKS;
  const newest = useMemo(() => marks.toReversed(), [marks]);

  const rows = asked ? (numbers.data ?? NO_ROWS) : NO_ROWS;
  const all = useMemo(
    () => linesOf(rows, { metrics: chosen, places }, { channels, metrics, language, t }),
    [rows, chosen, places, channels, metrics, language, t],
  );
  const view = look.view ?? (all.length > MOST.one ? "each" : "one");
  const lines = all.slice(0, MOST[view]);
  const spans = lines[0]?.course.rows ?? NO_ROWS;
  const stretches = stretchesOf(marks, spans);
  const names = spans.map(({ from, to }) => {
    if (step === "day") return formatDay(from, language);
    if (step === "month" && from.endsWith("-01") && from.slice(0, 7) === to.slice(0, 7)) {
      return formatMonth(from, language);
    }
    const { year, month } = parts(from);
    if (step === "quarter" && wholeMonths({ from, to }) === 3) {
      return t("kpi:explore.quarter", { n: Math.ceil(month / 3), year: String(year) });
    }
    return formatRange(from, to, language);
  });

  // Where a mark would be put: what the pointer is at, else the line of the table that keys came to.
  const pointed = useRef<number | null>(null);
  const active = useRef<number | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const [listed, setListed] = useState<"numbers" | "marks">("numbers");
  const [goTo, setGoTo] = useState<{ row: number }>();
  const addMark = () => {
    const at = pointed.current ?? active.current;
    const now = today(timeZone);
    const usual = now < period.from || now > period.to ? period.to : now;
    setAdding((at === null ? undefined : spans[at]?.from) ?? usual);
    // What is written is to be seen.
    const hidden = MARKS.filter((kind) => kind !== "import" && !look.marks.includes(kind));
    if (hidden.length > 0)
      show({ ...look, marks: MARKS.filter((kind) => hidden.includes(kind) || look.marks.includes(kind)) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cut has other lines.
  useEffect(() => {
    pointed.current = null;
    active.current = null;
  }, [step, period.from, period.to]);
  useShortcuts([{ keys: "n", label: t("kpi:mark.add"), group: t("frame:section.kpi"), run: addMark }]);

  const left = all.length - lines.length;
  const beyond = view === "one" ? lines.filter(({ axis }) => axis === null).map(({ name }) => name) : [];
  const cut = lines.some(({ cuts }) => cuts.length > 0);
  const mute = lines.filter((line) => !hasNumbers(line)).length;
  const alone = compared && lines[0] ? aloneOf(lines[0].course) : 0;
  const order = {
    query,
    shown: lines.map(({ course: { metric, channel } }) => `${metric} ${channel}`),
    marks: marking ? markQuery : undefined,
  };
  const nothing = known.data?.length === 0;
  const failed = known.error ?? numbers.error ?? happened.error;
  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <ExportButton
            group={t("frame:section.kpi")}
            disabled={lines.length === 0}
            write={() => exportCourse(client, order, "")}
          />
        }
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
                  choices: MARKS.map((kind) => ({ value: kind, label: t(`kpi:explore.marks.${kind}`) })),
                  chosen: look.marks,
                  summary:
                    look.marks.length > 1
                      ? t("kpi:explore.marks_of", { n: look.marks.length, all: MARKS.length })
                      : undefined,
                  onChange: (next) => show({ ...look, marks: next as MarkKind[] }),
                },
              ]}
            />
            <div className={classes.cuts}>
              <SegmentedControl
                size="xs"
                aria-label={t("kpi:explore.step")}
                value={step}
                data={STEPS.map((value) => ({ value, label: t(`kpi:explore.step.${value}`) }))}
                onChange={(value) => show({ ...look, step: value as Step })}
              />
              <SegmentedControl
                size="xs"
                aria-label={t("kpi:explore.view")}
                value={view}
                data={[
                  { value: "one", label: <Glyph icon={IconChartLine} words={t("kpi:explore.view.one")} /> },
                  { value: "each", label: <Glyph icon={IconLayoutGrid} words={t("kpi:explore.view.each")} /> },
                ]}
                onChange={(value) => show({ ...look, view: value as View })}
              />
            </div>
          </div>
        )}
      </PageHeader>
      {failed ? (
        <ErrorNote error={failed} onRetry={() => void Promise.all([numbers.refetch(), happened.refetch()])} />
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
        <div className={classes.body}>
          <ExplorerCharts
            lines={lines}
            names={names}
            compared={compared !== null}
            stretches={stretches}
            view={view}
            onMark={([id]) => {
              setListed("marks");
              setGoTo({
                row: Math.max(
                  0,
                  newest.findIndex((mark) => markId(mark) === id),
                ),
              });
            }}
            onPoint={(at) => {
              pointed.current = at;
            }}
          />
          <div className={classes.foot}>
            <SegmentedControl
              size="xs"
              aria-label={t("kpi:explore.listed")}
              value={listed}
              data={[
                { value: "numbers", label: t("kpi:explore.listed.numbers") },
                {
                  value: "marks",
                  label: t("kpi:explore.listed.marks", {
                    count: marks.length,
                    n: formatNumber(marks.length, language),
                  }),
                },
              ]}
              onChange={(value) => setListed(value as "numbers" | "marks")}
            />
            <div className={classes.notes}>
              {compared && lines.length > 0 && (
                <p>{t("kpi:explore.dashed", { range: formatRange(compared.from, compared.to, language) })}</p>
              )}
              {alone > 0 && <p>{t("kpi:explore.alone", { count: alone, n: formatNumber(alone, language) })}</p>}
              {left > 0 && (
                <p>{t("kpi:explore.many", { count: left, n: formatNumber(left, language), most: MOST[view] })}</p>
              )}
              {mute > 0 && <p>{t("kpi:explore.mute", { count: mute, n: formatNumber(mute, language) })}</p>}
              {beyond.length > 0 && <p>{t("kpi:explore.axes", { names: beyond.join(", ") })}</p>}
              {cut && <p>{t("kpi:explore.cut")}</p>}
              {view === "each" && lines.length > 1 && <p>{t("kpi:explore.scales")}</p>}
            </div>
            <Button variant="default" size="xs" leftSection={<IconFlag size={14} aria-hidden />} onClick={addMark}>
              {t("kpi:mark.add")}
            </Button>
          </div>
          {adding !== null && (
            <MarkForm
              client={client}
              brandId={brandId}
              channels={channels}
              day={adding}
              onClose={() => setAdding(null)}
              onAdded={() => setListed("marks")}
            />
          )}
          <div className={classes.table}>
            {listed === "marks" ? (
              <MarksTable
                client={client}
                channels={channels}
                marks={newest}
                loading={marking && happened.isPending}
                goTo={goTo}
                onAdd={addMark}
              />
            ) : (
              <ExplorerTable
                lines={lines}
                spans={spans}
                names={names}
                compared={compared !== null}
                stretches={stretches}
                loading={numbers.isPending}
                onActive={(at) => {
                  active.current = at;
                }}
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Glyph({ icon: Drawn, words }: { icon: typeof IconChartLine; words: string }) {
  return (
    <span className={classes.glyph} title={words}>
      <Drawn size={15} stroke={1.7} aria-hidden />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}

const NO_ROWS: readonly CourseRow[] = [];
const NO_MARKS: readonly Mark[] = [];
const NO_LOOK: Look = { metrics: [], places: [], step: null, marks: [], view: null };
