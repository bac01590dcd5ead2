import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatChange, formatNumber, formatRatio, MISSING, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./stat.module.css";

export type ChangeProps = {
  /** The change as a ratio, 0.042 for +4.2%; null shows n/a. */
  ratio: Value;
  /** Whether a rise is good news: 1, bad news: -1, or neither: 0. */
  direction?: 1 | 0 | -1;
  /** What it is compared with, as a title. */
  title?: string;
};

/** A change with its sign, an arrow, and a colour only where up or down is good or bad. */
export function Change({ ratio, direction = 1, title }: ChangeProps) {
  const { t, language } = useWords();
  if (ratio === null || ratio === undefined || !Number.isFinite(ratio)) {
    return (
      <span className={classes.change} title={title}>
        {t("ui:not_available")}
      </span>
    );
  }
  const Arrow = ratio > 0 ? IconArrowUpRight : ratio < 0 ? IconArrowDownRight : IconArrowRight;
  const news = Math.sign(ratio) * direction;
  return (
    <span className={classes.change} data-news={news} title={title}>
      <Arrow size={14} aria-hidden />
      {formatChange(ratio, language, t("ui:not_available"))}
    </span>
  );
}

export type StatProps = {
  label: string;
  value: Value;
  /** How the value is written; count by default. A missing ratio reads n/a, anything else –. */
  unit?: "count" | "ratio";
  /** Writes the value otherwise: money, a length of time. */
  format?: (value: number) => string;
  decimals?: number;
  /** Leave out where nothing is compared. */
  change?: Value;
  direction?: ChangeProps["direction"];
  /** What it is compared with. */
  comparedWith?: string;
  /** A sparkline, a badge. */
  children?: ReactNode;
};

/** One number with its name, its unit and its change. */
export function Stat(props: StatProps) {
  const { label, value, unit = "count", format, decimals, change, direction, comparedWith, children } = props;
  const { t, language } = useWords();
  let text: string;
  if (unit === "ratio") text = formatRatio(value, language, t("ui:not_available"), decimals);
  else if (format) text = typeof value === "number" && Number.isFinite(value) ? format(value) : MISSING;
  else text = formatNumber(value, language, decimals);
  return (
    <div className={classes.root}>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>{text}</span>
      {(change !== undefined || comparedWith) && (
        <span className={classes.foot}>
          {change !== undefined && <Change ratio={change} direction={direction} title={comparedWith} />}
          {comparedWith && <span className={classes.compared}>{comparedWith}</span>}
        </span>
      )}
      {children}
    </div>
  );
}
