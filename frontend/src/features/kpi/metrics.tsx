import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconMathFunction, IconMinus, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import {
  deleteMetric,
  kpiKeys,
  listOwnMetrics,
  listWithNumbers,
  type Metric,
  type OwnMetric,
  updateMetric,
  useMetrics,
} from "@/bridge/kpi";
import { undo } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import { useShortcuts } from "@/lib/shortcuts";
import type { About } from "@/ui/brand-page";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { showDone, showFailure, showToast } from "@/ui/toast";
import { Goals } from "./goals";
import { MetricForm } from "./metric-form";
import { MetricPanel } from "./metric-panel";
import classes from "./metrics.module.css";
import { Rates } from "./rates";
import { Tabs } from "./tabs";

const NONE: readonly OwnMetric[] = [];
const NO_IDS: readonly string[] = [];
const idOf = ({ level, key }: Metric) => `${level}.${key}`;
/** In a narrow window these stand behind what a metric counts. */
const BEHIND = ["level", "formula"];
/** What stays in the list while a metric is open beside it. */
const BESIDE = ["name", "kind", "unit", "numbers"];
const DIRECTIONS = ["up", "down", "neutral"] as const;

export function Metrics({ client, brandId }: About) {
  const { t, language } = useWords();
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [which, setWhich] = useState<string[]>([]);
  const narrow = useMediaQuery("(max-width: 1279px)", false, { getInitialValueInEffect: false });
  const [levels, setLevels] = useState<string[]>([]);
  const metrics = useMetrics(language);
  const { data: own = NONE } = useQuery({ queryKey: kpiKeys.own(client), queryFn: () => listOwnMetrics(client) });
  const { data: withNumbers = NO_IDS } = useQuery({
    queryKey: kpiKeys.withNumbers(client, brandId),
    queryFn: () => listWithNumbers(client, brandId),
  });
  useShortcuts([{ keys: "a", label: t("metric:add"), group: t("frame:section.kpi"), run: () => setAdding(true) }]);

  const has = useMemo(() => new Set(withNumbers), [withNumbers]);
  const rows = useMemo(() => {
    const found = metrics.filter(
      (metric) =>
        (levels.length === 0 || levels.includes(metric.level)) &&
        (!which.includes("own") || metric.own_id) &&
        (!which.includes("numbers") || has.has(idOf(metric))) &&
        matches(search, `${metric.name} ${metric.key} ${metric.key.replaceAll("_", " ")} ${metric.definition}`),
    );
    // What the agency defined stands first: people come here for it.
    return [...found.filter(({ own_id }) => own_id), ...found.filter(({ own_id }) => !own_id)];
  }, [metrics, levels, which, has, search]);
  const open = metrics.find((metric) => idOf(metric) === opened);
  const record = own.find(({ id }) => id === open?.own_id);

  function remove(metric: Metric) {
    if (!metric.own_id) {
      showToast(t("metric:shipped_stays", { name: metric.name }));
      return;
    }
    deleteMetric(client, metric.own_id).then(() => {
      setOpened(null);
      showDone(t("metric:deleted", { name: metric.name }), () => undo(client));
    }, showFailure);
  }

  const columns = useMemo((): Column<Metric>[] => {
    const all: Column<Metric>[] = [
      {
        id: "name",
        header: t("metric:name"),
        width: narrow ? 196 : 210,
        sortable: true,
        value: ({ name }) => name,
        render: (metric) => (
          <span className={classes.name}>
            <span className={classes.clip}>{metric.name}</span>
            {metric.own_id && <span className={classes.own}>{t("metric:own")}</span>}
          </span>
        ),
        editor: ({ row, close }) => (
          <TextCell
            label={t("metric:name")}
            value={row.name}
            onSave={async (name) => {
              if (!row.own_id) throw new Error(t("metric:shipped_stays", { name: row.name }));
              await updateMetric(client, row.own_id, { name: { [language]: name } });
            }}
            close={close}
          />
        ),
      },
      {
        id: "level",
        header: t("kpi:level"),
        width: 104,
        sortable: true,
        value: ({ level }) => t(`kpi:level.${level}`),
      },
      {
        id: "kind",
        header: t("metric:kind"),
        width: 118,
        sortable: true,
        value: ({ kind }) => t(`metric:kind.${kind}`),
      },
      {
        id: "unit",
        header: t("metric:unit"),
        width: 82,
        sortable: true,
        value: ({ unit }) => t(`metric:unit.${unit}`),
      },
      {
        id: "direction",
        header: t("metric:direction"),
        width: 96,
        sortable: true,
        value: ({ direction }) => DIRECTIONS.indexOf(direction as (typeof DIRECTIONS)[number]),
        render: ({ direction }) => <Direction direction={direction} />,
        editor: ({ row, close }) => (
          <SelectCell
            label={t("metric:direction")}
            value={row.direction}
            choices={DIRECTIONS.map((value) => ({ value, label: t(`metric:direction.${value}`) }))}
            onSave={async (direction) => {
              if (!row.own_id) throw new Error(t("metric:shipped_stays", { name: row.name }));
              await updateMetric(client, row.own_id, { direction });
            }}
            close={close}
          />
        ),
      },
      {
        id: "numbers",
        header: t("metric:numbers"),
        width: 84,
        sortable: true,
        value: (metric) => (has.has(idOf(metric)) ? 1 : 0),
        render: (metric) =>
          has.has(idOf(metric)) ? t("metric:yes") : <span className={classes.quiet}>{t("metric:no")}</span>,
      },
      {
        id: "definition",
        header: t("metric:definition"),
        width: 240,
        grow: true,
        value: ({ definition }) => definition,
        render: ({ definition, fault, formula_text }) =>
          narrow && fault ? (
            <span className={`${classes.clip} ${classes.bad}`} title={fault}>
              {fault}
            </span>
          ) : (
            <span className={classes.clip} title={definition || formula_text}>
              {definition || <span className={classes.quiet}>–</span>}
            </span>
          ),
      },
      {
        id: "formula",
        header: t("metric:formula"),
        width: 300,
        value: ({ formula_text }) => formula_text || null,
        render: ({ fault, formula_text }) => (
          <span className={fault ? `${classes.clip} ${classes.bad}` : classes.clip} title={fault || formula_text}>
            {fault || formula_text}
          </span>
        ),
      },
    ];
    return open
      ? all.filter(({ id }) => BESIDE.includes(id)).map((column) => ({ ...column, grow: column.id === "name" }))
      : narrow
        ? [...all.filter(({ id }) => !BEHIND.includes(id)), ...all.filter(({ id }) => BEHIND.includes(id))]
        : all;
  }, [t, language, client, has, narrow, open]);

  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t("metric:add")}
          </Button>
        }
      >
        <Tabs />
        {adding && (
          <MetricForm
            client={client}
            brandId={brandId}
            metrics={metrics}
            onAdded={(key) => {
              setAdding(false);
              setOpened(`channel.${key}`);
            }}
            onClose={() => setAdding(false)}
          />
        )}
        <FilterBar
          search={{ value: search, placeholder: t("kpi:search"), onChange: setSearch }}
          filters={[
            {
              key: "which",
              label: t("metric:which"),
              choices: ["own", "numbers"].map((value) => ({ value, label: t(`metric:only.${value}`) })),
              chosen: which,
              onChange: setWhich,
            },
            {
              key: "level",
              label: t("kpi:level"),
              choices: ["channel", "post", "log"].map((value) => ({ value, label: t(`kpi:level.${value}`) })),
              chosen: levels,
              onChange: setLevels,
            },
          ]}
          note={t("metric:found", { count: rows.length })}
        />
      </PageHeader>
      <div className={classes.split}>
        <div className={classes.lists}>
          <DataTable
            label={t("kpi:tab.metrics")}
            columns={columns}
            rows={rows}
            rowId={idOf}
            loading={metrics.length === 0}
            onOpen={(metric) => setOpened(idOf(metric))}
            onDelete={remove}
            empty={
              <EmptyState
                icon={IconMathFunction}
                title={which.includes("own") ? t("metric:none_own") : t("metric:nothing_found")}
                text={which.includes("own") ? t("metric:none_own_text") : t("kpi:nothing_found_text")}
                action={
                  which.includes("own")
                    ? { label: t("metric:add"), icon: IconPlus, onClick: () => setAdding(true) }
                    : undefined
                }
              />
            }
          />
          <Goals client={client} brandId={brandId} />
          <Rates client={client} brandId={brandId} />
        </div>
        {open && (
          <MetricPanel
            key={opened}
            client={client}
            brandId={brandId}
            metric={open}
            record={record}
            metrics={metrics}
            onDelete={() => remove(open)}
            onClose={() => setOpened(null)}
          />
        )}
      </div>
    </>
  );
}

function Direction({ direction }: { direction: string }) {
  const { t } = useWords();
  const Mark = direction === "up" ? IconArrowUp : direction === "down" ? IconArrowDown : IconMinus;
  return (
    <span className={classes.direction}>
      <Mark size={14} aria-hidden />
      {t(`metric:direction.${direction}`)}
    </span>
  );
}
