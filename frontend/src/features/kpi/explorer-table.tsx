import { IconChartLine } from "@tabler/icons-react";
import type { CourseRow } from "@/bridge/kpi";
import { useWords } from "@/lib/language";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import type { Stretch } from "./explore";
import classes from "./explorer.module.css";
import type { Line } from "./explorer-lines";

export type ExplorerTableProps = {
  lines: readonly Line[];
  spans: readonly CourseRow[];
  /** What each span is called. */
  names: readonly string[];
  compared: boolean;
  stretches: readonly Stretch[];
  loading: boolean;
  /** Keys came to a span. */
  onActive: (at: number) => void;
};

type Span = { at: number; from: string };

/** The numbers of the chart by span, each beside the one it is compared with, and what happened. */
export function ExplorerTable({ lines, spans, names, compared, stretches, loading, onActive }: ExplorerTableProps) {
  const { t } = useWords();
  const happened = (at: number) =>
    stretches
      .flatMap(({ mark: { text }, from, to, begins, ends }) => {
        const [here, last] = [begins && from === at, ends && to === at];
        if (here && last) return text;
        if (here) return t("kpi:explore.begins", { name: text });
        return last ? t("kpi:explore.ends", { name: text }) : [];
      })
      .join(" · ");
  const columns: Column<Span>[] = [
    {
      id: "span",
      header: t("kpi:explore.span"),
      width: 190,
      sortable: true,
      value: ({ from }) => from,
      render: ({ at }) => names[at],
    },
    ...lines.flatMap(({ course, name, write, cuts, shade }): Column<Span>[] => {
      const number: Omit<Column<Span>, "id" | "header" | "value"> = {
        width: widthOf(name),
        align: "right",
        sortable: true,
      };
      const own: Column<Span> = {
        ...number,
        id: `${shade}`,
        header: name,
        value: ({ at }) => course.rows[at]?.value ?? null,
        render: ({ at }) => (
          <span className={classes.number}>
            {cuts.includes(at) && <span className={classes.cut}>{t("kpi:explore.cut_mark")}</span>}
            {write(course.rows[at]?.value)}
          </span>
        ),
      };
      if (!compared) return [own];
      const header = t("kpi:explore.compared", { name });
      return [
        own,
        {
          ...number,
          id: `${shade} before`,
          header,
          width: widthOf(header),
          value: ({ at }) => course.rows[at]?.before?.value ?? null,
          render: ({ at }) => <span className={classes.before}>{write(course.rows[at]?.before?.value)}</span>,
        },
      ];
    }),
    ...(stretches.length > 0
      ? [
          {
            id: "happened",
            header: t("kpi:explore.moments"),
            width: 220,
            grow: true,
            value: ({ at }: Span) => happened(at) || null,
            render: ({ at }: Span) => {
              const text = happened(at);
              return (
                <span className={classes.clip} title={text}>
                  {text}
                </span>
              );
            },
          },
        ]
      : []),
  ];
  return (
    <DataTable
      label={t("kpi:explore")}
      columns={columns}
      rows={spans.map(({ from }, at): Span => ({ at, from }))}
      rowId={({ from }) => from}
      loading={loading}
      onActive={({ at }) => onActive(at)}
      empty={<EmptyState icon={IconChartLine} title={t("ui:chart.no_data")} />}
    />
  );
}

const widthOf = (name: string) => Math.min(230, Math.max(112, Math.round(name.length * 7) + 24));
