import { ActionIcon } from "@mantine/core";
import { IconExternalLink, IconFlag } from "@tabler/icons-react";
import { useMemo } from "react";
import type { Channel } from "@/bridge/brand";
import { deleteMark, type Mark, type MarkPatch, updateMark } from "@/bridge/kpi";
import { openLink } from "@/bridge/open-link";
import { undo } from "@/bridge/shell";
import { formatDay } from "@/lib/format";
import { useWords } from "@/lib/language";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { showFailure, showToast } from "@/ui/toast";
import { markId } from "./explore";
import { MarkKind, WRITTEN_KINDS } from "./mark-kind";
import classes from "./marks.module.css";
import { channelName } from "./words";

export type MarksTableProps = {
  client: string;
  channels: readonly Channel[];
  marks: readonly Mark[];
  loading: boolean;
  /** Another object brings its row to the top. */
  goTo?: { row: number };
  onAdd: () => void;
};

/** What happened, the newest first: what people wrote is edited and deleted in place, the rest says where it is known from. */
export function MarksTable({ client, channels, marks, loading, goTo, onAdd }: MarksTableProps) {
  const { t, language } = useWords();
  const columns = useMemo((): Column<Mark>[] => {
    const save = (mark: Mark, patch: MarkPatch) => updateMark(client, mark.id, patch);
    const editable = ({ source }: Mark) => source === "";
    const text = (id: "from" | "to" | "text" | "link", header: string, width: number): Column<Mark> => ({
      id,
      header,
      width,
      sortable: true,
      value: (mark) => mark[id] || null,
      editable,
      editor: ({ row, close }) => (
        <TextCell label={header} value={row[id]} onSave={(next) => save(row, { [id]: next.trim() })} close={close} />
      ),
    });
    const day = (id: "from" | "to", header: string): Column<Mark> => ({
      ...text(id, header, id === "to" ? 170 : 120),
      render: (mark) => {
        if (!mark[id]) return "";
        const day = formatDay(mark[id], language);
        return id === "to" && mark.open ? t("kpi:mark.so_far", { day }) : day;
      },
    });
    const places = [
      { value: "", label: t("kpi:whole_brand") },
      ...channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
    ];
    const placeOf = (mark: Mark) => places.find(({ value }) => value === (mark.channel_id ?? ""))?.label ?? null;
    return [
      day("from", t("kpi:mark.day")),
      day("to", t("kpi:mark.last_day")),
      {
        id: "kind",
        header: t("kpi:mark.kind"),
        width: 170,
        sortable: true,
        value: ({ kind }) => t(`kpi:mark.${kind}`),
        render: ({ kind }) => <MarkKind kind={kind} />,
        editable,
        editor: ({ row, close }) => (
          <SelectCell
            label={t("kpi:mark.kind")}
            value={row.kind}
            choices={WRITTEN_KINDS.map((value) => ({ value, label: t(`kpi:mark.${value}`) }))}
            onSave={(kind) => save(row, { kind })}
            close={close}
          />
        ),
      },
      {
        ...text("text", t("kpi:mark.text"), 240),
        grow: true,
        render: (mark) => (
          <span className={classes.clip} title={mark.text}>
            {mark.text}
          </span>
        ),
      },
      {
        id: "place",
        header: t("kpi:channel"),
        width: 170,
        sortable: true,
        value: placeOf,
        editable,
        editor: ({ row, close }) => (
          <SelectCell
            label={t("kpi:channel")}
            value={row.channel_id ?? ""}
            choices={places}
            onSave={(channel_id) => save(row, { channel_id })}
            close={close}
          />
        ),
      },
      {
        id: "who",
        header: t("kpi:mark.from"),
        width: 130,
        sortable: true,
        value: ({ who, source }) => (source ? t(`kpi:mark.source.${source}`) : who || null),
        render: ({ who, source }) =>
          source ? <span className={classes.quiet}>{t(`kpi:mark.source.${source}`)}</span> : who,
      },
      text("link", t("kpi:mark.link"), 130),
      {
        id: "open",
        header: "",
        width: 40,
        align: "right",
        value: () => null,
        render: ({ link }) =>
          link && (
            <ActionIcon
              tabIndex={-1}
              size={24}
              aria-label={t("kpi:mark.open_link")}
              title={link}
              onClick={() => openLink(link)}
            >
              <IconExternalLink size={15} stroke={1.6} aria-hidden />
            </ActionIcon>
          ),
      },
    ];
  }, [client, channels, t, language]);

  const remove = (mark: Mark) => {
    if (mark.source !== "") {
      showToast(t(`kpi:mark.stays.${mark.source}`));
      return;
    }
    deleteMark(client, mark.id).then(
      () =>
        showToast(t("kpi:mark.deleted", { text: mark.text }), {
          label: t("frame:undo"),
          run: () => void undo(client).then((done) => showToast(t("frame:undone", { label: done.text })), showFailure),
        }),
      showFailure,
    );
  };

  return (
    <DataTable
      label={t("kpi:explore.marks")}
      columns={columns}
      rows={marks}
      rowId={markId}
      loading={loading}
      goTo={goTo}
      onDelete={remove}
      empty={
        <EmptyState
          icon={IconFlag}
          title={t("kpi:mark.none")}
          text={t("kpi:mark.none_text")}
          action={{ label: t("kpi:mark.add"), icon: IconFlag, onClick: onAdd }}
        />
      }
    />
  );
}
