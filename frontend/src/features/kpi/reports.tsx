import { Drawer, UnstyledButton } from "@mantine/core";
import { IconCircleCheck, IconCircleMinus } from "@tabler/icons-react";
import { useState } from "react";
import type { PartRun } from "@/bridge/kpi";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { PassportLine } from "@/ui/passport-popover";
import classes from "./parts.module.css";
import { formatSpan } from "./words";

/** The days of a report: one, or from one to another. */
export function useSpanOf() {
  const { language } = useWords();
  return ({ from, to }: PartRun) => formatSpan(from, to, language);
}

/** Which reports count and which do not: a line that opens to each with its reason. */
export function Reports({ runs, left, rule }: { runs: readonly PartRun[]; left: readonly PartRun[]; rule: string }) {
  const { t, language } = useWords();
  const [opened, setOpened] = useState(false);
  const spanOf = useSpanOf();
  if (runs.length + left.length === 0) return null;
  const n = (of: readonly PartRun[]) => ({ count: of.length, n: formatNumber(of.length, language) });
  return (
    <p className={classes.reports}>
      <UnstyledButton className={classes.open} onClick={() => setOpened(true)}>
        {t("kpi:parts.count", n(runs))}
        {left.length > 0 && ` ${t("kpi:parts.left", n(left))}`}
      </UnstyledButton>
      <span>{rule}</span>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size={620}
        overlayProps={{ backgroundOpacity: 0.2 }}
        classNames={{ title: classes.drawerTitle }}
        title={t("kpi:parts.reports")}
        closeButtonProps={{ "aria-label": t("ui:close") }}
        transitionProps={{ duration: 0 }}
      >
        <table className={classes.runs}>
          <thead>
            <tr>
              <th>{t("kpi:parts.days")}</th>
              <th>{t("kpi:channel")}</th>
              <th>{t("kpi:source")}</th>
              <th>{t("kpi:counts")}</th>
            </tr>
          </thead>
          <tbody>
            {[...runs, ...left].map((run) => (
              <tr key={`${run.channel_id} ${run.dimension} ${run.from} ${run.to} ${run.import_id}`}>
                <td>{spanOf(run)}</td>
                <td>{nameOfChannel(run.channel, t)}</td>
                <td className={classes.file}>
                  {run.file}
                  <span className={classes.quiet}>
                    {t(`kpi:dimension.${run.dimension}`)} ·{" "}
                    {t("kpi:parts.numbers", { count: run.rows, n: formatNumber(run.rows, language) })}
                  </span>
                </td>
                <td>
                  <span className={classes.verdict} data-counts={!run.why}>
                    {run.why ? <IconCircleMinus size={15} aria-hidden /> : <IconCircleCheck size={15} aria-hidden />}
                    {run.why ? t("kpi:parts.left_out") : t("kpi:counts_yes")}
                  </span>
                  {run.why && <span className={classes.quiet}>{t(`kpi:parts.why.${run.why}`)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Drawer>
    </p>
  );
}

/** The lines of a passport that say which files a number is from. */
export function ReportLines({ runs }: { runs: readonly PartRun[] }) {
  const { t } = useWords();
  const spanOf = useSpanOf();
  return runs.map((run) => (
    <PassportLine key={`${run.dimension} ${run.from} ${run.import_id}`} label={t("kpi:parts.file")}>
      {run.file} · {spanOf(run)}
    </PassportLine>
  ));
}

/** A channel as the backend writes it, platform:handle, in words. */
export function nameOfChannel(channel: string, t: ReturnType<typeof useWords>["t"]): string {
  const at = channel.indexOf(":");
  return `${t(`brand:platform.${channel.slice(0, at)}`)} ${channel.slice(at + 1)}`;
}
