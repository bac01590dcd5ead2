import { Button, Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconPlus, IconRepeat, IconSearch, IconTargetArrow } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useChannels } from "@/bridge/brand";
import {
  deleteTarget,
  exportTargets,
  kpiKeys,
  listTargets,
  type Stand,
  type TargetPatch,
  updateTarget,
  useMetrics,
} from "@/bridge/kpi";
import { undo } from "@/bridge/shell";
import { formatNumber, formatRange, formatRatio, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import { useItem } from "@/lib/place";
import { useShortcuts } from "@/lib/shortcuts";
import type { About } from "@/ui/brand-page";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { showDone, showFailure } from "@/ui/toast";
import classes from "./kpi.module.css";
import { TargetOutlook } from "./outlook";
import { StandBadge } from "./status";
import { Tabs } from "./tabs";
import { TargetForm } from "./target-form";
import { channelName, formatPace, formatSpan, formatValue, idOf, nameOf, parseNumber, perDay } from "./words";

const rowId = ({ target }: Stand) => target.id;
const SHOWN = ["running", "over", "upcoming", "decide"] as const;

/** In a narrow window these stand behind what is to be done. */
const WIDE_ONLY = ["expected_value", "needed", "forecast", "expected", "pace", "baseline"];

/** Which of SHOWN a target is. */
function shownAs({ status, expected, decide }: Stand): readonly string[] {
  const time = status === "upcoming" ? "upcoming" : expected === 100 ? "over" : "running";
  return decide ? [time, "decide"] : [time];
}

/** What runs comes first, the widest gap on top; then what is to come, then what is over. */
function byGap(a: Stand, b: Stand): number {
  const place = (one: Stand) => ["running", "upcoming", "over"].indexOf(shownAs(one)[0] ?? "");
  return place(a) - place(b) || (a.gap ?? 1000) - (b.gap ?? 1000);
}

export function Targets({ client, brandId }: About) {
  const { t, language } = useWords();
  const narrow = useMediaQuery("(max-width: 1279px)", false, { getInitialValueInEffect: false });
  const [adding, setAdding] = useState(false);
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState<string[]>([]);
  const item = useItem();
  const [opened, setOpened] = useState<string | null>(item || null);
  const [editing, setEditing] = useState(false);
  const { data: channels = [] } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const targets = useQuery({
    queryKey: kpiKeys.targets(client, brandId),
    queryFn: () => listTargets(client, brandId),
  });
  useShortcuts([{ keys: "a", label: t("kpi:add_target"), group: t("frame:section.kpi"), run: () => setAdding(true) }]);

  const remove = ({ target }: Stand) => {
    deleteTarget(client, target.id).then(() => showDone(t("kpi:target_deleted"), () => undo(client)), showFailure);
  };

  const ofCampaigns = targets.data?.some(({ target }) => target.campaign !== "") ?? false;
  const columns = useMemo((): Column<Stand>[] => {
    const metrics = new Map(catalogue.map((one) => [`${one.level}.${one.key}`, one]));
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const write = (row: Stand, value: number | null | undefined) =>
      formatValue(value, row.unit, row.kind, undefined, language, t, row.decimals);
    const save = (row: Stand, patch: TargetPatch) => updateTarget(client, row.target.id, patch);
    const number = (id: "baseline" | "value", header: string): Column<Stand> => ({
      id,
      header,
      width: 82,
      align: "right",
      sortable: true,
      value: (row) => row.target[id],
      render: (row) => <span className={classes.figure}>{write(row, row.target[id])}</span>,
      editor: ({ row, close }) =>
        row.target.repeats !== "" ? (
          <Instead close={close} open={() => edit(row)} />
        ) : (
          <TextCell
            label={header}
            value={formatNumber(row.target[id], language, 6)}
            onSave={async (text) => {
              const value = parseNumber(text, language);
              if (value === null) throw new Error(t("kpi:no_number", { example: formatNumber(1250.5, language, 1) }));
              await save(row, { [id]: value });
            }}
            close={close}
          />
        ),
    });
    const edit = (row: Stand) => {
      setOpened(row.target.id);
      setEditing(true);
    };
    const all: Column<Stand>[] = [
      {
        id: "metric",
        header: t("kpi:metric"),
        width: ofCampaigns ? 200 : 158,
        grow: true,
        sortable: true,
        value: ({ target }) => nameOf(idOf(target), metrics, t),
        render: ({ target }) => (
          <span className={classes.clip} title={metrics.get(idOf(target))?.definition}>
            {nameOf(idOf(target), metrics, t)}
            {target.campaign !== "" && <span className={classes.range}>{target.campaign}</span>}
          </span>
        ),
      },
      {
        id: "channel",
        header: t("kpi:channel"),
        width: 122,
        sortable: true,
        value: ({ target }) => byId.get(target.channel_id ?? "")?.handle ?? t("kpi:whole_brand"),
        render: ({ target }) => {
          const channel = byId.get(target.channel_id ?? "");
          if (!channel) return <span className={classes.quiet}>{t("kpi:whole_brand")}</span>;
          return (
            <span className={classes.channel} title={channelName(channel, t)}>
              <PlatformMark platform={channel.platform} size={15} />
              <span className={classes.clip}>{channel.handle}</span>
            </span>
          );
        },
        editor: ({ row, close }) =>
          row.target.repeats !== "" ? (
            <Instead close={close} open={() => edit(row)} />
          ) : (
            <SelectCell
              label={t("kpi:channel")}
              value={row.target.channel_id ?? ""}
              choices={[
                { value: "", label: t("kpi:whole_brand") },
                ...channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
              ]}
              onSave={(channel) => save(row, { channel_id: channel })}
              close={close}
            />
          ),
      },
      number("value", t("kpi:target")),
      {
        id: "actual",
        header: t("kpi:actual"),
        width: 82,
        align: "right",
        sortable: true,
        value: (row) => row.actual ?? null,
        render: (row) => <span className={classes.figure}>{write(row, row.actual)}</span>,
      },
      {
        id: "expected_value",
        header: t("kpi:due_now"),
        width: 84,
        align: "right",
        sortable: true,
        value: (row) => row.expected_value ?? null,
        render: (row) => <span className={classes.quietNumber}>{write(row, row.expected_value)}</span>,
      },
      {
        id: "attainment",
        header: t("kpi:attainment"),
        width: 76,
        align: "right",
        sortable: true,
        value: (row) => row.attainment ?? null,
        render: (row) => <Percent value={row.attainment} />,
      },
      {
        id: "gap",
        header: t("kpi:gap"),
        width: 74,
        align: "right",
        sortable: true,
        value: (row) => row.gap ?? null,
        render: (row) => <Gap value={row.gap} />,
      },
      {
        id: "needed",
        header: t("kpi:needed"),
        width: 104,
        align: "right",
        sortable: true,
        value: (row) => row.needed ?? null,
        render: (row) => <span className={classes.figure}>{perDay(row, undefined, language, t)}</span>,
      },
      {
        id: "forecast",
        header: t("kpi:forecast"),
        width: 170,
        align: "right",
        sortable: true,
        value: (row) => row.forecast ?? null,
        render: (row) => <Foreseen row={row} write={write} />,
      },
      {
        id: "status",
        header: t("kpi:status"),
        width: 154,
        sortable: true,
        value: (row) => row.status,
        render: (row) => (
          <>
            <StandBadge status={row.status} />
            {row.no_actual !== "" && (
              <span className={classes.why} title={t(`kpi:no_actual.${row.no_actual}`)}>
                {t(`kpi:no_actual_short.${row.no_actual}`)}
              </span>
            )}
            {row.decide && (
              <span className={classes.decide} title={t("kpi:decide")}>
                {t("kpi:decide_short")}
              </span>
            )}
          </>
        ),
      },
      {
        id: "period",
        header: t("kpi:period"),
        width: 158,
        sortable: true,
        value: (row) => row.from,
        render: (row) => (
          <span className={classes.channel}>
            {row.target.repeats !== "" && (
              <IconRepeat size={14} role="img" aria-label={t(`kpi:repeats.${row.target.repeats}`)} />
            )}
            <span className={classes.clip} title={formatRange(row.from, row.to, language)}>
              {formatSpan(row.from, row.to, language)}
            </span>
          </span>
        ),
      },
      {
        id: "expected",
        header: t("kpi:expected"),
        width: 80,
        align: "right",
        sortable: true,
        value: (row) => row.expected ?? null,
        render: (row) => <Percent value={row.expected} />,
      },
      {
        id: "pace",
        header: t("kpi:pace"),
        width: 58,
        align: "right",
        sortable: true,
        value: (row) => row.pace ?? null,
        render: (row) => <span className={classes.figure}>{formatPace(row.pace, language, t)}</span>,
      },
      number("baseline", t("kpi:baseline")),
    ];
    const behind = (id: string) => narrow && WIDE_ONLY.includes(id);
    return [...all.filter(({ id }) => !behind(id)), ...all.filter(({ id }) => behind(id))];
  }, [t, language, catalogue, channels, client, narrow, ofCampaigns]);

  const metrics = useMemo(
    () => new Map(catalogue.map((metric) => [`${metric.level}.${metric.key}`, metric])),
    [catalogue],
  );
  const rows = useMemo(
    () =>
      (targets.data ?? [])
        .filter(
          (row) =>
            (shown.length === 0 || shownAs(row).some((one) => shown.includes(one))) &&
            matches(search, `${nameOf(idOf(row.target), metrics, t)} ${row.target.campaign}`),
        )
        .toSorted(byGap),
    [targets.data, shown, search, metrics, t],
  );
  const open = targets.data?.find(({ target }) => target.id === opened) ?? null;
  const nothing = targets.data !== undefined && targets.data.length === 0;

  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        actions={
          <>
            <ExportButton
              group={t("frame:section.kpi")}
              disabled={rows.length === 0}
              write={() => exportTargets(client, brandId, rows.map(rowId), "")}
            />
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t("kpi:add_target")}
            </Button>
          </>
        }
      >
        <Tabs />
        {adding && (
          <TargetForm
            client={client}
            brandId={brandId}
            channels={channels}
            metrics={catalogue}
            onClose={() => setAdding(false)}
          />
        )}
        {!nothing && (
          <FilterBar
            search={{ value: search, placeholder: t("kpi:search_targets"), onChange: setSearch }}
            filters={[
              {
                key: "shown",
                label: t("kpi:show"),
                choices: SHOWN.map((one) => ({ value: one, label: t(`kpi:show.${one}`) })),
                chosen: shown,
                onChange: setShown,
              },
            ]}
            note={
              targets.data && t("kpi:targets_found", { count: rows.length, n: formatNumber(rows.length, language) })
            }
          />
        )}
      </PageHeader>
      <div className={classes.body}>
        <DataTable
          label={t("kpi:tab.targets")}
          columns={columns}
          rows={rows}
          rowId={rowId}
          loading={targets.isPending}
          error={targets.error ?? undefined}
          onRetry={() => void targets.refetch()}
          onDelete={remove}
          onOpen={(row) => {
            setEditing(false);
            setOpened(row.target.id);
          }}
          empty={
            nothing ? (
              <EmptyState
                icon={IconTargetArrow}
                title={t("kpi:no_targets")}
                text={t("kpi:no_targets_text")}
                action={{ label: t("kpi:add_target"), icon: IconPlus, onClick: () => setAdding(true) }}
              />
            ) : (
              <EmptyState icon={IconSearch} title={t("kpi:nothing_found")} text={t("kpi:nothing_found_text")} />
            )
          }
        />
        {targets.data && targets.data.length > 0 && <p className={classes.rule}>{t("kpi:rule")}</p>}
      </div>
      <Drawer
        opened={open !== null}
        onClose={() => setOpened(null)}
        position="right"
        size={560}
        overlayProps={{ backgroundOpacity: 0.2 }}
        classNames={{ title: classes.drawerTitle }}
        title={open && nameOf(idOf(open.target), metrics, t)}
        closeButtonProps={{ "aria-label": t("ui:close") }}
        transitionProps={{ duration: 0 }}
      >
        {open && (
          <div className={classes.detail}>
            {editing ? (
              <TargetForm
                client={client}
                brandId={brandId}
                channels={channels}
                metrics={catalogue}
                stand={open}
                onClose={() => setEditing(false)}
              />
            ) : (
              <div>
                <Button variant="default" onClick={() => setEditing(true)}>
                  {t("kpi:edit_target")}
                </Button>
              </div>
            )}
            <TargetOutlook client={client} stand={open} />
          </div>
        )}
      </Drawer>
    </>
  );
}

/** Opens the form where a cell alone could not say which repetitions change. */
function Instead({ close, open }: { close: () => void; open: () => void }) {
  useEffect(() => {
    close();
    open();
  }, [close, open]);
  return null;
}

/** Points ahead or behind, with the sign that says which. */
function Gap({ value }: { value: number | null | undefined }) {
  const { t, language } = useWords();
  if (value === null || value === undefined) return <span className={classes.quiet}>{MISSING}</span>;
  const points = Math.round(value) || 0; // never -0
  return (
    <span className={classes.points} data-news={Math.sign(points)}>
      {t("kpi:gap_is", { n: (points > 0 ? "+" : "") + formatNumber(points, language) })}
    </span>
  );
}

/** Where a target is likely to end, with its range. */
function Foreseen({ row, write }: { row: Stand; write: (row: Stand, value: number | null | undefined) => string }) {
  const { t } = useWords();
  if (row.forecast === null || row.forecast === undefined) {
    return (
      <span className={classes.quiet} title={t(`kpi:no_forecast.${row.no_forecast || "ended"}`)}>
        {MISSING}
      </span>
    );
  }
  return (
    <span className={classes.figure} title={t("kpi:forecast_note")}>
      {write(row, row.forecast)}
      <span className={classes.range}>
        {t("kpi:forecast_range", { low: write(row, row.low), high: write(row, row.high) })}
      </span>
    </span>
  );
}

function Percent({ value }: { value: number | null | undefined }) {
  const { t, language } = useWords();
  const ratio = value === null || value === undefined ? null : value / 100;
  return <span className={classes.figure}>{formatRatio(ratio, language, t("ui:not_available"), 0)}</span>;
}
