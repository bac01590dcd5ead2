import { Button } from "@mantine/core";
import { IconChartBar, IconClipboardText, IconHash, IconMessages, IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { useBrand, useChannels } from "@/bridge/brand";
import {
  type Activity,
  type ActivityPatch,
  deleteActivities,
  exportLog,
  KINDS,
  SENTIMENTS,
  updateActivities,
  updateActivity,
  useTopics,
} from "@/bridge/community";
import { useJob } from "@/bridge/jobs";
import { start, undo } from "@/bridge/shell";
import { useCommands } from "@/lib/commands";
import { formatMonth, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { periodOf } from "@/lib/period";
import { useItem, usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { countSelected, NOTHING, type Selection } from "@/lib/selection";
import { useShortcuts } from "@/lib/shortcuts";
import { recall, remember } from "@/lib/storage";
import { type About, BrandPage } from "@/ui/brand-page";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { FilterBar } from "@/ui/filter-bar";
import { ListJob } from "@/ui/job-card";
import { PageHeader } from "@/ui/page-header";
import { showDone, showFailure } from "@/ui/toast";
import { BulkBar } from "./bulk-bar";
import { channelName, columnsOf } from "./columns";
import classes from "./community.module.css";
import { Detail } from "./detail";
import { type Choice, chosenOf, EVERY_ENTRY, filterOf, isFiltered } from "./filter";
import { PasteDialog } from "./paste-dialog";
import { QuickEntry } from "./quick-entry";
import { LogSummary } from "./statistics";
import { TopicsDialog } from "./topics-dialog";
import { useLog, useNewestDay } from "./use-log";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));

/** The log of what the community manager does: typed in one line, listed, searched, mended, summed up. */
export default function CommunityPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.community")} of={useBrand()}>
      {(about) => <Log {...about} />}
    </BrandPage>
  );
}

function Log({ client, brandId }: About) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const [choice, setChoice] = useState<Choice>(EVERY_ENTRY);
  const [day, setDay] = useState("");
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const item = useItem();
  const [open, setOpen] = useState<string | null>(item || null);
  const [dialog, setDialog] = useState<"paste" | "topics" | null>(null);
  const [summary, setSummary] = useState(() => (recall("log.summary") ?? (isNarrow() ? "no" : "yes")) === "yes");
  const filter = useMemo(() => filterOf(brandId, period, choice), [brandId, period, choice]);
  const { source, total, placeOf, replace, ...log } = useLog(client, filter);
  const [goTo, setGoTo] = useState<{ row: number }>();
  const { data: channels } = useChannels(client, brandId);
  const { data: topics = [] } = useTopics(client, brandId);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const team = useMemo(() => started?.team ?? [], [started?.team]);
  const me = started?.settings.me ?? "";
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;
  const found = total?.n ?? 0;
  const exporting = useJob();
  const bulk = useJob();

  const choose = (part: Partial<Choice>) => {
    setChoice((old) => ({ ...old, ...part }));
    setSelection(NOTHING);
  };
  const showSummary = () => {
    setOpen(null);
    setSummary((shown) => {
      remember("log.summary", shown ? "no" : "yes");
      return !shown;
    });
  };
  const replaced = useRef(replace);
  replaced.current = replace;
  const change = useCallback(
    async (row: Activity, patch: ActivityPatch) => replaced.current(await updateActivity(client, row.id, patch)),
    [client],
  );
  function goToDay(to: string) {
    setDay(to);
    if (to === "") setGoTo({ row: 0 });
    else placeOf(to).then((row) => setGoTo({ row }), showFailure);
  }

  async function remove(chosen: Selection) {
    const count = await bulk.run((job) => deleteActivities(client, chosenOf(chosen, filter), job)).catch(showFailure);
    if (count === null || count === undefined) return;
    setSelection(NOTHING);
    setOpen(null);
    showDone(t("community:deleted", { count, n: formatNumber(count, language) }), () => undo(client));
  }
  async function changeMany(patch: ActivityPatch) {
    const count = await bulk
      .run((job) => updateActivities(client, chosenOf(selection, filter), patch, job))
      .catch(showFailure);
    if (count === null || count === undefined) return;
    showDone(t("community:changed", { count, n: formatNumber(count, language) }), () => undo(client));
  }

  const group = t("community:group");
  const acts = [
    { id: "paste", keys: "mod+shift+v", label: t("community:paste"), run: () => setDialog("paste") },
    { id: "topics", keys: "mod+shift+t", label: t("community:topics_title"), run: () => setDialog("topics") },
    { id: "summary", keys: "mod+.", label: t("community:summary"), run: showSummary },
  ];
  useShortcuts(acts.map(({ keys, label, run }) => ({ keys, label, group, run })));
  useCommands(acts.map(({ id, keys, label, run }) => ({ id: `community.${id}`, keys, label, group, run })));

  const columns = useMemo(
    () => columnsOf({ t, language, timeZone, channels: channels ?? [], team, onChange: change }),
    [t, language, timeZone, channels, team, change],
  );
  const chosen = countSelected(selection, found);
  const choices = (names: readonly string[], prefix: string) =>
    names.map((name) => ({ value: name, label: t(`community:${prefix}.${name}`) }));

  if (channels?.length === 0) return <NoChannels />;
  return (
    <>
      <PageHeader
        title={t("frame:section.community")}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconClipboardText size={16} aria-hidden />}
              onClick={() => setDialog("paste")}
            >
              {t("community:paste")}
            </Button>
            <Button
              variant="default"
              leftSection={<IconHash size={16} aria-hidden />}
              onClick={() => setDialog("topics")}
            >
              {t("community:topics_title")}
            </Button>
            <ExportButton
              group={group}
              disabled={found === 0}
              write={() => exporting.run((job) => exportLog(client, filter, "", job))}
            />
            <Button
              variant="default"
              leftSection={<IconChartBar size={16} aria-hidden />}
              aria-pressed={summary && open === null}
              onClick={showSummary}
            >
              {t("community:summary")}
            </Button>
          </>
        }
      >
        {channels && (
          <QuickEntry
            client={client}
            brandId={brandId}
            channels={channels}
            timeZone={timeZone}
            me={me}
            onAdded={() => goToDay("")}
          />
        )}
        <FilterBar
          search={{
            value: choice.search,
            placeholder: t("community:search"),
            onChange: (search) => choose({ search }),
          }}
          filters={[
            {
              key: "channels",
              label: t("community:channel"),
              choices: (channels ?? []).map((channel) => ({ value: channel.id, label: channelName(t, channel) })),
              chosen: choice.channels,
              onChange: (list) => choose({ channels: list }),
            },
            {
              key: "kinds",
              label: t("community:kind"),
              choices: choices(KINDS, "kind"),
              chosen: choice.kinds,
              onChange: (list) => choose({ kinds: list }),
            },
            {
              key: "sentiments",
              label: t("community:sentiment"),
              choices: choices([...SENTIMENTS, "unsaid"], "sentiment"),
              chosen: choice.sentiments,
              onChange: (list) => choose({ sentiments: list }),
            },
            {
              key: "topics",
              label: t("community:topic"),
              choices: topics.slice(0, 50).map(({ topic }) => ({ value: topic, label: `#${topic}` })),
              chosen: choice.topics,
              onChange: (list) => choose({ topics: list }),
            },
            {
              key: "people",
              label: t("community:person"),
              choices: team.map(({ id, name }) => ({ value: id, label: name })),
              chosen: choice.people,
              onChange: (list) => choose({ people: list }),
            },
          ]}
          note={
            total &&
            t(total.exact ? "community:found" : "community:found_more", {
              count: found,
              n: formatNumber(found, language),
            })
          }
          actions={
            // A search is in the order in which entries were logged, where a day is no place.
            choice.search === "" && (
              <Suspense>
                <span className={classes.jump}>
                  <DayInput placeholder={t("community:jump")} value={day} onChange={goToDay} />
                </span>
              </Suspense>
            )
          }
        />
      </PageHeader>
      <ListJob title={t("community:exporting")} progress={exporting.progress} onCancel={exporting.stop} />
      {chosen > 0 && (
        <BulkBar
          count={chosen}
          channels={channels ?? []}
          team={team}
          busy={bulk.progress !== null}
          onChange={(patch) => void changeMany(patch)}
          onDelete={() => void remove(selection)}
          onNone={() => setSelection(NOTHING)}
        />
      )}
      <div className={classes.body}>
        <div className={classes.list}>
          <DataTable
            label={t("community:list")}
            columns={columns}
            rows={source}
            rowId={(row) => row.id}
            loading={log.pending}
            error={log.error}
            onRetry={log.refetch}
            empty={
              isFiltered(choice) ? (
                <EmptyState
                  icon={IconSearch}
                  title={t("community:nothing_found")}
                  text={t("community:nothing_found_text")}
                />
              ) : (
                <NoEntries client={client} brandId={brandId} />
              )
            }
            selection={selection}
            onSelection={setSelection}
            goTo={goTo}
            onOpen={(row) => setOpen(row.id)}
            onDelete={(row) => void remove(chosen > 0 ? selection : { all: false, ids: new Set([row.id]) })}
          />
        </div>
        {open !== null ? (
          <Detail
            client={client}
            id={open}
            channels={channels ?? []}
            team={team}
            timeZone={timeZone}
            onClose={() => setOpen(null)}
            onDelete={() => void remove({ all: false, ids: new Set([open]) })}
          />
        ) : (
          summary && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
            <aside className={classes.aside} data-summary tabIndex={0} aria-label={t("community:summary_of")}>
              <LogSummary client={client} brandId={brandId} period={period} />
            </aside>
          )
        )}
      </div>
      {dialog === "paste" && (
        <PasteDialog
          client={client}
          brandId={brandId}
          channels={channels ?? []}
          timeZone={timeZone}
          me={me}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "topics" && <TopicsDialog client={client} brandId={brandId} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Whether the window has too little room for list and summary, unless somebody wants both. */
const isNarrow = () => window.innerWidth < 1180;

/** A brand without channels: an entry needs one. */
function NoChannels() {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t("frame:section.community")} />
      <EmptyState
        icon={IconMessages}
        title={t("community:no_channels")}
        text={t("community:no_channels_text")}
        action={{ label: t("community:to_channels"), icon: IconPlus, onClick: () => void navigate({ to: "/brand" }) }}
      />
    </>
  );
}

/** An empty period: leads to the newest entries, or says what the log is for. */
function NoEntries({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const { setPeriod } = usePeriod();
  const newest = useNewestDay(client, brandId);
  if (newest === undefined) return null;
  if (newest === "")
    return <EmptyState icon={IconMessages} title={t("community:none")} text={t("community:none_text")} />;
  return (
    <EmptyState
      icon={IconMessages}
      title={t("community:none_in_period")}
      text={t("community:none_in_period_text")}
      action={{
        label: t("community:to_month", { month: formatMonth(newest, language, true) }),
        onClick: () => setPeriod(periodOf("month", newest)),
      }}
    />
  );
}
