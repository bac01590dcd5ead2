import { ActionIcon, Loader, Popover, UnstyledButton } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { parts } from "@/lib/day";
import { formatMonth, formatRange } from "@/lib/format";
import { type Language, useWords } from "@/lib/language";
import { type PeriodKind, type Range, shiftPeriod } from "@/lib/period";
import { usePeriod } from "@/lib/place";
import { useShortcuts } from "@/lib/shortcuts";
import classes from "./frame.module.css";

// Drawn when it is first opened; the first page does without.
const PeriodChoices = lazy(() => import("./period-choices"));

/** A period by its name: October 2026, Q4 2026, 2026, or its two days; within a sentence or by itself. */
export function periodName({ kind, from, to }: Range & { kind: PeriodKind }, language: Language, within = false) {
  if (kind === "month") return formatMonth(from, language, within);
  if (kind === "range") return formatRange(from, to, language);
  if (kind === "year") return from.slice(0, 4);
  return `${language === "es" ? "T" : "Q"}${Math.ceil(parts(from).month / 3)} ${from.slice(0, 4)}`;
}

/** The period that every page shows, what it is compared with, and the way to the one before and after. */
export function PeriodPicker() {
  const { t, language } = useWords();
  const choice = usePeriod();
  const { period, compared, setPeriod } = choice;
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
                {t("frame:period.against", { name: periodName({ kind: period.kind, ...compared }, language, true) })}
              </span>
            )}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.picker} aria-label={t("frame:period.choose")}>
          <Suspense fallback={<Loader size={16} m="auto" />}>
            <PeriodChoices choice={choice} onChosen={() => setOpened(false)} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon onClick={() => step(1)} aria-label={t("frame:period.later")} title={t("frame:period.later")}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}
