import { ActionIcon, Loader, Popover, SegmentedControl, UnstyledButton } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { makeDay, parts, today } from "@/lib/day";
import { formatMonth, formatRange, monthNames } from "@/lib/format";
import { type Language, useWords } from "@/lib/language";
import {
  type Comparison,
  type Period,
  type PeriodKind,
  periodOf,
  type Range,
  rangeOf,
  shiftPeriod,
} from "@/lib/period";
import { usePeriod } from "@/lib/place";
import { useShortcuts } from "@/lib/shortcuts";
import classes from "./frame.module.css";

const RangePicker = lazy(async () => ({ default: (await import("@/ui/dates")).RangePicker }));

/** A period by its name: October 2026, Q4 2026, 2026, or its two days. */
export function periodName({ kind, from, to }: Range & { kind: PeriodKind }, language: Language): string {
  if (kind === "month") return formatMonth(from, language);
  if (kind === "range") return formatRange(from, to, language);
  if (kind === "year") return from.slice(0, 4);
  return `${language === "es" ? "T" : "Q"}${Math.ceil(parts(from).month / 3)} ${from.slice(0, 4)}`;
}

/** The period that every page shows, what it is compared with, and the way to the one before and after. */
export function PeriodPicker() {
  const { t, language } = useWords();
  const { period, comparison, compared, setPeriod, setComparison } = usePeriod();
  const [opened, setOpened] = useState(false);
  const group = t("frame:group.period");
  const step = (n: number) => setPeriod(shiftPeriod(period, n));
  useShortcuts([
    { keys: "[", label: t("frame:period.earlier"), group, run: () => step(-1) },
    { keys: "]", label: t("frame:period.later"), group, run: () => step(1) },
    { keys: "p", label: t("frame:period.choose"), group, run: () => setOpened(true) },
  ]);
  return (
    <>
      <ActionIcon onClick={() => step(-1)} aria-label={t("frame:period.earlier")} title={t("frame:period.earlier")}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={304} trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={classes.period} onClick={() => setOpened(!opened)}>
            {periodName(period, language)}
            {compared && (
              <span className={classes.against}>
                {t("frame:period.against", { name: periodName({ kind: period.kind, ...compared }, language) })}
              </span>
            )}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.picker} aria-label={t("frame:period.choose")}>
          <Choices
            period={period}
            onChoose={(next) => {
              setPeriod(next);
              setOpened(false);
            }}
          />
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
        </Popover.Dropdown>
      </Popover>
      <ActionIcon onClick={() => step(1)} aria-label={t("frame:period.later")} title={t("frame:period.later")}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}

function Choices({ period, onChoose }: { period: Period; onChoose: (period: Period) => void }) {
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
    <>
      <SegmentedControl
        className={classes.kinds}
        fullWidth
        data-autofocus
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
    </>
  );
}
