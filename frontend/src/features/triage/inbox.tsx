import { IconInbox, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useChannels } from "@/bridge/brand";
import { useMetrics } from "@/bridge/kpi";
import { start, undo } from "@/bridge/shell";
import { decideItems, exportItems, type Item, listItems, STATES, type State, triageKeys } from "@/bridge/triage";
import { useCommands } from "@/lib/commands";
import { formatDay, formatNumber, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { isSelected, NOTHING, type Selection } from "@/lib/selection";
import { useShortcuts } from "@/lib/shortcuts";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { showDone, showFailure } from "@/ui/toast";
import { DecideBar, KEYS } from "./decide-bar";
import { Detail } from "./detail";
import { Kind, StateMark } from "./marks";
import classes from "./triage.module.css";
import { aboutOf, keyOf, whatOf } from "./words";

const KINDS = ["threat", "opportunity"] as const;
const ORIGINS = ["competitor", "community", "kpi"] as const;

const isDecided = ({ state }: Item) => state !== "open";

/** The list of threats and opportunities: filtered, decided of one by one or many at once, opened, exported. */
export function Inbox({ client, brandId }: { client: string; brandId: string }) {
  const words = useWords();
  const { t, language } = words;
  const { period } = usePeriod();
  const { from, to } = period;
  const query = useQuery({
    queryKey: triageKeys.list(client, brandId, from, to),
    queryFn: () => listItems(client, brandId, from, to),
    placeholderData: keepPreviousData,
  });
  const { data: channelList } = useChannels(client, brandId);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const metrics = useMetrics(language);
  const channels = useMemo(() => new Map((channelList ?? []).map((one) => [one.id, one])), [channelList]);
  const [search, setSearch] = useState("");
  const [states, setStates] = useState<string[]>([]);
  const [kinds, setKinds] = useState<string[]>([]);
  const [origins, setOrigins] = useState<string[]>([]);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [deciding, setDeciding] = useState<{ state: State; items: readonly Item[] } | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const active = useRef("");
  const body = useRef<HTMLDivElement>(null);

  const all = useMemo(() => query.data ?? [], [query.data]);
  const rows = useMemo(() => {
    const fits = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value);
    return all.filter(
      (item) =>
        fits(states, item.state) &&
        fits(kinds, item.kind) &&
        fits(origins, item.origin) &&
        (search === "" ||
          matches(search, [aboutOf(item, metrics, channels, t), whatOf(item, { t, language }), item.reason].join(" "))),
    );
  }, [all, states, kinds, origins, search, metrics, channels, t, language]);
  const chosen = rows.filter((item) => isSelected(selection, keyOf(item)));
  const open = all.find((item) => keyOf(item) === opened) ?? null;
  const filtered = search !== "" || states.length + kinds.length + origins.length > 0;

  const back = () => body.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
  async function decide(state: State, items: readonly Item[], reason: string) {
    const refs = items.map(({ origin, origin_id, span, kind }) => ({ origin, origin_id, span, kind }));
    await decideItems(client, brandId, refs, state, reason);
    setDeciding(null);
    setSelection(NOTHING);
    back();
    showDone(t(`triage:done.${state}`, { count: items.length }), () => undo(client));
  }
  function begin(state: State, chosen: readonly Item[]) {
    const items = state === "open" ? chosen.filter(isDecided) : chosen;
    if (items.length === 0) return;
    setOpened(null);
    if (state === "open") decide(state, items, "").catch(showFailure);
    else setDeciding({ state, items });
  }
  const meant = () => (chosen.length > 0 ? chosen : rows.filter((item) => keyOf(item) === active.current));

  const group = t("frame:section.triage");
  const acts = STATES.map((state) => ({
    id: state,
    keys: KEYS[state],
    label: t(`triage:do.${state}`),
    run: () => begin(state, meant()),
  }));
  useShortcuts(acts.map(({ keys, label, run }) => ({ keys, label, group, run })));
  useCommands(acts.map(({ id, keys, label, run }) => ({ id: `triage.${id}`, keys, label, group, run })));

  const columns = useMemo((): Column<Item>[] => {
    const say = { t, language };
    return [
      {
        id: "state",
        header: t("triage:state"),
        width: 112,
        sortable: true,
        value: ({ state }) => STATES.indexOf(state as State),
        render: ({ state }) => <StateMark state={state} />,
      },
      {
        id: "kind",
        header: t("triage:kind"),
        width: 118,
        sortable: true,
        value: ({ kind }) => t(`triage:kind.${kind}`),
        render: ({ kind }) => <Kind kind={kind} />,
      },
      {
        id: "day",
        header: t("triage:day"),
        width: 104,
        sortable: true,
        value: ({ day }) => day,
        render: ({ day, earlier }) => (
          <span className={earlier ? classes.earlier : undefined} title={earlier ? t("triage:earlier") : undefined}>
            {formatDay(day, language)}
          </span>
        ),
      },
      {
        id: "origin",
        header: t("triage:origin"),
        width: 100,
        sortable: true,
        value: ({ origin }) => t(`triage:origin.${origin}`),
      },
      {
        id: "about",
        header: t("triage:about"),
        width: 170,
        sortable: true,
        value: (item) => aboutOf(item, metrics, channels, t) || null,
        render: (item) => <Clip text={aboutOf(item, metrics, channels, t)} />,
      },
      {
        id: "what",
        header: t("triage:what"),
        width: 260,
        grow: true,
        value: (item) => whatOf(item, say),
        render: (item) => (
          <span className={classes.what}>
            {item.stand?.decide && <span className={classes.needed}>{t("triage:decision")}</span>}
            <Clip text={whatOf(item, say)} />
          </span>
        ),
      },
      {
        id: "reason",
        header: t("triage:reason"),
        width: 220,
        value: ({ reason }) => reason || null,
        render: ({ reason, decided_by }) =>
          reason !== "" && <Clip text={[reason, decided_by].filter(Boolean).join(" · ")} />,
      },
    ];
  }, [t, language, metrics, channels]);

  const waiting = all.filter(({ state }) => state === "open").length;
  const choices = (names: readonly string[], prefix: string) =>
    names.map((value) => ({ value, label: t(`triage:${prefix}.${value}`) }));
  return (
    <>
      <PageHeader
        title={t("frame:section.triage")}
        note={formatRange(from, to, language)}
        actions={
          <ExportButton
            group={group}
            disabled={!query.isPending && rows.length === 0}
            write={() => exportItems(client, brandId, from, to, rows.map(keyOf), "")}
          />
        }
      >
        {(all.length > 0 || filtered) && (
          <FilterBar
            search={{ value: search, placeholder: t("triage:search"), onChange: setSearch }}
            filters={[
              {
                key: "state",
                label: t("triage:state"),
                choices: choices(STATES, "state"),
                chosen: states,
                onChange: setStates,
              },
              {
                key: "kind",
                label: t("triage:kind"),
                choices: choices(KINDS, "kind"),
                chosen: kinds,
                onChange: setKinds,
              },
              {
                key: "origin",
                label: t("triage:origin"),
                choices: choices(ORIGINS, "origin"),
                chosen: origins,
                onChange: setOrigins,
              },
            ]}
            note={t("triage:waiting", {
              count: rows.length,
              n: formatNumber(rows.length, language),
              open: formatNumber(waiting, language),
            })}
          />
        )}
      </PageHeader>
      {deciding ? (
        <DecideBar
          key={`${deciding.state} ${deciding.items.map(keyOf).join(" ")}`}
          count={deciding.items.length}
          decided={deciding.items.some(isDecided)}
          state={deciding.state}
          onState={(state) => begin(state, deciding.items)}
          onDecide={(reason) => decide(deciding.state, deciding.items, reason)}
          onLeave={() => {
            setDeciding(null);
            back();
          }}
        />
      ) : (
        chosen.length > 0 && (
          <DecideBar
            count={chosen.length}
            decided={chosen.some(isDecided)}
            state={null}
            onState={(state) => begin(state, chosen)}
            onDecide={async () => undefined}
            onLeave={() => {
              setSelection(NOTHING);
              back();
            }}
          />
        )
      )}
      <div ref={body} className={classes.body}>
        <DataTable
          label={t("triage:title")}
          columns={columns}
          rows={rows}
          rowId={keyOf}
          loading={query.isPending}
          error={query.error ?? undefined}
          onRetry={() => void query.refetch()}
          selection={selection}
          onSelection={setSelection}
          onCurrent={(item) => {
            active.current = keyOf(item);
          }}
          onOpen={(item) => setOpened(keyOf(item))}
          empty={
            filtered ? (
              <EmptyState icon={IconSearch} title={t("triage:nothing_found")} />
            ) : (
              <EmptyState icon={IconInbox} title={t("triage:empty")} text={t("triage:empty_text")} />
            )
          }
        />
        {rows.length > 0 && <p className={classes.rule}>{t("triage:rule")}</p>}
      </div>
      <Detail
        item={open}
        channels={channels}
        team={started?.team ?? []}
        zone={started?.clients.find(({ id }) => id === client)?.timezone}
        deciding={deciding !== null}
        onState={(state) => open && begin(state, [open])}
        onClose={() => setOpened(null)}
      />
    </>
  );
}

function Clip({ text, title = text }: { text: string; title?: string }) {
  return (
    <span className={classes.clip} title={title}>
      {text}
    </span>
  );
}
