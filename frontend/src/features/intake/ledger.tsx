import { Button, Drawer, UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconDownload, IconHelp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useCallback, useMemo, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { type Entry, intakeKeys, listImports, saveOriginal, undoImport } from "@/bridge/intake";
import { redo } from "@/bridge/shell";
import { formatInstant, formatNumber, formatRange, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { type Column, DataTable } from "@/ui/data-table";
import { PlatformMark } from "@/ui/platform-mark";
import { showFailure, showToast } from "@/ui/toast";
import { FileDetail } from "./file-detail";
import { Guide } from "./guide";
import shared from "./intake.module.css";
import classes from "./ledger.module.css";

export type LedgerProps = {
  client: string;
  /** Of the brand; an import that feeds none of them is of another brand, and not listed. */
  channels: readonly Channel[];
  timeZone: string | undefined;
};

/** Every import of the brand, newest first, with what it brought; each can be opened, and taken back whole. */
export function Ledger({ client, channels, timeZone }: LedgerProps) {
  const { t, language } = useWords();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: intakeKeys.ledger(client),
    queryFn: () => listImports(client),
  });
  const [opened, setOpened] = useState<string | null>(null);
  const [guide, setGuide] = useState(false);
  const byId = useMemo(() => new Map(channels.map((channel) => [channel.id, channel])), [channels]);
  const entries = useMemo(
    () => (data ?? []).filter((entry) => entry.channels.some((id) => byId.has(id))),
    [data, byId],
  );
  const entry = entries.find(({ id }) => id === opened) ?? null;

  const undo = useCallback(
    ({ id, file }: Entry) =>
      undoImport(client, id).then(
        () =>
          showToast(t("intake:undone", { file }), {
            label: t("frame:redo"),
            run: () => void redo(client).then(({ text }) => showToast(t("frame:redone", { label: text })), showFailure),
          }),
        showFailure,
      ),
    [client, t],
  );

  async function original({ id }: Entry) {
    const path = await saveOriginal(client, id, "").catch(showFailure);
    if (path) showToast(t("ui:exported", { path }));
  }

  const columns = useMemo((): Column<Entry>[] => {
    const count = (id: "added" | "updated" | "unchanged" | "skips", width: number): Column<Entry> => ({
      id,
      header: t(`intake:count.${id}`),
      width,
      align: "right",
      sortable: true,
      value: (row) => row[id],
      render: (row) => <Cell row={row}>{formatNumber(row[id], language)}</Cell>,
    });
    return [
      {
        id: "created_at",
        header: t("intake:when"),
        width: 168,
        sortable: true,
        value: (row) => row.created_at,
        render: (row) => <Cell row={row}>{formatInstant(row.created_at, language, timeZone)}</Cell>,
      },
      {
        id: "file",
        header: t("intake:file"),
        width: 200,
        grow: true,
        sortable: true,
        value: (row) => row.file,
        render: (row) => (
          <UnstyledButton tabIndex={-1} className={classes.open} title={row.file} onClick={() => setOpened(row.id)}>
            <Cell row={row}>{row.file}</Cell>
          </UnstyledButton>
        ),
      },
      {
        id: "channels",
        header: t("intake:channel"),
        width: 140,
        value: (row) => row.channels.map((id) => byId.get(id)?.handle).join(" "),
        render: (row) => (
          <span className={shared.fed} data-line>
            {byHandle(row.channels.flatMap((id) => byId.get(id) ?? [])).map(([handle, same]) => (
              <span
                key={handle}
                className={shared.channel}
                title={`${same.map(({ platform }) => t(`brand:platform.${platform}`)).join(", ")}: ${handle}`}
              >
                {same.map(({ id, platform }) => (
                  <PlatformMark key={id} platform={platform} size={15} />
                ))}
                <span className={classes.handle}>{handle}</span>
              </span>
            ))}
          </span>
        ),
      },
      {
        id: "period",
        header: t("intake:period"),
        width: 164,
        sortable: true,
        value: (row) => row.from,
        render: (row) => <Cell row={row}>{row.from === "" ? MISSING : formatRange(row.from, row.to, language)}</Cell>,
      },
      count("added", 66),
      count("updated", 78),
      count("unchanged", 92),
      count("skips", 74),
      {
        id: "who",
        header: t("intake:who"),
        width: 84,
        sortable: true,
        value: (row) => row.who || null,
        render: (row) => <Cell row={row}>{row.who || MISSING}</Cell>,
      },
      {
        id: "undo",
        header: t("intake:state"),
        width: 104,
        value: (row) => (row.undone_at ? 1 : 0),
        render: (row) =>
          row.undone_at ? (
            <span className={shared.quiet}>{t("intake:is_undone")}</span>
          ) : (
            <Button
              tabIndex={-1}
              variant="subtle"
              size="compact-xs"
              leftSection={<IconArrowBackUp size={14} aria-hidden />}
              onClick={() => void undo(row)}
            >
              {t("intake:undo")}
            </Button>
          ),
      },
    ];
  }, [t, language, timeZone, byId, undo]);

  const title = t(entries.length > 0 ? "intake:ledger" : "intake:guide");
  return (
    <section className={classes.ledger} aria-label={title}>
      <div className={classes.ledgerHead}>
        <h2 className={classes.heading}>{title}</h2>
        {entries.length > 0 && (
          <Button
            variant="subtle"
            leftSection={<IconHelp size={16} aria-hidden />}
            aria-expanded={guide}
            onClick={() => setGuide(!guide)}
          >
            {t("intake:guide")}
          </Button>
        )}
      </div>
      {guide && entries.length > 0 && <Guide />}
      <DataTable
        label={t("intake:ledger")}
        columns={columns}
        rows={entries}
        rowId={(row) => row.id}
        loading={isPending}
        error={error ?? undefined}
        onRetry={() => void refetch()}
        empty={<Guide />}
        onOpen={(row) => setOpened(row.id)}
      />
      <Drawer
        opened={entry !== null}
        onClose={() => setOpened(null)}
        position="right"
        size={520}
        title={entry?.file}
        closeButtonProps={{ "aria-label": t("ui:close") }}
      >
        {entry && (
          <>
            <dl className={classes.facts}>
              {facts(entry, t, language, timeZone).map(([name, value]) => (
                <Fragment key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </Fragment>
              ))}
            </dl>
            <div className={classes.acts}>
              {!entry.undone_at && (
                <Button
                  variant="default"
                  data-autofocus
                  leftSection={<IconArrowBackUp size={15} aria-hidden />}
                  onClick={() => void undo(entry)}
                >
                  {t("intake:undo_import")}
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<IconDownload size={15} aria-hidden />}
                onClick={() => void original(entry)}
              >
                {t("intake:save_original")}
              </Button>
            </div>
            <FileDetail {...entry} />
          </>
        )}
      </Drawer>
    </section>
  );
}

function facts(
  entry: Entry,
  t: ReturnType<typeof useWords>["t"],
  language: string,
  timeZone?: string,
): [string, string][] {
  const counts = (["read", "added", "updated", "unchanged", "skips"] as const).map((count): [string, string] => [
    t(`intake:count.${count}`),
    formatNumber(entry[count], language),
  ]);
  return [
    [t("intake:when"), formatInstant(entry.created_at, language, timeZone)],
    [t("intake:who"), entry.who || MISSING],
    [t("intake:format"), t(`intake:format.${entry.format}`)],
    [t("intake:period"), entry.from === "" ? MISSING : formatRange(entry.from, entry.to, language)],
    ...counts,
    [t("intake:hash"), entry.hash],
    [
      t("intake:state"),
      entry.undone_at
        ? t("intake:undone_at", { when: formatInstant(entry.undone_at, language, timeZone) })
        : t("intake:in_use"),
    ],
  ];
}

/** Channels by their handle: a file of Facebook and Instagram mostly tells of two of one name. */
function byHandle(channels: readonly Channel[]): [string, Channel[]][] {
  const groups = new Map<string, Channel[]>();
  for (const channel of channels) groups.set(channel.handle, [...(groups.get(channel.handle) ?? []), channel]);
  return [...groups];
}

function Cell({ row, children }: { row: Entry; children: ReactNode }) {
  return (
    <span className={classes.cell} data-undone={row.undone_at ? true : undefined}>
      {children}
    </span>
  );
}
