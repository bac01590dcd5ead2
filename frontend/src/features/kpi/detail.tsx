import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Channel } from "@/bridge/brand";
import {
  type CardRow,
  type CourseQuery,
  kpiKeys,
  type Metric,
  type Passport,
  readCourse,
  readPassport,
} from "@/bridge/kpi";
import { countDays } from "@/lib/day";
import { formatDay, formatInstant, formatNumber, formatRange, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { Chart } from "@/ui/chart";
import { ErrorNote } from "@/ui/error-note";
import { PassportLine } from "@/ui/passport-popover";
import classes from "./kpi.module.css";
import { TargetOutlook } from "./outlook";
import { channelName, formatValue, idOf, nameOf, spanName, type Words } from "./words";

export type DetailProps = {
  client: string;
  /** The number that is open; null closes. */
  row: CardRow | null;
  channels: ReadonlyMap<string, Channel>;
  metrics: ReadonlyMap<string, Metric>;
  onClose: () => void;
};

/** A number opened: its course beside that of the compared period, its target, and its passport. */
export function Detail({ row, channels, metrics, onClose, client }: DetailProps) {
  const { t } = useWords();
  const channel = channels.get(row?.channel_id ?? "");
  return (
    <Drawer
      opened={row !== null}
      onClose={onClose}
      position="right"
      size={520}
      overlayProps={{ backgroundOpacity: 0.2 }}
      classNames={{ title: classes.drawerTitle }}
      title={row && nameOf(idOf(row), metrics, t)}
      closeButtonProps={{ "aria-label": t("ui:close") }}
      transitionProps={{ duration: 0 }}
    >
      {row && (
        <div className={classes.detail}>
          <p className={classes.quiet}>
            {channel ? channelName(channel, t) : t("kpi:whole_brand")}
            {row.level !== "channel" && ` · ${t(`kpi:level.${row.level}`)}`}
          </p>
          <Course client={client} row={row} name={nameOf(idOf(row), metrics, t)} />
          {row.stand && <TargetOutlook client={client} stand={row.stand} currency={row.currency} />}
          <Origin client={client} row={row} metrics={metrics} />
        </div>
      )}
    </Drawer>
  );
}

/** How the points of a period are set: as the scorecard does it. */
const stepOf = (from: string, to: string) => {
  const days = countDays(from, to);
  return days <= 92 ? "day" : days <= 400 ? "week" : "month";
};

/** The line of a target in the course of a ratio or an amount that is not added over days. */
function promised({ stand }: CardRow, t: Words, write: (value: Value) => string) {
  if (!stand || (stand.kind !== "ratio" && stand.kind !== "unique")) return undefined;
  return { label: t("kpi:line.target", { value: write(stand.target.value) }), value: stand.target.value };
}

function Course({ client, row, name }: { client: string; row: CardRow; name: string }) {
  const { t, language } = useWords();
  const { compared } = usePeriod();
  const by = stepOf(row.from, row.to);
  const query: CourseQuery = {
    brand: row.brand_id,
    channels: row.channel_id ? [row.channel_id] : [],
    from: row.from,
    to: row.to,
    by,
    metrics: [idOf(row)],
    currency: "",
    compare_from: compared?.from ?? "",
    compare_to: compared?.to ?? "",
    today: "",
  };
  const { data, error, refetch } = useQuery({
    queryKey: kpiKeys.course(client, query),
    queryFn: () => readCourse(client, query),
  });
  const format = (value: Value) => formatValue(value, row.unit, row.kind, row.currency, language, t, row.decimals);
  const course = useMemo(
    () => data?.filter((one) => (one.channel_id ?? "") === (row.channel_id ?? "")) ?? [],
    [data, row.channel_id],
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={classes.waiting} />;
  return (
    <Chart
      label={t("kpi:course_of", { name })}
      categories={course.map(({ from }) => spanName(by === "week" ? "day" : by, from, language))}
      format={format}
      mark={promised(row, t, format)}
      series={[
        {
          name: formatRange(row.from, row.to, language),
          kind: "line",
          values: course.map(({ value }) => value ?? null),
        },
        ...(compared
          ? [
              {
                name: formatRange(compared.from, compared.to, language),
                kind: "line" as const,
                muted: true,
                values: course.map(({ before }) => before?.value ?? null),
              },
            ]
          : []),
      ]}
    />
  );
}

function Origin({ client, row, metrics }: { client: string; row: CardRow; metrics: ReadonlyMap<string, Metric> }) {
  const { t, language } = useWords();
  const query = {
    brand: row.brand_id,
    channel: row.channel_id ?? "",
    metric: row.metric,
    level: row.level,
    from: row.from,
    to: row.to,
    currency: "",
  };
  const { data, error, refetch } = useQuery({
    queryKey: kpiKeys.passport(client, query),
    queryFn: () => readPassport(client, query),
  });
  const metric = metrics.get(idOf(row));
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={classes.waiting} />;
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t("kpi:passport")}</h2>
      <PassportLine label={t("kpi:value")}>
        {formatValue(data.value, data.unit, data.kind, data.currency, language, t, data.decimals)}
        {data.seen && ` · ${t("ui:as_of", { day: formatDay(data.seen, language) })}`}
        {data.n !== null && data.n !== undefined && ` · ${t("kpi:sample", { n: formatNumber(data.n, language) })}`}
      </PassportLine>
      <PassportLine label={t("kpi:definition")}>{metric?.definition}</PassportLine>
      {metric?.formula_text && <PassportLine label={t("kpi:formula")}>{metric.formula_text}</PassportLine>}
      {data.parts && data.parts.length > 0 && (
        <PassportLine label={t("kpi:parts")}>
          <Parts passport={data} metrics={metrics} />
        </PassportLine>
      )}
      <Assumed passport={data} />
      <Costs passport={data} metrics={metrics} />
      {data.break && <PassportLine label={t("kpi:break")}>{t("kpi:break_text")}</PassportLine>}
      <PassportLine label={t("kpi:adds")}>{t(`kpi:kind.${row.kind}`)}</PassportLine>
      <Sources passport={data} />
      <PassportLine label={t("kpi:bounds")}>
        {data.first_day ? formatRange(data.first_day, data.last_day, language) : t("kpi:no_days")}
        {" · "}
        {data.timezone}
        {row.level === "log" && ` · ${t("kpi:by_clock")}`}
      </PassportLine>
    </section>
  );
}

function Parts({ passport, metrics }: { passport: Passport; metrics: ReadonlyMap<string, Metric> }) {
  const { t, language } = useWords();
  return (
    <ul className={classes.parts}>
      {passport.parts?.map((part) => {
        const id = `${part.level || passport.level}.${part.metric}`;
        const of = metrics.get(id);
        const name = nameOf(id, metrics, t);
        return (
          <li key={`${part.metric} ${part.start} ${part.under} ${part.minus}`} className={classes.part}>
            <span>
              {part.under ? "÷ " : part.minus ? "− " : ""}
              {part.start ? t("kpi:at_start", { name }) : standsIn(part, name, metrics, t)}
              {part.site && ` · ${t("metric:of_site")}`}
            </span>
            <span>{formatValue(part.value, of?.unit ?? "count", "flow", passport.money, language, t)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The name of a part, and in whose place it stands. */
function standsIn(
  part: NonNullable<Passport["parts"]>[number],
  name: string,
  metrics: ReadonlyMap<string, Metric>,
  t: Words,
): string {
  if (!part.instead) return name;
  const instead = nameOf(`channel.${part.instead}`, metrics, t);
  return t("metric:stands_in", { name: nameOf("channel.conversion_value", metrics, t), instead });
}

/** What goals say that conversions are worth, where that is part of the number. */
function Assumed({ passport }: { passport: Passport }) {
  const { t, language } = useWords();
  if (passport.worth.length === 0) return null;
  return (
    <PassportLine label={t("metric:assumed")}>
      <ul className={classes.parts}>
        {passport.worth.map(({ goal, event, each, currency, conversions }) => {
          const values = {
            goal: event ? `${goal} (${event})` : goal,
            each: formatValue(each / 100, "money", "flow", currency, language, t),
            n: formatNumber(conversions, language, 1),
          };
          const known = conversions !== null && conversions !== undefined;
          return (
            <li key={`${goal} ${event}`}>
              {known ? t("metric:assumed_line", values) : t("metric:assumed_none", values)}
            </li>
          );
        })}
      </ul>
    </PassportLine>
  );
}

/** What a total cost was made of, and what an hour was taken to cost. */
function Costs({ passport, metrics }: { passport: Passport; metrics: ReadonlyMap<string, Metric> }) {
  const { t, language } = useWords();
  const { costs, rates } = passport;
  return (
    <>
      {costs.length > 0 && (
        <PassportLine label={t("metric:costs")}>
          <ul className={classes.parts}>
            {costs.map(({ metric, value }) => {
              const name = nameOf(`channel.${metric}`, metrics, t);
              const known = value !== null && value !== undefined;
              return (
                <li key={metric} className={classes.part}>
                  <span>{metric === "total_cost" ? t("metric:typed_whole", { name }) : name}</span>
                  <span>
                    {known ? formatValue(value, "money", "flow", passport.money, language, t) : t("metric:not_counted")}
                  </span>
                </li>
              );
            })}
          </ul>
        </PassportLine>
      )}
      {rates.length > 0 && (
        <PassportLine label={t("metric:rate")}>
          {rates
            .map(({ value, currency, from }) => {
              const each = formatValue(value / 100, "money", "flow", currency, language, t);
              return from ? t("metric:rate_from", { each, from: formatDay(from, language) }) : each;
            })
            .join("; ")}
        </PassportLine>
      )}
    </>
  );
}

/** Files, people, posts and entries that gave the number. */
function Sources({ passport }: { passport: Passport }) {
  const { t, language } = useWords();
  const { sources, typed, outvoted, posts, entries, backward, timezone } = passport;
  const count = (n: number) => ({ count: n, n: formatNumber(n, language) });
  return (
    <>
      {posts > 0 && <PassportLine label={t("kpi:level.post")}>{t("kpi:posts", count(posts))}</PassportLine>}
      {entries > 0 && (
        <PassportLine label={t("kpi:level.log")}>
          {t("kpi:entries", count(entries))}
          {backward > 0 && ` · ${t("kpi:backward", count(backward))}`}
        </PassportLine>
      )}
      {sources.length > 0 && (
        <PassportLine label={t("kpi:files")}>
          <ul className={classes.parts}>
            {sources.map((source) => (
              <li key={source.import_id}>
                {source.file}
                <div className={classes.quiet}>
                  {[
                    t("kpi:rows", count(source.rows)),
                    formatInstant(source.at, language, timezone),
                    source.who && t("kpi:by", { who: source.who }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </div>
              </li>
            ))}
          </ul>
        </PassportLine>
      )}
      {typed.length > 0 && (
        <PassportLine label={t("kpi:typed")}>
          {typed
            .map(({ who, rows, at }) =>
              [t("kpi:rows", count(rows)), who && t("kpi:by", { who }), formatInstant(at, language, timezone)]
                .filter(Boolean)
                .join(" · "),
            )
            .join("; ")}
        </PassportLine>
      )}
      {outvoted > 0 && <PassportLine label={t("kpi:outvoted")}>{t("kpi:outvoted_rows", count(outvoted))}</PassportLine>}
    </>
  );
}
