import { Fragment, type ReactNode } from "react";
import type { Mapping, Skipped, Source } from "@/bridge/intake";
import { useMetricNames } from "@/bridge/kpi";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./intake.module.css";

export type FileDetailProps = {
  columns: readonly Source[];
  /** Sums of the file's columns by metric. */
  sums: Readonly<Record<string, number>>;
  /** Of those the rows that were not left out. */
  kept: Readonly<Record<string, number>>;
  /** How many rows were left out; skipped lists the first of them. */
  skips: number;
  skipped: readonly Skipped[];
  /** Of a file that holds several. */
  tables?: readonly { name: string; rows: number }[];
  /** How a person said that it is read; null for a known format. */
  mapping?: Mapping | null | undefined;
  accounts?: readonly { id: string; handle: string; name: string; posts: number }[];
};

/** What stands in a file: which column feeds what, the sums to check it by, the rows left out and why. */
export function FileDetail({
  columns,
  sums,
  kept,
  skips,
  skipped,
  tables = [],
  mapping,
  accounts = [],
}: FileDetailProps) {
  const { t, language } = useWords();
  const metrics = useMetricNames(language);
  const nameOf = (key: string) => metrics.get(key)?.name ?? key;
  // The numbers first: they are what is checked.
  const used = [
    ...columns.filter(({ metric }) => metric !== ""),
    ...columns.filter(({ metric, field }) => metric === "" && field !== ""),
  ];
  const ignored = columns.filter(({ metric, field }) => metric === "" && field === "");
  const total = Object.entries(sums);
  const fewer = keptApart(sums, kept);
  const reasons = byReason(skipped);
  return (
    <div className={classes.detail}>
      <Part title={t("intake:columns")} note={t("intake:columns_note", { used: used.length, all: columns.length })}>
        <dl className={classes.columns}>
          {used.map(({ header, metric, field }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header can stand in a file twice, and the list never moves.
            <div key={at}>
              <dt>{header}</dt>
              <dd data-metric={metric !== "" || undefined}>
                {metric === "" ? t(`intake:field.${field}`) : nameOf(metric)}
              </dd>
            </div>
          ))}
        </dl>
        {mapping && (
          <p className={classes.quiet}>
            {[
              t("intake:map.used"),
              mapping.table,
              `${t("intake:map.header")}: ${mapping.header}`,
              t(`intake:map.shape.${mapping.shape}`),
              mapping.dates && t(`intake:map.dates.${mapping.dates}`),
              mapping.decimal && t(`intake:map.decimal.${mapping.decimal === "," ? "comma" : "point"}`),
              mapping.currency,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
        {ignored.length > 0 && (
          <p className={classes.quiet}>
            {t("intake:ignored", { names: ignored.map(({ header }) => header || "–").join(" · ") })}
          </p>
        )}
      </Part>
      <Part title={t("intake:sums")} note={t("intake:sums_note")}>
        {total.length === 0 ? (
          <p className={classes.quiet}>{t("intake:no_sums")}</p>
        ) : (
          <dl className={classes.pairs} data-kept={fewer.size > 0 || undefined}>
            {total.map(([metric, value]) => (
              <Fragment key={metric}>
                <dt>{nameOf(metric)}</dt>
                <dd>{formatNumber(value, language, 2)}</dd>
                {fewer.size > 0 && (
                  <dd className={classes.quiet}>
                    {fewer.has(metric) && t("intake:kept", { n: formatNumber(fewer.get(metric) ?? 0, language, 2) })}
                  </dd>
                )}
              </Fragment>
            ))}
          </dl>
        )}
        {fewer.size > 0 && <p className={classes.quiet}>{t("intake:kept_note")}</p>}
        {tables.length > 1 && (
          <>
            <h4 className={classes.partTitle}>{t("intake:tables")}</h4>
            <dl className={classes.pairs}>
              {tables.map(({ name, rows }) => (
                <Fragment key={name}>
                  <dt>{name}</dt>
                  <dd>{t("intake:rows_read", { count: rows, n: formatNumber(rows, language) })}</dd>
                </Fragment>
              ))}
            </dl>
          </>
        )}
        {accounts.length > 1 && (
          <>
            <h4 className={classes.partTitle}>{t("intake:accounts")}</h4>
            <dl className={classes.pairs}>
              {accounts.map(({ id, handle, name, posts }) => (
                <Fragment key={`${id} ${handle} ${name}`}>
                  <dt>{handle ? `@${handle}` : name || id}</dt>
                  <dd>{t("intake:posts", { count: posts, n: formatNumber(posts, language) })}</dd>
                </Fragment>
              ))}
            </dl>
          </>
        )}
      </Part>
      <Part title={t("intake:skipped")} note={formatNumber(skips, language)}>
        {skips === 0 ? (
          <p className={classes.quiet}>{t("intake:none_skipped")}</p>
        ) : (
          <ul className={classes.reasons}>
            {reasons.slice(0, MOST_REASONS).map(({ reason, rows }) => (
              <li key={reason}>
                <span>{reason}</span>
                <span className={classes.rows}>{t("intake:rows", { count: rows.length, list: listRows(rows) })}</span>
              </li>
            ))}
          </ul>
        )}
        {reasons.length > MOST_REASONS && (
          <p className={classes.quiet}>{t("intake:more_reasons", { count: reasons.length - MOST_REASONS })}</p>
        )}
        {skips > skipped.length && (
          <p className={classes.quiet}>{t("intake:first_skipped", { n: formatNumber(skipped.length, language) })}</p>
        )}
      </Part>
    </div>
  );
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.partTitle}>
        {title} <span className={classes.partNote}>{note}</span>
      </h3>
      {children}
    </section>
  );
}

/** What is kept of each metric whose sum holds rows that were left out. */
export function keptApart(
  sums: Readonly<Record<string, number>>,
  kept: Readonly<Record<string, number>>,
): Map<string, number> {
  const known = Object.keys(sums).map((metric): [string, number] => [metric, kept[metric] ?? 0]);
  return new Map(known.filter(([metric, amount]) => Math.abs((sums[metric] ?? 0) - amount) > 1e-6));
}

/** The rows of each reason, the commonest reason first. */
export function byReason(skipped: readonly Skipped[]): { reason: string; rows: number[] }[] {
  const rows = new Map<string, number[]>();
  for (const { row, reason } of skipped) rows.set(reason, [...(rows.get(reason) ?? []), row]);
  return [...rows].map(([reason, list]) => ({ reason, rows: list })).sort((a, b) => b.rows.length - a.rows.length);
}

const MOST_ROWS = 12;
const MOST_REASONS = 12;

/** Row numbers as people write them: 3, 5–8, 12; an ellipsis after a dozen stretches. */
export function listRows(rows: readonly number[]): string {
  const stretches: [number, number][] = [];
  for (const row of rows) {
    const last = stretches.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else stretches.push([row, row]);
  }
  const words = stretches.slice(0, MOST_ROWS).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return words.join(", ") + (stretches.length > MOST_ROWS ? " …" : "");
}
