import { Button } from "@mantine/core";
import { IconPlus, IconTargetArrow } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useChannels } from "@/bridge/brand";
import {
  deleteTarget,
  kpiKeys,
  listTargets,
  type Stand,
  type TargetPatch,
  updateTarget,
  useMetrics,
} from "@/bridge/kpi";
import { undo } from "@/bridge/shell";
import { formatDay, formatNumber, formatRatio } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { showFailure, showToast } from "@/ui/toast";
import classes from "./kpi.module.css";
import { StandBadge } from "./status";
import { Tabs } from "./tabs";
import { TargetForm } from "./target-form";
import { channelName, formatPace, formatValue, idOf, nameOf, parseNumber } from "./words";

const rowId = ({ target }: Stand) => target.id;

export function Targets({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const [adding, setAdding] = useState(false);
  const { data: channels = [] } = useChannels(client, brandId);
  const catalogue = useMetrics(language);
  const targets = useQuery({
    queryKey: kpiKeys.targets(client, brandId),
    queryFn: () => listTargets(client, brandId),
  });
  useShortcuts([{ keys: "a", label: t("kpi:add_target"), group: t("frame:section.kpi"), run: () => setAdding(true) }]);

  const remove = ({ target }: Stand) => {
    deleteTarget(client, target.id).then(
      () =>
        showToast(t("kpi:target_deleted"), {
          label: t("frame:undo"),
          run: () => void undo(client).then((done) => showToast(t("frame:undone", { label: done.text })), showFailure),
        }),
      showFailure,
    );
  };

  const columns = useMemo((): Column<Stand>[] => {
    const metrics = new Map(catalogue.map((one) => [`${one.level}.${one.key}`, one]));
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const write = (row: Stand, value: number | null | undefined) =>
      formatValue(value, row.unit, row.kind, undefined, language, t);
    const save = (row: Stand, patch: TargetPatch) => updateTarget(client, row.target.id, patch);
    const number = (id: "baseline" | "value", header: string): Column<Stand> => ({
      id,
      header,
      width: 88,
      align: "right",
      sortable: true,
      value: (row) => row.target[id],
      render: (row) => <span className={classes.figure}>{write(row, row.target[id])}</span>,
      editor: ({ row, close }) => (
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
    const day = (id: "from" | "to", header: string): Column<Stand> => ({
      id,
      header,
      width: 108,
      sortable: true,
      value: (row) => row.target[id],
      render: (row) => formatDay(row.target[id], language),
      editor: ({ row, close }) => (
        <TextCell
          label={header}
          value={row.target[id]}
          onSave={(text) => save(row, { [id]: text.trim() })}
          close={close}
        />
      ),
    });
    return [
      {
        id: "metric",
        header: t("kpi:metric"),
        width: 150,
        grow: true,
        sortable: true,
        value: ({ target }) => nameOf(idOf(target), metrics, t),
        render: ({ target }) => (
          <span className={classes.clip} title={metrics.get(idOf(target))?.definition}>
            {nameOf(idOf(target), metrics, t)}
          </span>
        ),
      },
      {
        id: "channel",
        header: t("kpi:channel"),
        width: 126,
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
        editor: ({ row, close }) => (
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
        width: 88,
        align: "right",
        sortable: true,
        value: (row) => row.actual ?? null,
        render: (row) => <span className={classes.figure}>{write(row, row.actual)}</span>,
      },
      {
        id: "attainment",
        header: t("kpi:attainment"),
        width: 80,
        align: "right",
        sortable: true,
        value: (row) => row.attainment ?? null,
        render: (row) => <Percent value={row.attainment} />,
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
      {
        id: "status",
        header: t("kpi:status"),
        width: 132,
        sortable: true,
        value: (row) => row.status,
        render: (row) => <StandBadge status={row.status} />,
      },
      number("baseline", t("kpi:baseline")),
      day("from", t("kpi:from")),
      day("to", t("kpi:to")),
    ];
  }, [t, language, catalogue, channels, client]);

  return (
    <>
      <PageHeader
        title={t("frame:section.kpi")}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t("kpi:add_target")}
          </Button>
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
      </PageHeader>
      <div className={classes.body}>
        <DataTable
          label={t("kpi:tab.targets")}
          columns={columns}
          rows={targets.data ?? []}
          rowId={rowId}
          loading={targets.isPending}
          error={targets.error ?? undefined}
          onRetry={() => void targets.refetch()}
          onDelete={remove}
          empty={
            <EmptyState
              icon={IconTargetArrow}
              title={t("kpi:no_targets")}
              text={t("kpi:no_targets_text")}
              action={{ label: t("kpi:add_target"), icon: IconPlus, onClick: () => setAdding(true) }}
            />
          }
        />
        {targets.data && targets.data.length > 0 && <p className={classes.rule}>{t("kpi:rule")}</p>}
      </div>
    </>
  );
}

function Percent({ value }: { value: number | null | undefined }) {
  const { t, language } = useWords();
  const ratio = value === null || value === undefined ? null : value / 100;
  return <span className={classes.figure}>{formatRatio(ratio, language, t("ui:not_available"), 0)}</span>;
}
