import { Select } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight } from "@tabler/icons-react";
import { Fragment, useMemo } from "react";
import type { Mapping, Sheet, Trying } from "@/bridge/intake";
import { type Metric, useMetrics } from "@/bridge/kpi";
import { MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { feed, feedOf, POST_FIELDS } from "./mapping";
import classes from "./mapping-dialog.module.css";

type SheetTableProps = { sheet: Sheet; mapping: Mapping; onChange: (mapping: Mapping) => void };

/** The first rows as they stand, above each column what it feeds. */
export function SheetTable({ sheet, mapping, onChange }: SheetTableProps) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  const header = sheet.rows.find(({ row }) => row === mapping.header)?.cells ?? [];
  const width = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  const data = useMemo(() => {
    const days = mapping.shape === "days";
    const fits = metrics.filter((metric) =>
      days ? metric.stored : metric.level === "post" && metric.kind !== "ratio",
    );
    return [
      {
        group: t("intake:map.fields"),
        items: (days ? ["day"] : POST_FIELDS).map((field) => ({
          value: `field ${field}`,
          label: t(`intake:field.${field}`),
        })),
      },
      { group: t("intake:map.own"), items: fits.filter(({ own_id }) => own_id).map(choiceOf) },
      { group: t("intake:map.metrics"), items: fits.filter(({ own_id }) => !own_id).map(choiceOf) },
    ].filter(({ items }) => items.length > 0);
  }, [metrics, mapping.shape, t]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keys.
    <section className={classes.scroll} aria-label={t("intake:map.sheet")} tabIndex={0}>
      <table className={classes.sheet}>
        <thead>
          <tr>
            <td className={classes.number} />
            {Array.from({ length: width }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name, and never move.
              <th key={at} scope="col">
                <Select
                  aria-label={t("intake:map.column", { name: header[at] || at + 1 })}
                  data={data}
                  value={feedOf(mapping, at)}
                  searchable
                  selectFirstOptionOnChange
                  clearable
                  placeholder={t("intake:map.leave_out")}
                  clearButtonProps={{ "aria-label": t("intake:map.leave_out"), tabIndex: -1 }}
                  comboboxProps={{ width: 240, position: "bottom-start" }}
                  // What is typed takes the place of what was chosen.
                  onFocus={(event) => event.currentTarget.select()}
                  onChange={(value) => onChange(feed(mapping, at, value))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.slice(0, MOST_ROWS).map(({ row, cells }) => (
            <tr
              key={row}
              data-header={row === mapping.header || undefined}
              data-above={row < mapping.header || undefined}
            >
              <td className={classes.number}>{row}</td>
              {Array.from({ length: width }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name, and never move.
                <td key={at}>{cells[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const MOST_ROWS = 9;

const choiceOf = ({ key, name }: Metric) => ({ value: `metric ${key}`, label: name });

/** Rows as they stand and, beside that, as they are read. */
export function Samples({ tried, mapping }: { tried: Trying; mapping: Mapping }) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  const nameOf = (key: string) => metrics.find((metric) => metric.key === key)?.name ?? key;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keys.
    <section className={classes.scroll} aria-label={t("intake:map.samples")} tabIndex={0}>
      <table className={classes.sheet} data-samples>
        <caption>{t("intake:map.samples")}</caption>
        <thead>
          <tr>
            <td className={classes.number} />
            {mapping.columns.map(({ index, metric, field }) => (
              <th key={index} scope="col">
                {metric === "" ? t(`intake:field.${field}`) : nameOf(metric)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tried.rows.map(({ row, raw, parsed, wrong, reason }) => (
            <Fragment key={row}>
              <tr>
                <td className={classes.number}>{row}</td>
                {mapping.columns.map(({ index }, at) => (
                  <td key={index}>
                    <span className={classes.pair} title={wrong[at] || undefined}>
                      <span className={classes.raw}>{raw[at] || MISSING}</span>
                      <IconArrowRight size={12} aria-hidden />
                      {wrong[at] ? (
                        <span className={classes.wrong}>
                          <IconAlertTriangle size={13} aria-hidden />
                          {t("intake:map.unread")}
                        </span>
                      ) : (
                        <span className={classes.read}>{parsed[at] || MISSING}</span>
                      )}
                    </span>
                  </td>
                ))}
              </tr>
              {reason !== "" && (
                <tr className={classes.reason}>
                  <td className={classes.number} />
                  <td colSpan={mapping.columns.length} className={classes.skip}>
                    {t("intake:map.skipped", { reason })}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
