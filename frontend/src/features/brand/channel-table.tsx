import { ActionIcon } from "@mantine/core";
import { IconExternalLink, IconTrash } from "@tabler/icons-react";
import { useCallback, useMemo } from "react";
import {
  type Brand,
  type Channel,
  type ChannelPatch,
  deleteChannel,
  updateChannel,
  useChannels,
  usePlatforms,
} from "@/bridge/brand";
import { openLink } from "@/bridge/open-link";
import { undo } from "@/bridge/shell";
import { formatDay, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { readDay } from "@/lib/typed-day";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { PlatformMark } from "@/ui/platform-mark";
import { showDone, showFailure } from "@/ui/toast";
import { ChannelLine } from "./channel-line";
import classes from "./page.module.css";

const ROW_HEIGHT = 32;

/** The channels of a brand, edited in place, and the line that adds one. */
export function ChannelTable({ client, brand }: { client: string; brand: Brand }) {
  const { t, language } = useWords();
  const platforms = usePlatforms();
  const { data, isPending, error, refetch } = useChannels(client, brand.id);
  const channels = data ?? [];

  const remove = useCallback(
    (channel: Channel) =>
      void deleteChannel(client, channel.id).then(
        () => showDone(t("brand:channel_deleted", { handle: channel.handle }), () => undo(client)),
        showFailure,
      ),
    [client, t],
  );

  const columns = useMemo<Column<Channel>[]>(() => {
    const save = (id: string, patch: ChannelPatch) => updateChannel(client, id, patch);
    const text = (field: "handle" | "link", width: number, grow = false): Column<Channel> => ({
      id: field,
      header: t(`brand:column.${field}`),
      width,
      grow,
      sortable: true,
      value: (channel) => channel[field] || null,
      // What every address begins with says nothing; the address is edited whole.
      render: (channel) => (
        <span className={classes.clip} title={channel[field]}>
          {channel[field].replace(/^https?:\/\/(www\.)?/, "") || MISSING}
        </span>
      ),
      editor: ({ row, close }) => (
        <TextCell
          label={t(`brand:column.${field}`)}
          value={row[field]}
          onSave={(value) => save(row.id, { [field]: value })}
          close={close}
        />
      ),
    });
    const day = (field: "since" | "until"): Column<Channel> => ({
      id: field,
      header: t(`brand:column.${field}`),
      width: 106,
      sortable: true,
      value: (channel) => channel[field] || null,
      render: (channel) => <span>{formatDay(channel[field], language)}</span>,
      editor: ({ row, close }) => (
        <TextCell
          label={t(`brand:column.${field}`)}
          value={row[field] && formatDay(row[field], language)}
          onSave={async (typed) => {
            const read = typed.trim() === "" ? "" : readDay(typed);
            if (read === null)
              throw new Error(t("brand:no_day", { typed, example: formatDay("2026-10-31", language) }));
            await save(row.id, { [field]: read });
          }}
          close={close}
        />
      ),
    });
    return [
      {
        id: "platform",
        header: t("brand:platform"),
        width: 142,
        sortable: true,
        value: ({ platform }) => t(`brand:platform.${platform}`),
        render: ({ platform }) => (
          <span className={classes.platform}>
            <PlatformMark platform={platform} />
            {t(`brand:platform.${platform}`)}
          </span>
        ),
        editor: ({ row, close }) => (
          <SelectCell
            label={t("brand:platform")}
            value={row.platform}
            choices={platforms.map((value) => ({ value, label: t(`brand:platform.${value}`) }))}
            onSave={(platform) => save(row.id, { platform })}
            close={close}
          />
        ),
      },
      text("handle", 128),
      text("link", 190, true),
      day("since"),
      day("until"),
      {
        id: "acts",
        header: "",
        width: 72,
        align: "right",
        value: () => null,
        render: (channel) => (
          <>
            {channel.link && (
              <ActionIcon
                tabIndex={-1}
                size={24}
                aria-label={t("brand:open_link", { handle: channel.handle })}
                title={t("brand:open_link", { handle: channel.handle })}
                onClick={() => openLink(channel.link)}
              >
                <IconExternalLink size={15} stroke={1.6} aria-hidden />
              </ActionIcon>
            )}
            <ActionIcon
              tabIndex={-1}
              size={24}
              aria-label={t("brand:delete_channel", { handle: channel.handle })}
              title={t("brand:delete_channel", { handle: channel.handle })}
              onClick={() => remove(channel)}
            >
              <IconTrash size={15} stroke={1.6} aria-hidden />
            </ActionIcon>
          </>
        ),
      },
    ];
  }, [client, language, platforms, remove, t]);

  return (
    <>
      {data && <ChannelLine client={client} brand={brand.id} first={channels.length === 0} />}
      {error || channels.length > 0 || isPending ? (
        <div className={classes.table} style={{ height: error ? "auto" : ROW_HEIGHT * (channels.length + 1) + 4 }}>
          <DataTable
            label={t("brand:channels")}
            columns={columns}
            rows={channels}
            rowId={({ id }) => id}
            loading={isPending}
            error={error}
            onRetry={() => void refetch()}
            empty={null}
            onDelete={remove}
          />
        </div>
      ) : (
        <p className={classes.none}>{t("brand:no_channels")}</p>
      )}
    </>
  );
}
