import { ActionIcon, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { usePlatforms } from "@/bridge/brand";
import {
  type Account,
  addAccount,
  addCompetitor,
  type Competitor,
  deleteAccount,
  deleteCompetitor,
  updateAccount,
  updateCompetitor,
} from "@/bridge/competitor";
import { undo } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { showDone, showFailure } from "@/ui/toast";
import type { About } from "./branded";
import classes from "./competitor.module.css";
import { readCompetitorLine } from "./line";
import { Tabs } from "./tabs";

/** An account of a competitor, or a competitor without one. */
type Row = { competitor: Competitor; account: Account | null };

/** Competitors and their accounts, edited in place, and the line that registers them. */
export function Register({ client, brandId, competitors }: About) {
  const { t } = useWords();
  const platforms = usePlatforms();
  const rows = useMemo(
    (): Row[] =>
      competitors.flatMap((competitor): Row[] =>
        competitor.accounts.length === 0
          ? [{ competitor, account: null }]
          : competitor.accounts.map((account) => ({ competitor, account })),
      ),
    [competitors],
  );

  const remove = useCallback(
    ({ competitor, account }: Row) => {
      const last = !account || competitor.accounts.length === 1;
      (last ? deleteCompetitor(client, competitor.id) : deleteAccount(client, account.id)).then(
        () => showDone(t("competitor:deleted", { name: last ? competitor.name : account.handle }), () => undo(client)),
        showFailure,
      );
    },
    [client, t],
  );

  const columns = useMemo((): Column<Row>[] => {
    const ofCompetitor = (field: "name" | "website" | "note", width: number, grow = false): Column<Row> => ({
      id: field,
      header: t(`competitor:column.${field}`),
      width,
      grow,
      sortable: true,
      value: ({ competitor }) => competitor[field] || null,
      editor: ({ row, close }) => (
        <TextCell
          label={t(`competitor:column.${field}`)}
          value={row.competitor[field]}
          onSave={(value) => updateCompetitor(client, row.competitor.id, { [field]: value })}
          close={close}
        />
      ),
    });
    return [
      ofCompetitor("name", 190),
      {
        id: "platform",
        header: t("competitor:platform"),
        width: 150,
        sortable: true,
        value: ({ account }) => account && t(`brand:platform.${account.platform}`),
        render: ({ account }) =>
          account && (
            <span className={classes.platform}>
              <PlatformMark platform={account.platform} size={15} />
              {t(`brand:platform.${account.platform}`)}
            </span>
          ),
        editor: ({ row, close }) => (
          <SelectCell
            label={t("competitor:platform")}
            value={row.account?.platform ?? "instagram"}
            choices={platforms.map((value) => ({ value, label: t(`brand:platform.${value}`) }))}
            onSave={(platform) =>
              row.account
                ? updateAccount(client, row.account.id, { platform })
                : addAccount(client, row.competitor.id, { platform, handle: row.competitor.name })
            }
            close={close}
          />
        ),
      },
      {
        id: "handle",
        header: t("competitor:account"),
        width: 170,
        sortable: true,
        value: ({ account }) => account?.handle ?? null,
        editor: ({ row, close }) => (
          <TextCell
            label={t("competitor:account")}
            value={row.account?.handle ?? ""}
            onSave={(handle) =>
              row.account
                ? updateAccount(client, row.account.id, { handle })
                : addAccount(client, row.competitor.id, { platform: "instagram", handle })
            }
            close={close}
          />
        ),
      },
      ofCompetitor("website", 200),
      ofCompetitor("note", 200, true),
      {
        id: "acts",
        header: "",
        width: 44,
        align: "right",
        value: () => null,
        render: (row) => {
          const label = t("competitor:delete", { name: row.account?.handle ?? row.competitor.name });
          return (
            <ActionIcon tabIndex={-1} size={24} aria-label={label} title={label} onClick={() => remove(row)}>
              <IconTrash size={15} stroke={1.6} aria-hidden />
            </ActionIcon>
          );
        },
      },
    ];
  }, [client, platforms, remove, t]);

  return (
    <>
      <PageHeader title={t("frame:section.competitor")}>
        <Tabs />
        <RegisterLine client={client} brandId={brandId} competitors={competitors} />
      </PageHeader>
      <div className={classes.body}>
        <DataTable
          label={t("competitor:tab.list")}
          columns={columns}
          rows={rows}
          rowId={({ competitor, account }) => account?.id ?? competitor.id}
          onDelete={remove}
          empty={<p className={classes.hint}>{t("competitor:register_hint")}</p>}
        />
      </div>
    </>
  );
}

/** "Norte, instagram @norte, tiktok @norte" and Enter; a name that is there gets the accounts. */
function RegisterLine({ client, brandId, competitors }: Omit<About, "brandName" | "zone">) {
  const { t } = useWords();
  const platforms = usePlatforms();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const names = useMemo(() => platforms.map((one) => [one, t(`brand:platform.${one}`)] as const), [platforms, t]);
  const read = useMemo(() => readCompetitorLine(text, names), [text, names]);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useShortcuts([
    {
      keys: "n",
      label: t("competitor:register"),
      group: t("frame:section.competitor"),
      run: () => field.current?.focus(),
    },
  ]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (read.unread !== "" || read.name === "") {
      setError(t(read.name === "" ? "competitor:line_empty" : "competitor:line_unread", { text: read.unread }));
      return;
    }
    try {
      const there = competitors.find(({ name }) => name.toLowerCase() === read.name.toLowerCase());
      if (there && read.accounts.length > 0) {
        for (const account of read.accounts) await addAccount(client, there.id, account);
      } else {
        await addCompetitor(client, brandId, { name: read.name }, read.accounts);
      }
      setText("");
      setError("");
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  }

  return (
    <form className={classes.line} onSubmit={submit} aria-label={t("competitor:register")}>
      <TextInput
        ref={field}
        className={classes.lineField}
        aria-label={t("competitor:register")}
        placeholder={t("competitor:line")}
        value={text}
        error={error || undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError("");
        }}
      />
      <span className={classes.read} role="status">
        {read.accounts.map(({ platform, handle }) => (
          <span key={`${platform} ${handle}`} className={classes.platform}>
            <PlatformMark platform={platform} size={15} />
            {handle}
          </span>
        ))}
      </span>
    </form>
  );
}
