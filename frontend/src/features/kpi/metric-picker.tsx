import { Popover, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown, IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Metric } from "@/bridge/kpi";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { PickList } from "@/ui/pick-list";
import classes from "./explorer.module.css";
import { nameOf } from "./words";

export type MetricPickerProps = {
  /** The series that can be chosen, "level.key". */
  known: readonly string[];
  chosen: readonly string[];
  metrics: ReadonlyMap<string, Metric>;
  onChange: (chosen: string[]) => void;
};

/** The chosen metrics, each with a button that takes it out, and a list with search that takes them in and out. */
export function MetricPicker({ known, chosen, metrics, onChange }: MetricPickerProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  useShortcuts([
    { keys: "m", label: t("kpi:explore.choose_metric"), group: t("frame:section.kpi"), run: () => setOpened(true) },
  ]);
  const items = useMemo(
    () =>
      known.map((id) => ({
        id,
        label: nameOf(id, metrics, t),
        keywords: metrics.get(id)?.key,
        hint: id.startsWith("log.") ? t("kpi:level.log") : undefined,
        mark: <IconCheck size={14} aria-hidden style={{ visibility: chosen.includes(id) ? "visible" : "hidden" }} />,
      })),
    [known, chosen, metrics, t],
  );
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div className={classes.picker}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={classes.pick} onClick={() => setOpened(!opened)}>
            {t("kpi:explore.metrics")}
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={0} aria-label={t("kpi:explore.metrics")}>
          <PickList
            label={t("kpi:explore.pick")}
            items={items}
            onPick={({ id }) => toggle(id)}
            nothing={t("kpi:explore.no_metric")}
          />
        </Popover.Dropdown>
      </Popover>
      {chosen.map((id) => (
        <span key={id} className={classes.chip}>
          <span className={classes.clip} title={metrics.get(id)?.definition}>
            {nameOf(id, metrics, t)}
          </span>
          <UnstyledButton
            className={classes.out}
            aria-label={t("kpi:explore.remove", { name: nameOf(id, metrics, t) })}
            onClick={() => toggle(id)}
          >
            <IconX size={13} aria-hidden />
          </UnstyledButton>
        </span>
      ))}
    </div>
  );
}
