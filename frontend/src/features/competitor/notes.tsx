import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconBulb, IconExternalLink, IconEye, IconMinus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  addNote,
  competitorKeys,
  deleteNote,
  exportNotes,
  listNotes,
  type Note,
  type NoteFilter,
  updateNote,
} from "@/bridge/competitor";
import { openLink } from "@/bridge/open-link";
import { undo } from "@/bridge/shell";
import { today } from "@/lib/day";
import { formatDay, formatNumber, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useItem, usePeriod } from "@/lib/place";
import { useShortcuts } from "@/lib/shortcuts";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { showDone, showFailure } from "@/ui/toast";
import type { About } from "./branded";
import classes from "./competitor.module.css";
import { Nobody, Tabs } from "./tabs";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));
const KINDS = ["threat", "opportunity", "neutral"] as const;
const ICONS = { threat: IconAlertTriangle, opportunity: IconBulb, neutral: IconMinus };

/** What was seen of competitors on a day: filtered, edited in place, exported. */
export function Notes({ client, brandId, competitors, zone }: About) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const [search, setSearch] = useState("");
  const [who, setWho] = useState<string[]>([]);
  const [kinds, setKinds] = useState<string[]>([]);
  const filter = useMemo(
    (): NoteFilter => ({ brand: brandId, competitors: who, kinds, from: period.from, to: period.to, search }),
    [brandId, who, kinds, period, search],
  );
  const query = useQuery({
    queryKey: competitorKeys.notes(client, filter),
    queryFn: () => listNotes(client, filter),
    placeholderData: keepPreviousData,
  });
  const rows = query.data ?? [];
  const item = useItem();
  const place = rows.findIndex(({ id }) => id === item);
  const goTo = useMemo(() => (place < 0 ? undefined : { row: place }), [place]);

  const remove = useCallback(
    (note: Note) =>
      void deleteNote(client, note.id).then(
        () => showDone(t("competitor:note_deleted"), () => undo(client)),
        showFailure,
      ),
    [client, t],
  );

  const columns = useMemo((): Column<Note>[] => {
    const names = new Map(competitors.map(({ id, name }) => [id, name]));
    const text = (field: "day" | "text" | "link", width: number, grow = false): Column<Note> => ({
      id: field,
      header: t(`competitor:column.${field}`),
      width,
      grow,
      sortable: true,
      value: (note) => note[field] || null,
      editor: ({ row, close }) => (
        <TextCell
          label={t(`competitor:column.${field}`)}
          value={row[field]}
          onSave={(value) => updateNote(client, row.id, { [field]: value })}
          close={close}
        />
      ),
    });
    return [
      { ...text("day", 120), render: (note) => formatDay(note.day, language) },
      {
        id: "competitor",
        header: t("competitor:column.name"),
        width: 180,
        sortable: true,
        value: (note) => names.get(note.competitor_id) ?? null,
        editor: ({ row, close }) => (
          <SelectCell
            label={t("competitor:column.name")}
            value={row.competitor_id}
            choices={competitors.map(({ id, name }) => ({ value: id, label: name }))}
            onSave={(competitor_id) => updateNote(client, row.id, { competitor_id })}
            close={close}
          />
        ),
      },
      {
        id: "kind",
        header: t("competitor:kind"),
        width: 130,
        sortable: true,
        value: ({ kind }) => t(`competitor:kind.${kind}`),
        render: ({ kind }) => <Kind kind={kind} />,
        editor: ({ row, close }) => (
          <SelectCell
            label={t("competitor:kind")}
            value={row.kind}
            choices={KINDS.map((value) => ({ value, label: t(`competitor:kind.${value}`) }))}
            onSave={(kind) => updateNote(client, row.id, { kind })}
            close={close}
          />
        ),
      },
      {
        ...text("text", 260, true),
        render: (note) => (
          <span className={classes.clip} title={note.text}>
            {note.text}
          </span>
        ),
      },
      text("link", 150),
      { id: "who", header: t("competitor:who"), width: 120, value: ({ who: name }) => name || null },
      {
        id: "acts",
        header: "",
        width: 40,
        align: "right",
        value: () => null,
        render: ({ link }) =>
          link && (
            <ActionIcon
              tabIndex={-1}
              size={24}
              aria-label={t("competitor:open_link")}
              title={link}
              onClick={() => openLink(link)}
            >
              <IconExternalLink size={15} stroke={1.6} aria-hidden />
            </ActionIcon>
          ),
      },
    ];
  }, [client, competitors, language, t]);

  const filtered = search !== "" || who.length > 0 || kinds.length > 0;
  return (
    <>
      <PageHeader
        title={t("frame:section.competitor")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <ExportButton
            group={t("frame:section.competitor")}
            disabled={rows.length === 0}
            write={() => exportNotes(client, filter, "")}
          />
        }
      >
        <Tabs />
        {competitors.length > 0 && (
          <>
            <NoteLine client={client} competitors={competitors} period={period} zone={zone} />
            <FilterBar
              search={{ value: search, placeholder: t("competitor:search"), onChange: setSearch }}
              filters={[
                {
                  key: "competitor",
                  label: t("competitor:column.name"),
                  choices: competitors.map(({ id, name }) => ({ value: id, label: name })),
                  chosen: who,
                  onChange: setWho,
                },
                {
                  key: "kind",
                  label: t("competitor:kind"),
                  choices: KINDS.map((value) => ({ value, label: t(`competitor:kind.${value}`) })),
                  chosen: kinds,
                  onChange: setKinds,
                },
              ]}
              note={query.data && t("competitor:found", { count: rows.length, n: formatNumber(rows.length, language) })}
            />
          </>
        )}
      </PageHeader>
      <div className={classes.body}>
        {competitors.length === 0 ? (
          <Nobody />
        ) : (
          <DataTable
            label={t("competitor:tab.notes")}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            loading={query.isPending}
            error={query.error ?? undefined}
            onRetry={() => void query.refetch()}
            onDelete={remove}
            goTo={goTo}
            empty={
              filtered ? (
                <EmptyState icon={IconSearch} title={t("competitor:nothing_found")} />
              ) : (
                <EmptyState icon={IconEye} title={t("competitor:no_notes")} text={t("competitor:no_notes_text")} />
              )
            }
          />
        )}
      </div>
    </>
  );
}

function Kind({ kind }: { kind: string }) {
  const { t } = useWords();
  const Glyph = ICONS[kind as keyof typeof ICONS] ?? IconMinus;
  return (
    <span className={classes.kind} data-kind={kind}>
      <Glyph size={15} aria-hidden />
      {t(`competitor:kind.${kind}`)}
    </span>
  );
}

/** One line to write down what was seen; Enter saves. */
function NoteLine(props: Omit<About, "brandId" | "brandName"> & { period: { from: string; to: string } }) {
  const { client, competitors, period, zone } = props;
  const { t } = useWords();
  const now = today(zone);
  const field = useRef<HTMLInputElement>(null);
  const [who, setWho] = useState("");
  const [kind, setKind] = useState<string>("neutral");
  const [chosenDay, setDay] = useState("");
  const [text, setText] = useState("");
  const [link, setLink] = useState("");
  const [error, setError] = useState("");
  const day = chosenDay || (now >= period.from && now <= period.to ? now : period.to);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useShortcuts([
    {
      keys: "n",
      label: t("competitor:add_note"),
      group: t("frame:section.competitor"),
      run: () => field.current?.focus(),
    },
  ]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      await addNote(client, { competitor_id: who || competitors[0]?.id, day, kind, text, link });
      setText("");
      setLink("");
      setError("");
      field.current?.focus();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  }

  return (
    <form className={classes.line} onSubmit={submit} aria-label={t("competitor:add_note")}>
      <NativeSelect
        label={t("competitor:column.name")}
        value={who || (competitors[0]?.id ?? "")}
        data={competitors.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("competitor:kind")}
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`competitor:kind.${value}`) }))}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <div className={classes.dayField}>
        <Suspense fallback={null}>
          <DayInput label={t("competitor:column.day")} value={day} onChange={setDay} />
        </Suspense>
      </div>
      <TextInput
        ref={field}
        className={classes.lineField}
        label={t("competitor:column.text")}
        placeholder={t("competitor:text_like")}
        value={text}
        error={error || undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError("");
        }}
      />
      <TextInput
        className={classes.linkField}
        label={t("competitor:column.link")}
        placeholder="https://"
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <Button type="submit">{t("competitor:save_note")}</Button>
    </form>
  );
}
