import { ActionIcon, Loader, SegmentedControl, UnstyledButton } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { makeDay, parts, today } from "@/lib/day";
import { monthNames } from "@/lib/format";
import { useWords } from "@/lib/language";
import { type Comparison, type Period, type PeriodKind, periodOf, rangeOf } from "@/lib/period";
import type { PeriodChoice } from "@/lib/place";
import classes from "./frame.module.css";

const RangePicker = lazy(async () => ({ default: (await import("@/ui/dates")).RangePicker }));

export type PeriodChoicesProps = {
  choice: PeriodChoice;
  /** A period was chosen; a comparison leaves the choices open. */
  onChosen: () => void;
};

/** Months, quarters, years or days to choose from, and what to compare with. */
export default function PeriodChoices({ choice, onChosen }: PeriodChoicesProps) {
  const { period, comparison, setPeriod, setComparison } = choice;
  const root = useRef<HTMLDivElement>(null);
  // It arrives after the popover has looked for something to focus.
  useEffect(() => root.current?.querySelector<HTMLElement>("input:checked")?.focus(), []);
  const onChoose = (next: Period) => {
    setPeriod(next);
    onChosen();
  };
  const { t, language } = useWords();
  const [kind, setKind] = useState<PeriodKind>(period.kind);
  const [year, setYear] = useState(parts(period.from).year);
  const now = today();
  const first = kind === "year" ? year - 5 : year;
  const names =
    kind === "month"
      ? monthNames(language)
      : kind === "quarter"
        ? [1, 2, 3, 4].map((n) => `${language === "es" ? "T" : "Q"}${n}`)
        : Array.from({ length: 6 }, (_, i) => String(first + i));
  const periodAt = (i: number) => {
    if (kind === "year") return periodOf("year", makeDay(first + i, 1, 1));
    return kind === "quarter"
      ? periodOf("quarter", makeDay(year, 3 * i + 1, 1))
      : periodOf("month", makeDay(year, i + 1, 1));
  };
  return (
    <div ref={root}>
      <SegmentedControl
        className={classes.kinds}
        fullWidth
        aria-label={t("frame:period.kind")}
        value={kind}
        data={(["month", "quarter", "year", "range"] as const).map((value) => ({
          value,
          label: t(`frame:kind.${value}`),
        }))}
        onChange={(value) => setKind(value as PeriodKind)}
      />
      {kind === "range" ? (
        <div className={classes.range}>
          <Suspense fallback={<Loader size={16} m="auto" />}>
            <RangePicker from={period.from} to={period.to} onChange={(from, to) => onChoose(rangeOf(from, to))} />
          </Suspense>
        </div>
      ) : (
        <>
          <div className={classes.year}>
            <ActionIcon
              onClick={() => setYear(year - (kind === "year" ? 6 : 1))}
              aria-label={t("frame:period.years_earlier")}
            >
              <IconChevronLeft size={16} aria-hidden />
            </ActionIcon>
            <span aria-live="polite">{kind === "year" ? `${first} – ${first + 5}` : year}</span>
            <ActionIcon
              onClick={() => setYear(year + (kind === "year" ? 6 : 1))}
              aria-label={t("frame:period.years_later")}
            >
              <IconChevronRight size={16} aria-hidden />
            </ActionIcon>
          </div>
          <div className={classes.cells} style={{ gridTemplateColumns: `repeat(${kind === "quarter" ? 2 : 3}, 1fr)` }}>
            {names.map((name, i) => {
              const one = periodAt(i);
              return (
                <UnstyledButton
                  key={one.from}
                  className={classes.cell}
                  aria-pressed={period.kind === kind && period.from === one.from}
                  data-now={(one.from <= now && now <= one.to) || undefined}
                  onClick={() => onChoose(one)}
                >
                  {name}
                </UnstyledButton>
              );
            })}
          </div>
        </>
      )}
      <div className={classes.compare}>
        <p className={classes.compareLabel} id="compare-with">
          {t("frame:period.compare")}
        </p>
        <SegmentedControl
          fullWidth
          aria-labelledby="compare-with"
          value={comparison}
          data={(["previous", "year", "none"] as const).map((value) => ({
            value,
            label: t(`frame:compare.${value}`),
          }))}
          onChange={(value) => setComparison(value as Comparison)}
        />
      </div>
    </div>
  );
}
