import type { Grouping } from "@/bridge/content";
import type { Metric } from "@/bridge/kpi";
import { formatNumber, formatRange, formatRatio, MISSING, type Value } from "@/lib/format";
import type { Language, useWords } from "@/lib/language";
import type { Range } from "@/lib/period";
import { formatUnit } from "@/lib/unit";
import type { Column } from "@/ui/data-table";
import { Change } from "@/ui/stat";
import classes from "./content.module.css";
import { changeOf, figureOf, type Line, totalOf } from "./group-rows";
import { SampleMark } from "./sample";

export type GroupColumnsOf = {
  found: Grouping;
  by: string;
  compared: Range | null;
  metrics: ReadonlyMap<string, Metric>;
  nameOf: (line: Line) => string;
  language: Language;
  t: ReturnType<typeof useWords>["t"];
};

const DIRECTIONS: Record<string, 1 | 0 | -1> = { up: 1, down: -1 };

/** The columns of the report: how many posts, what one brings, what they bring together, and the log. */
export function groupColumns(of: GroupColumnsOf): Column<Line>[] {
  const { found, by, compared, metrics, nameOf, language, t } = of;
  const { metric } = found;
  const write = (key: string, value: Value, decimals?: number) => {
    const one = metrics.get(key);
    const unit = one?.unit ?? "count";
    const places = unit === "%" ? 1 : decimals;
    return formatUnit(value, { unit, kind: "lifetime", currency: found.currency, decimals: places }, language, MISSING);
  };
  const against = compared ? t("content:against", { span: formatRange(compared.from, compared.to, language) }) : "";
  const changed = (line: Line, value: (tally: Line) => Value, key: string) =>
    compared && line.before ? (
      <span className={classes.change}>
        <Change
          ratio={changeOf(value(line), value({ ...line, ...line.before, before: undefined }))}
          direction={DIRECTIONS[metrics.get(key)?.direction ?? ""] ?? 0}
          title={against}
        />
      </span>
    ) : null;
  const figure = (
    id: string,
    header: string,
    width: number,
    render: (line: Line) => React.ReactNode,
  ): Column<Line> => ({
    id,
    header,
    width,
    align: "right",
    sortable: true,
    value: (line) => figureOf(line, id),
    render: (line) => <span className={classes.figure}>{render(line)}</span>,
  });
  // Engagements are divided by views where more posts have those.
  const short = (key: string) => t(`content:short.${found.divisors[key] === "views" ? "engagement_rate_views" : key}`);
  const name = short(metric);
  const wide = compared ? 84 : 0;
  const adds = found.sums.includes(metric) || found.rates.includes(metric);
  const total = (key: string, change: boolean) =>
    figure(
      key,
      short(key),
      widthOf(short(key), write(key, totalOf(found.whole, key))) + (change ? wide : 0),
      (line) => (
        <>
          {write(key, totalOf(line, key))}
          {change && changed(line, (tally) => totalOf(tally, key), key)}
        </>
      ),
    );
  return [
    {
      id: "name",
      header: t(`content:by.${by}`),
      width: 180,
      grow: true,
      sortable: true,
      value: nameOf,
      render: (line) => {
        const said = line.all ? t("content:every_post") : nameOf(line);
        return (
          <span
            className={classes.group}
            data-all={line.all || undefined}
            data-none={line.name === "" || undefined}
            title={said}
          >
            {said}
          </span>
        );
      },
    },
    figure("posts", t("content:posts"), 84 + wide, (line) => (
      <>
        {formatNumber(line.posts, language)}
        {changed(line, ({ posts }) => posts, "posts")}
      </>
    )),
    figure("share", t("content:share"), 96, (line) => formatRatio(line.share / 100, language, MISSING)),
    figure(
      "median",
      t("content:median", { name }),
      104 + widthOf("", write(metric, found.whole.median, 1)) + wide,
      (line) => (
        <>
          {line.known > 0 && <SampleMark n={line.known} />}
          {write(metric, line.median, 1)}
          {changed(line, ({ median }) => median, metric)}
        </>
      ),
    ),
    ...(adds ? [total(metric, true)] : []),
    ...(found.sums.includes(metric)
      ? [
          figure("part", t("content:part", { name }), widthOf(t("content:part", { name })), (line) =>
            formatRatio(line.part === undefined || line.part === null ? null : line.part / 100, language, MISSING),
          ),
        ]
      : []),
    ...(by === "tag"
      ? [
          figure("entries", t("content:entries"), widthOf(t("content:entries")), (line) =>
            formatNumber(line.entries, language),
          ),
        ]
      : []),
    ...[...found.rates, ...found.sums].filter((key) => key !== metric).map((key) => total(key, false)),
  ];
}

/** Room for the header with its arrow, and for the longest number. */
const widthOf = (header: string, number = "") =>
  Math.max(76, Math.round(header.length * 7) + 30, Math.round(number.length * 7.8) + 22);
