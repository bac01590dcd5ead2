import { Button } from "@mantine/core";
import { IconDownload, IconFileImport, IconPhoto, IconSearch, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useBrand, useChannels } from "@/bridge/brand";
import { BridgeError } from "@/bridge/call";
import {
  deleteFoundPosts,
  deletePosts,
  exportPosts,
  POST_TYPES,
  type Post,
  type PostFilter,
  type PostPatch,
  updatePost,
} from "@/bridge/content";
import { cancelJob, onProgress, type Progress } from "@/bridge/jobs";
import { useMetricNames } from "@/bridge/kpi";
import { isOpenable, openLink } from "@/bridge/open-link";
import { start, undo } from "@/bridge/shell";
import { useCommands } from "@/lib/commands";
import { formatMonth, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { periodOf } from "@/lib/period";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { countSelected, NOTHING, type Selection } from "@/lib/selection";
import { useShortcuts } from "@/lib/shortcuts";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { FilterBar } from "@/ui/filter-bar";
import { JobCard } from "@/ui/job-card";
import { PageHeader } from "@/ui/page-header";
import { showFailure, showToast } from "@/ui/toast";
import { columnsOf } from "./columns";
import classes from "./content.module.css";
import { type Choice, EVERY_POST, filterOf, nextSort } from "./filter";
import { useNewestDay, usePosts } from "./use-posts";

/** The posts of the period with their numbers to date: sorted, filtered, mended, exported. */
export default function ContentPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Posts key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.content")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}

function Posts({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const [choice, setChoice] = useState<Choice>(EVERY_POST);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const filter = useMemo(() => filterOf(brandId, period, choice), [brandId, period, choice]);
  const { posts, first, ...query } = usePosts(client, filter);
  const { data: channels = [] } = useChannels(client, brandId);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const metrics = useMetricNames(language);
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;
  const total = first?.total ?? 0;
  const { exporting, exportList, stop } = useExport(client, filter);

  const choose = (part: Partial<Choice>) => {
    setChoice((old) => ({ ...old, ...part }));
    // What is chosen is of what was found.
    if (!("sort" in part)) setSelection(NOTHING);
  };
  const change = useCallback((post: Post, patch: PostPatch) => updatePost(client, post.id, patch), [client]);
  const open = useCallback(
    (post: Post) => {
      if (isOpenable(post.permalink)) openLink(post.permalink).catch(showFailure);
      else showToast(t("content:no_link"));
    },
    [t],
  );

  async function remove(chosen: Selection) {
    const count = countSelected(chosen, total);
    if (count === 0) return;
    try {
      if (chosen.all) await deleteFoundPosts(client, filter, [...chosen.except]);
      else await deletePosts(client, [...chosen.ids]);
      setSelection(NOTHING);
      showToast(t("content:deleted", { count, n: formatNumber(count, language) }), {
        label: t("frame:undo"),
        run: () => void undo(client).then(({ text }) => showToast(t("frame:undone", { label: text })), showFailure),
      });
    } catch (reason) {
      showFailure(reason);
    }
  }

  const group = t("content:group");
  useShortcuts([{ keys: "mod+e", label: t("content:export"), group, run: exportList }]);
  useCommands([{ id: "content.export", label: t("content:export"), group, keys: "mod+e", run: exportList }]);

  const columns = useMemo(() => {
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const known = { known: first?.metrics ?? [], rated: first?.rated ?? 0 };
    return columnsOf({ t, language, timeZone, channels: byId, metrics, ...known, onChange: change, onOpen: open });
  }, [t, language, timeZone, channels, metrics, first?.metrics, first?.rated, change, open]);

  const chosen = countSelected(selection, total);
  const filtered = choice.channels.length > 0 || choice.types.length > 0 || choice.search !== "";
  return (
    <>
      <PageHeader
        title={t("frame:section.content")}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={total === 0}
            loading={exporting !== null}
            onClick={exportList}
          >
            {t("content:export")}
          </Button>
        }
      >
        <FilterBar
          search={{
            value: choice.search,
            placeholder: t("content:search"),
            onChange: (search) => choose({ search }),
          }}
          filters={[
            {
              key: "channels",
              label: t("content:channel"),
              choices: channels.map(({ id, platform, handle }) => ({
                value: id,
                label: `${t(`brand:platform.${platform}`)} ${handle}`,
              })),
              chosen: choice.channels,
              onChange: (chosenChannels) => choose({ channels: chosenChannels }),
            },
            {
              key: "types",
              label: t("content:type"),
              choices: POST_TYPES.map((type) => ({ value: type, label: t(`content:type.${type}`) })),
              chosen: choice.types,
              onChange: (types) => choose({ types }),
            },
          ]}
          note={
            first &&
            [
              t("content:found", { count: total, n: formatNumber(total, language) }),
              first.rated > 0 &&
                first.rated < total &&
                t("content:rated", { count: first.rated, n: formatNumber(first.rated, language) }),
            ]
              .filter(Boolean)
              .join(" · ")
          }
        />
      </PageHeader>
      {exporting && exporting.total > 0 && (
        <div className={classes.job}>
          <JobCard
            title={t("content:exporting")}
            done={exporting.done}
            total={exporting.total}
            state="running"
            onCancel={stop}
          />
        </div>
      )}
      {chosen > 0 && (
        <div className={classes.chosen}>
          <span className={classes.chosenCount} role="status">
            {t("content:chosen", { count: chosen, n: formatNumber(chosen, language) })}
          </span>
          <Button
            variant="subtle"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => void remove(selection)}
          >
            {t("content:delete")}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setSelection(NOTHING)}>
            {t("content:choose_none")}
          </Button>
        </div>
      )}
      <div className={classes.body}>
        <DataTable
          label={t("content:list")}
          columns={columns}
          rows={posts}
          rowId={(post) => post.id}
          total={total}
          loading={query.isPending}
          error={query.error ?? undefined}
          onRetry={() => void query.refetch()}
          empty={
            filtered ? (
              <EmptyState icon={IconSearch} title={t("content:nothing_found")} text={t("content:nothing_found_text")} />
            ) : (
              <NoPosts client={client} brandId={brandId} />
            )
          }
          onMore={query.onMore}
          loadingMore={query.isFetchingNextPage}
          sort={choice.sort}
          onSort={(sort) => choose({ sort: nextSort(choice.sort, sort, metrics) })}
          selection={selection}
          onSelection={setSelection}
          onOpen={open}
          onDelete={(post) => void remove(chosen > 0 ? selection : { all: false, ids: new Set([post.id]) })}
        />
      </div>
    </>
  );
}

/** An empty period: leads to the newest posts, or to the imports where there are none at all. */
function NoPosts({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { setPeriod } = usePeriod();
  const newest = useNewestDay(client, brandId, true);
  if (newest === undefined) return null;
  if (newest === "") {
    return (
      <EmptyState
        icon={IconPhoto}
        title={t("content:none")}
        text={t("content:none_text")}
        action={{
          label: t("content:to_imports"),
          icon: IconFileImport,
          onClick: () => void navigate({ to: "/intake" }),
        }}
      />
    );
  }
  return (
    <EmptyState
      icon={IconPhoto}
      title={t("content:none_in_period")}
      text={t("content:none_in_period_text")}
      action={{
        label: t("content:to_month", { month: formatMonth(newest, language) }),
        onClick: () => setPeriod(periodOf("month", newest)),
      }}
    />
  );
}

/** Writes the list as filtered to a file that the person chooses, and shows how far it is. */
function useExport(client: string, filter: PostFilter) {
  const { t } = useWords();
  const [exporting, setExporting] = useState<Progress | null>(null);
  async function exportList() {
    if (exporting) return;
    const job = `posts ${crypto.randomUUID()}`;
    setExporting({ job, done: 0, total: 0 });
    const leave = onProgress(job, setExporting);
    try {
      const path = await exportPosts(client, filter, "", job);
      if (path !== "") showToast(t("content:exported", { path }));
    } catch (reason) {
      if (!(reason instanceof BridgeError && reason.code === "canceled")) showFailure(reason);
    } finally {
      leave();
      setExporting(null);
    }
  }
  return {
    exporting,
    exportList: () => void exportList(),
    stop: () => exporting && void cancelJob(exporting.job),
  };
}
