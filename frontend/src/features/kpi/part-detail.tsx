import { Drawer } from "@mantine/core";
import type { PartLine, PartTable } from "@/bridge/kpi";
import { countDays } from "@/lib/day";
import { MISSING, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { Chart } from "@/ui/chart";
import { runsOf } from "./part-course";
import classes from "./parts.module.css";
import { formatSpan } from "./words";

export type PartDetailProps = {
  /** Null closes it. */
  line: PartLine | null;
  table: PartTable;
  write: (line: PartLine, value: Value) => string;
  onClose: () => void;
};

/** One part over time: each report with what it says of it and its file. */
export function PartDetail({ line, table, write, onClose }: PartDetailProps) {
  const { t } = useWords();
  return (
    <Drawer
      opened={line !== null}
      onClose={onClose}
      position="right"
      size={620}
      overlayProps={{ backgroundOpacity: 0.2 }}
      classNames={{ title: classes.drawerTitle }}
      title={line?.part.join(" · ")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
      transitionProps={{ duration: 0 }}
    >
      {line && <Course line={line} table={table} write={write} />}
    </Drawer>
  );
}

function Course({ line, table, write }: { line: PartLine; table: PartTable; write: PartDetailProps["write"] }) {
  const { t, language } = useWords();
  const name = line.part.join(" · ");
  const runs = runsOf(table.course, line.channel_id);
  const flow = table.kind === "flow";
  // Reports of many days and of few are held beside each other by the day.
  const points = runs.map((run, at) => {
    const value = line.course[at] ?? null;
    return value === null || !flow ? value : value / countDays(run.from, run.to);
  });
  const spans = runs.map(({ from, to }) => formatSpan(from, to, language));
  return (
    <>
      {runs.length > 1 && (
        <Chart
          label={t(flow ? "kpi:parts.course_of_a_day" : "kpi:course_of", { name })}
          categories={spans}
          format={(value) => write(line, value)}
          series={[{ name, kind: "line", values: points, cuts: runs.flatMap((run, at) => (run.break ? [at] : [])) }]}
          height={240}
        />
      )}
      <table className={classes.runs}>
        <thead>
          <tr>
            <th>{t("kpi:parts.days")}</th>
            <th className={classes.right}>{t("kpi:value")}</th>
            {flow && <th className={classes.right}>{t("kpi:parts.a_day")}</th>}
            <th>{t("kpi:source")}</th>
          </tr>
        </thead>
        <tbody>
          {runs
            .map((run, at) => (
              <tr key={`${run.from} ${run.to}`}>
                <td>{spans[at]}</td>
                <td className={classes.right}>{write(line, line.course[at])}</td>
                {flow && <td className={classes.right}>{points[at] === null ? MISSING : write(line, points[at])}</td>}
                <td className={classes.file}>
                  {run.file}
                  {run.break && <span className={classes.quiet}>{t("kpi:parts.broken")}</span>}
                </td>
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </>
  );
}
