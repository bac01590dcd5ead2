import { Button } from "@mantine/core";
import { IconDownload, IconFileImport, IconPhoto, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useBrand, useChannels } from "@/bridge/brand";
import {
  contentKeys,
  deleteFoundPosts,
  deletePosts,
  exportPosts,
  listWords,
  POST_TYPES,
  type Post,
  type PostPatch,
  type Tagging,
  tagFoundPosts,
  tagPosts,
  updatePost,
  type Words,
} from "@/bridge/content";
import { useJob } from "@/bridge/jobs";
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
import { ChosenBar } from "@/ui/chosen-bar";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { FilterBar } from "@/ui/filter-bar";
import { ListJob } from "@/ui/job-card";
import { PageHeader } from "@/ui/page-header";
import { showDone, showFailure, showToast } from "@/ui/toast";
import { columnsOf } from "./columns";
import classes from "./content.module.css";
import { type Choice, comparedBy, EVERY_POST, filterOf, nextSort } from "./filter";
import { TagChosen } from "./tag-chosen";
import { useNewestDay, usePosts } from "./use-posts";

const NO_WORDS: Words = { tags: [], pillars: [] };

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
  const { source, whole, ...list } = usePosts(client, filter);
  const { data: channels = [] } = useChannels(client, brandId);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const { data: words = NO_WORDS } = useQuery({
    queryKey: contentKeys.words(client, brandId),
    queryFn: () => listWords(client, brandId),
  });
  const metrics = useMetricNames(language);
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;
  const total = whole?.total ?? 0;
  const exporting = useJob();

  const choose = (part: Partial<Choice>) => {
    setChoice((old) => ({ ...old, ...part }));
    // What is chosen is of what was found.
    if (!("sort" in part)) setSelection(NOTHING);
  };
  const change = useCallback((post: Post, patch: PostPatch) => updatePost(client, post.id, patch), [client]);
  const tag = useCallback((post: Post, change: Tagging) => tagPosts(client, [post.id], change), [client]);
  const open = useCallback(
    (post: Post) => {
      if (isOpenable(post.permalink)) openLink(post.permalink).catch(showFailure);
      else showToast(t("content:no_link"));
    },
    [t],
  );

  async function exportList() {
    const path = await exporting.run((job) => exportPosts(client, filter, "", job)).catch(showFailure);
    if (path) showToast(t("content:exported", { path }));
  }
  async function remove(chosen: Selection) {
    const count = countSelected(chosen, total);
    if (count === 0) return;
    try {
      if (chosen.all) await deleteFoundPosts(client, filter, [...chosen.except]);
      else await deletePosts(client, [...chosen.ids]);
      setSelection(NOTHING);
      showDone(t("content:deleted", { count, n: formatNumber(count, language) }), () => undo(client));
    } catch (reason) {
      showFailure(reason);
    }
  }
  async function tagChosen(change: Tagging): Promise<boolean> {
    const count = countSelected(selection, total);
    try {
      if (selection.all) await tagFoundPosts(client, filter, [...selection.except], change);
      else await tagPosts(client, [...selection.ids], change);
      showDone(t("content:tagged", { count, n: formatNumber(count, language) }), () => undo(client));
      return true;
    } catch (reason) {
      showFailure(reason);
      return false;
    }
  }

  const group = t("content:group");
  useShortcuts([{ keys: "mod+e", label: t("content:export"), group, run: () => void exportList() }]);
  useCommands([
    { id: "content.export", label: t("content:export"), group, keys: "mod+e", run: () => void exportList() },
  ]);

  const columns = useMemo(() => {
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const known = { known: whole?.metrics ?? [], rated: whole?.rated ?? 0 };
    const grouped = { compared: comparedBy(filter.sort), words, onTag: tag };
    return columnsOf({
      t,
      language,
      timeZone,
      channels: byId,
      metrics,
      ...known,
      ...grouped,
      onChange: change,
      onOpen: open,
    });
  }, [t, language, timeZone, channels, metrics, whole?.metrics, whole?.rated, change, open, filter.sort, words, tag]);

  const chosen = countSelected(selection, total);
  const lists = [choice.channels, choice.types, choice.tags, choice.pillars];
  const filtered = choice.search !== "" || lists.some((list) => list.length > 0);
  return (
    <>
      <PageHeader
        title={t("frame:section.content")}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={total === 0}
            loading={exporting.progress !== null}
            onClick={() => void exportList()}
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
            {
              key: "pillars",
              label: t("content:pillar"),
              choices: [
                { value: "", label: t("content:pillar_none") },
                ...words.pillars.map((pillar) => ({ value: pillar, label: pillar })),
              ],
              chosen: choice.pillars,
              onChange: (pillars) => choose({ pillars }),
            },
            {
              key: "tags",
              label: t("content:tags"),
              choices: words.tags.map((value) => ({ value, label: value })),
              chosen: choice.tags,
              onChange: (tags) => choose({ tags }),
            },
          ]}
          note={
            whole &&
            [
              t("content:found", { count: total, n: formatNumber(total, language) }),
              whole.rated > 0 &&
                whole.rated < total &&
                t("content:rated", { count: whole.rated, n: formatNumber(whole.rated, language) }),
            ]
              .filter(Boolean)
              .join(" · ")
          }
        />
      </PageHeader>
      <ListJob title={t("content:exporting")} progress={exporting.progress} onCancel={exporting.stop} />
      {chosen > 0 && (
        <ChosenBar
          said={t("content:chosen", { count: chosen, n: formatNumber(chosen, language) })}
          onDelete={() => void remove(selection)}
          onNone={() => setSelection(NOTHING)}
        >
          <TagChosen words={words} onApply={tagChosen} />
        </ChosenBar>
      )}
      <div className={classes.body}>
        <DataTable
          label={t("content:list")}
          columns={columns}
          rows={source}
          rowId={(post) => post.id}
          loading={list.pending}
          error={list.error}
          onRetry={list.refetch}
          empty={
            filtered ? (
              <EmptyState icon={IconSearch} title={t("content:nothing_found")} text={t("content:nothing_found_text")} />
            ) : (
              <NoPosts client={client} brandId={brandId} />
            )
          }
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
